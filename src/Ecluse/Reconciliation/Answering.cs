using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Reconciliation;

/// <summary>
/// The source gate answers the target gate that stands by itself: reads the source again, finds the patients at the places asked
/// for, and seals figures and raw columns as one more parcel. Only listed columns, only patients who passed, and drawn by the
/// signatory's line as it draws them everywhere.
/// </summary>
/// <param name="parts">What it works with.</param>
/// <param name="gates">Opens the source.</param>
public sealed class Answering(LockParts parts, IGates gates)
{
    /// <summary>Answers.</summary>
    /// <param name="work">The passage, sealed.</param>
    /// <param name="bytes">Exact bytes of the question.</param>
    /// <param name="signature">The target gate's signature.</param>
    /// <param name="folder">Where the sealed answer goes.</param>
    /// <param name="cancellation">Stops early; nothing is handed over.</param>
    /// <returns>The answer, with its exact bytes and the source gate's signature.</returns>
    /// <exception cref="EcluseException">
    /// <c>PASSAGE-035</c>: not a question of the plan's target gate for this passage; <c>PASSAGE-023</c>: the source has changed.
    /// </exception>
    public async Task<(GateAnswer Answer, byte[] Bytes, string Signature)> RunAsync(
        PassageWork work, byte[] bytes, string signature, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var ledger = parts.Ledger;
        var now = parts.Clock.GetUtcNow();
        if (now >= work.Passage.EraseBy)
        {
            throw PassageErrors.PastEraseBy(work.Passage.EraseBy);
        }

        await Postponing.RefuseIfHeldAsync(ledger, work.Passage.Id, now, cancellation);
        var question = await CheckAsync(work, bytes, signature, cancellation);
        await using var lease = await ledger.ClaimAsync(work.Passage.Id, cancellation);
        var lines = await ReadAsync(work, question, cancellation);
        var sha256 = Sha256Hex.Of(bytes);
        var intent = await ledger.IntendAsync(
            work.Passage.Id, work.Act("parcel.sealing", parts.SourceAgent, ("question", sha256)), cancellation);
        var answer = await SealAsync(work, lines, sha256, folder, cancellation);
        var written = CanonicalDocument.Write(answer);
        await ledger.NoteAsync(
            work.Passage.Id,
            work.Act("parcel.sealed", parts.SourceAgent, ("parcel", answer.Sha256), ("question", sha256)) with { Intent = intent },
            cancellation);
        return (answer, written, parts.SourceGate.Sign(SignatureNamespaces.Answer, written).Armor());
    }

    private async Task<Question> CheckAsync(
        PassageWork work, byte[] bytes, string signature, CancellationToken cancellation)
    {
        try
        {
            SshSignature.Parse(signature).Verify(SshPublicKey.Parse(work.Plan.Gates.Target), SignatureNamespaces.Question, bytes);
        }
        catch (EcluseException)
        {
            throw PassageErrors.OtherQuestion();
        }

        var question = CanonicalDocument.Read<Question>(bytes);
        var manifest = await Loading.OpenManifestAsync(parts.Ledger, work, cancellation);
        if (question.Passage != work.Passage.Id || question.PlanSha256 != work.PlanSha256
            || !(question.Line is null ? question.Drawn.Count == 0 : await IsDrawnAsync(work, question, manifest, cancellation)))
        {
            throw PassageErrors.OtherQuestion();
        }

        return question;
    }

    // The target gate does not choose whom it is shown: the places drawn by chance are those of the signatory's line.
    private async Task<bool> IsDrawnAsync(
        PassageWork work, Question question, Manifest manifest, CancellationToken cancellation)
    {
        var document = await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation);
        var rejected = question.Rejected.ToHashSet();
        var passed = manifest.Parcels
            .SelectMany(parcel => Enumerable.Range(1, (int)parcel.Patients).Select(ordinal => new PatientPlace(parcel.Number, ordinal)))
            .Where(place => !rejected.Contains(place)).ToList();
        var drawn = SampleDraw.Places(Sha256Hex.Of(document!.Bytes), question.Line!, passed.Count).Select(place => passed[(int)place]);
        return drawn.SequenceEqual(question.Drawn.Take(SampleDraw.PatientsMin)) && question.Drawn.All(passed.Contains);
    }

    private async Task<AnswerLines> ReadAsync(PassageWork work, Question question, CancellationToken cancellation)
    {
        await using var source = await gates.OpenSourceAsync(work.Plan, cancellation);
        var rereading = new Rereading(parts, gates);
        var asked = question.Rejected.Concat(question.Drawn).ToLookup(place => place.Parcel, place => place.Ordinal);
        var keys = new Dictionary<PatientPlace, string>();
        await foreach (var parcel in rereading.ReadAsync(work, source, null, cancellation))
        {
            foreach (var ordinal in asked[parcel.Number])
            {
                keys[new PatientPlace(parcel.Number, ordinal)] = ordinal <= parcel.Patients.Count
                    ? parcel.Patients[ordinal - 1] : throw PassageErrors.OtherQuestion();
            }
        }

        if (asked.Any(parcel => parcel.Any(ordinal => !keys.ContainsKey(new PatientPlace(parcel.Key, ordinal)))))
        {
            throw PassageErrors.OtherQuestion();
        }

        var without = rereading.LeftOut.Concat(question.Rejected.Select(place => keys[place])).ToList();
        return new AnswerLines(
            await source.FiguresAsync(work.FigureScope.Without(without), cancellation),
            await source.ShowAsync(work.Scope, [.. question.Drawn.Select(place => keys[place])], cancellation));
    }

    // It lies in this gate's depot only until it is copied.
    private async Task<GateAnswer> SealAsync(
        PassageWork work, AnswerLines lines, string question, string folder, CancellationToken cancellation)
    {
        await using var writer = parts.Depot.Create(work.Passage.Id, work.Recipients);
        foreach (var line in lines.Write())
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(line);
        }

        writer.Complete();
        var file = writer.Parcel;
        Directory.CreateDirectory(folder);
        parts.Depot.CopyTo(work.Passage.Id, file.Id, folder);
        parts.Depot.Delete(work.Passage.Id, file.Id);
        return new GateAnswer(
            work.Passage.Id, question, parts.Clock.GetUtcNow(), file.Id, file.Sha256Hex, file.SealedBytes, file.PlainBytes);
    }
}
