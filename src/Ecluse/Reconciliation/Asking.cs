using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Reconciliation;

/// <summary>A target gate that stands by itself asks the source gate, and takes the sealed answer in.</summary>
/// <param name="parts">What it works with.</param>
public sealed class Asking(LockParts parts)
{
    private readonly IPassageLedger ledger = parts.Ledger;

    /// <summary>Writes and keeps the question; the latest is the one that an answer must be for.</summary>
    /// <param name="work">The passage: loaded, or reconciled where patients are drawn.</param>
    /// <param name="line">The signatory's own random line, or null.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Stops early.</param>
    public async Task<PassageDocument> AskAsync(PassageWork work, string? line, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (line is null && work.Passage.State != PassageState.Loaded)
        {
            throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Reconciled);
        }

        var drawn = line is null ? [] : await new SampleDrawing(parts).PlacesAsync(work, line, cancellation);
        var bytes = CanonicalDocument.Write(new Question(
            work.Passage.Id, work.PlanSha256, parts.Clock.GetUtcNow(), line, await RejectedAsync(work, cancellation), drawn));
        var document = new PassageDocument(
            DocumentKind.Question, bytes, parts.TargetGate.Sign(SignatureNamespaces.Question, bytes).Armor());
        await ledger.NoteAsync(
            work.Passage.Id, work.Act("question.asked", by, ("question", Sha256Hex.Of(bytes))), document, cancellation);
        return document;
    }

    /// <summary>Takes an answer in: signed by the plan's source gate, to the latest question, as the target's state still is.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="bytes">Exact bytes of the answer.</param>
    /// <param name="signature">The source gate's signature.</param>
    /// <param name="folder">Where its parcel lies.</param>
    /// <param name="line">The line that the sample is drawn with; null where none is.</param>
    /// <param name="by">Who takes it in.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <exception cref="EcluseException"><c>PASSAGE-035</c>: an answer to something else; <c>DEPOT-…</c>, <c>AGE-…</c>.</exception>
    public async Task<AnswerLines> TakeAsync(
        PassageWork work, byte[] bytes, string signature, string folder, string? line, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            SshSignature.Parse(signature).Verify(SshPublicKey.Parse(work.Plan.Gates.Source), SignatureNamespaces.Answer, bytes);
        }
        catch (EcluseException)
        {
            throw PassageErrors.OtherQuestion();
        }

        var answer = CanonicalDocument.Read<GateAnswer>(bytes);
        var asked = await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Question, cancellation);
        var question = asked is null ? null : CanonicalDocument.Read<Question>(asked.Bytes);
        if (question is null || answer.Passage != work.Passage.Id || answer.QuestionSha256 != Sha256Hex.Of(asked!.Bytes)
            || question.Line != line || !question.Rejected.SequenceEqual(await RejectedAsync(work, cancellation)))
        {
            throw PassageErrors.OtherQuestion();
        }

        if (!parts.Depot.Contains(work.Passage.Id, answer.Parcel))
        {
            parts.Depot.TakeFrom(work.Passage.Id, answer.Parcel, folder, answer.Sha256, answer.SealedBytes);
            await ledger.NoteAsync(
                work.Passage.Id, work.Act("answer.taken", by, ("parcel", answer.Sha256)), cancellation);
        }

        using var identity = parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, parts.Clock);
        using var plain = parts.Depot.Open(
            work.Passage.Id, answer.Parcel, answer.Sha256, answer.SealedBytes, identity.Identities, answer.PlainBytes);
        return AnswerLines.Read(plain);
    }

    private async Task<IReadOnlyList<PatientPlace>> RejectedAsync(PassageWork work, CancellationToken cancellation) =>
    [
        .. (await ledger.LoadsAsync(work.Passage.Id, cancellation)).SelectMany(load =>
            load.Rejects.Select(reject => reject.Ordinal).Where(ordinal => ordinal > 0).Distinct().Order()
                .Select(ordinal => new PatientPlace(load.Number, ordinal))),
    ];
}
