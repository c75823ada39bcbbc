using System.Text;
using Ecluse.Acts;
using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Host.Hosting;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Signatures;
using Ecluse.Storage.HandOvers;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.HandOvers;

/// <summary>
/// A gate hands a sealed passage over, another takes it: the server is the depot between them. It verifies hashes and signatures, and
/// that the agent is the gate which the signed plan names; it can do nothing else with what lies here.
/// </summary>
internal sealed class HandingOver(Installation installation, HandOverShelf shelf, HostingWord hosting)
{
    /// <summary>Takes the papers in: plan and approval, manifest, log. Sent again, they are the same.</summary>
    /// <exception cref="EcluseException">
    /// <c>API-022</c>, <c>API-023</c>, <c>API-026</c>, <c>API-030</c>; <c>APPROVAL-…</c>, <c>MANIFEST-…</c>, <c>PASSAGE-025</c>.
    /// </exception>
    public async Task<HandOverStatus> BeginAsync(SignedInAgent agent, HandOverPapers given, CancellationToken cancellation)
    {
        await hosting.RequireAsync(cancellation);
        var (work, manifest, signatory) = await VerifyAsync(agent, given, cancellation);
        var known = (await shelf.ListAsync(cancellation)).FirstOrDefault(row => row.Passage == work.Passage.Id || row.PlanSha256 == work.PlanSha256);
        if (known is not null && (known.Passage != work.Passage.Id || known.PlanSha256 != work.PlanSha256
            || Sha256Hex.Of((await shelf.PaperAsync(known.Passage, HandOverShelf.Manifest, cancellation))!) != Sha256Hex.Of(given.Manifest)))
        {
            throw ApiErrors.OtherHandOver();
        }

        if (known is null)
        {
            await KeepAsync(agent, given, work, signatory, cancellation);
        }

        return await StatusAsync(agent, work.Passage.Id, cancellation);
    }

    /// <summary>Takes one parcel in, as the signed manifest lists it.</summary>
    /// <exception cref="EcluseException"><c>API-004</c>, <c>API-022</c>, <c>API-024</c>, <c>API-026</c>; <c>DEPOT-…</c>: not the bytes of the manifest.</exception>
    public async Task ReceiveAsync(SignedInAgent agent, string passage, string parcel, Stream body, CancellationToken cancellation)
    {
        var found = await OpenAsync(agent, passage, cancellation);
        Require(agent, found.Row.Source);
        var (sha256, bytes) = found.Manifest.Parcels.FirstOrDefault(one => one.Id == parcel) is { } listed
            ? (listed.Sha256, listed.SealedBytes)
            : await AnswerOfAsync(passage, cancellation) is { } answer && answer.Parcel == parcel ? (answer.Sha256, answer.SealedBytes) : throw ApiErrors.NothingHere();
        if (agent.ContentDigest != HttpSignature.DigestOf(Convert.FromHexString(sha256)))
        {
            throw ApiErrors.NotTheSignedBytes();
        }

        await shelf.Depot.ReceiveAsync(passage, parcel, body, sha256, bytes, cancellation);
    }

    /// <summary>Says that all are here; each is read again first.</summary>
    /// <exception cref="EcluseException"><c>API-025</c>: some are not; <c>DEPOT-…</c>.</exception>
    public async Task<HandOverStatus> CloseAsync(SignedInAgent agent, string passage, CancellationToken cancellation)
    {
        var found = await OpenAsync(agent, passage, cancellation);
        Require(agent, found.Row.Source);
        if (shelf.Missing(found.Manifest) is { Count: > 0 } missing)
        {
            throw ApiErrors.HandOverNotWhole(missing.Count);
        }

        foreach (var parcel in found.Manifest.Parcels)
        {
            shelf.Depot.Check(passage, parcel.Id, parcel.Sha256, parcel.SealedBytes);
        }

        if (found.Row.ClosedAt is null)
        {
            await ActAsync(found.Row, "hand-over.closed", agent.Id, row => row.ClosedAt = Now, cancellation);
        }

        return await StatusAsync(agent, passage, cancellation);
    }

    /// <summary>Gives the papers to the plan's target gate, once all is here.</summary>
    public async Task<HandOverPapers> TakeAsync(SignedInAgent agent, string passage, CancellationToken cancellation)
    {
        var found = await OpenAsync(agent, passage, cancellation);
        Require(agent, found.Row.Target);
        if (found.Row.ClosedAt is null)
        {
            throw ApiErrors.HandOverNotWhole(shelf.Missing(found.Manifest).Count);
        }

        if (found.Row.TakenAt is null)
        {
            await ActAsync(found.Row, "hand-over.taken", agent.Id, row => row.TakenAt = Now, cancellation);
        }

        async Task<byte[]> Paper(string name) => (await shelf.PaperAsync(passage, name, cancellation))!;
        return new HandOverPapers(
            await Paper(HandOverShelf.Plan), Encoding.UTF8.GetString(await Paper(HandOverShelf.Plan + HandOverShelf.Signature)),
            await Paper(HandOverShelf.Manifest), Encoding.UTF8.GetString(await Paper(HandOverShelf.Manifest + HandOverShelf.Signature)),
            await Paper(HandOverShelf.LogKey), await Paper(HandOverShelf.LogCheckpoint), await Paper(HandOverShelf.LogLeaves));
    }

    /// <summary>The sealed bytes of a parcel, for the plan's target gate.</summary>
    public async Task<Stream> ParcelAsync(SignedInAgent agent, string passage, string parcel, CancellationToken cancellation)
    {
        var found = await OpenAsync(agent, passage, cancellation);
        Require(agent, found.Row.Target);
        return (found.Manifest.Parcels.Any(one => one.Id == parcel) || (await AnswerOfAsync(passage, cancellation))?.Parcel == parcel)
            && shelf.Depot.Contains(passage, parcel)
                ? shelf.Depot.OpenSealed(passage, parcel)
                : throw ApiErrors.NothingHere();
    }

    /// <summary>Takes in what one gate asks or answers the other, signed by it for this.</summary>
    /// <exception cref="EcluseException"><c>API-022</c>: another gate's, or not its signature; <c>API-023</c>: about another passage.</exception>
    public async Task PutAsync(SignedInAgent agent, string passage, string name, SignedPaper paper, CancellationToken cancellation)
    {
        var row = (await OpenAsync(agent, passage, cancellation)).Row;
        var isQuestion = name == HandOverShelf.Question;
        Require(agent, isQuestion ? row.Target : row.Source);
        try
        {
            SshSignature.Parse(paper.Signature).Verify(agent.Key, isQuestion ? SignatureNamespaces.Question : SignatureNamespaces.Answer, paper.Document);
        }
        catch (EcluseException)
        {
            throw ApiErrors.NotOfThisPlan();
        }

        var about = isQuestion ? CanonicalDocument.Read<Question>(paper.Document).Passage : CanonicalDocument.Read<GateAnswer>(paper.Document).Passage;
        if (about != passage)
        {
            throw ApiErrors.OtherHandOver();
        }

        await shelf.ChangeAsync(
            HandOverShelf.About(row, isQuestion ? "hand-over.asked" : "hand-over.answered", agent.Id, ("paper", Sha256Hex.Of(paper.Document))),
            async state =>
            {
                await HandOverShelf.PutAsync(state, passage, name, paper.Document, cancellation);
                await HandOverShelf.PutAsync(state, passage, name + HandOverShelf.Signature, Encoding.UTF8.GetBytes(paper.Signature), cancellation);
            }, cancellation);
    }

    /// <summary>What one gate asked or answered, for the other.</summary>
    public async Task<SignedPaper> PaperAsync(SignedInAgent agent, string passage, string name, CancellationToken cancellation)
    {
        await OpenAsync(agent, passage, cancellation);
        return await shelf.PaperAsync(passage, name, cancellation) is { } document
            ? new SignedPaper(document, Encoding.UTF8.GetString((await shelf.PaperAsync(passage, name + HandOverShelf.Signature, cancellation))!))
            : throw ApiErrors.NothingHere();
    }

    /// <summary>What lies here for a gate.</summary>
    public async Task<IReadOnlyList<HandOverStatus>> ListAsync(SignedInAgent agent, CancellationToken cancellation)
    {
        var list = new List<HandOverStatus>();
        foreach (var row in (await shelf.ListAsync(cancellation)).Where(row => IsOf(agent, row)))
        {
            list.Add(await StatusAsync((await shelf.FindAsync(row.Passage, cancellation))!, cancellation));
        }

        return list;
    }

    /// <summary>How one stands.</summary>
    public async Task<HandOverStatus> StatusAsync(SignedInAgent agent, string passage, CancellationToken cancellation) =>
        await StatusAsync(await FindAsync(agent, passage, cancellation), cancellation);

    /// <summary>How one stands, for whoever sees its contract.</summary>
    public async Task<HandOverStatus> StatusAsync(OpenedHandOver found, CancellationToken cancellation)
    {
        var (row, manifest) = found;
        var missing = row.ErasedAt is null ? shelf.Missing(manifest) : [];
        return new HandOverStatus(
            row.Passage, row.Contract, row.ErasedAt is not null ? "erased" : row.TakenAt is not null ? "taken" : row.ClosedAt is not null ? "whole" : "begun",
            row.EraseBy, manifest.Parcels.Count, missing, row.ErasedAt is null ? manifest.Parcels.Where(one => !missing.Contains(one.Id)).Sum(one => one.SealedBytes) : 0,
            (await hosting.LatestAsync(cancellation))?.Words.English ?? "");
    }

    private DateTimeOffset Now => installation.Clock.GetUtcNow();

    private async Task<(PassageWork Work, Manifest Manifest, Signatory Signatory)> VerifyAsync(
        SignedInAgent agent, HandOverPapers given, CancellationToken cancellation)
    {
        var plan = CanonicalDocument.Read<Plan>(given.Plan);
        Require(agent, plan.Gates.Source);
        var ground = await installation.GroundAsync(plan.Contract.Id, cancellation);
        var signatory = Approval.Verify(given.Plan, SignatureNamespaces.Plan, given.PlanSignature, ground);
        if (plan.Contract.Sha256 != ground.Contract.Record.Sha256)
        {
            throw PassageErrors.ChangedSincePlan("contract");
        }

        if (plan.EraseBy <= Now)
        {
            throw Gone(agent, CanonicalDocument.Read<Manifest>(given.Manifest).Passage, plan.Contract.Id);
        }

        var sha256 = Sha256Hex.Of(given.Plan);
        var scope = (await installation.Instructions.GetAsync(plan.Instruction.Sha256, cancellation)).Scope;
        var id = CanonicalDocument.Read<Manifest>(given.Manifest).Passage;
        var work = new PassageWork(new Passage(id, plan.Contract.Id, sha256, PassageState.Opened, Now, plan.EraseBy, 0), plan, sha256, scope);
        return (work, Manifest.Open(given.Manifest, given.ManifestSignature, work), signatory);
    }

    private async Task KeepAsync(SignedInAgent agent, HandOverPapers given, PassageWork work, Signatory signatory, CancellationToken cancellation)
    {
        var row = new HandOverRow
        {
            Passage = work.Passage.Id, Contract = work.Passage.Contract, Plan = work.Plan.Id, PlanSha256 = work.PlanSha256,
            Source = work.Plan.Gates.Source, Target = work.Plan.Gates.Target, EraseBy = work.Plan.EraseBy, BegunAt = Now,
        };
        var approval = Encoding.UTF8.GetBytes(given.PlanSignature);
        var act = HandOverShelf.About(row, "hand-over.begun", agent.Id, ("signature", Sha256Hex.Of(approval)), ("manifest", Sha256Hex.Of(given.Manifest)));
        await shelf.ChangeAsync(
            act with { Subjects = new Dictionary<string, string>(act.Subjects) { ["signatory"] = signatory.Id } },
            state =>
            {
                state.Add(row);
                foreach (var (name, bytes) in new[]
                {
                    (HandOverShelf.Plan, given.Plan), (HandOverShelf.Plan + HandOverShelf.Signature, approval), (HandOverShelf.Manifest, given.Manifest),
                    (HandOverShelf.Manifest + HandOverShelf.Signature, Encoding.UTF8.GetBytes(given.ManifestSignature)),
                    (HandOverShelf.LogKey, given.LogKey), (HandOverShelf.LogCheckpoint, given.LogCheckpoint), (HandOverShelf.LogLeaves, given.LogLeaves),
                })
                {
                    state.Add(new HandOverPaperRow { Passage = row.Passage, Name = name, Bytes = bytes });
                }

                return Task.CompletedTask;
            }, cancellation);
    }

    private Task<long> ActAsync(HandOverRow about, string name, string by, Action<HandOverRow> change, CancellationToken cancellation) => shelf.ChangeAsync(
        HandOverShelf.About(about, name, by),
        async state => change(await state.Set<HandOverRow>().SingleAsync(row => row.Passage == about.Passage, cancellation)), cancellation);

    private async Task<GateAnswer?> AnswerOfAsync(string passage, CancellationToken cancellation) =>
        await shelf.PaperAsync(passage, HandOverShelf.Answer, cancellation) is { } bytes ? CanonicalDocument.Read<GateAnswer>(bytes) : null;

    // One that still lies here.
    private async Task<OpenedHandOver> OpenAsync(SignedInAgent agent, string passage, CancellationToken cancellation)
    {
        var found = await FindAsync(agent, passage, cancellation);
        return found.Row.ErasedAt is null && found.Row.EraseBy > Now ? found : throw Gone(agent, found.Row.Passage, found.Row.Contract);
    }

    // The door is closed, and somebody still tries it: the watch sees that.
    private EcluseException Gone(SignedInAgent agent, string passage, string contract)
    {
        var gone = ApiErrors.HandOverGone();
        installation.Saw(new WatchEvent(Now, EventKinds.Outside)
        {
            Key = agent.Id, Controller = contract, Passage = passage, Object = "hand-over:" + passage, Code = gone.Code,
        });
        return gone;
    }

    private async Task<OpenedHandOver> FindAsync(SignedInAgent agent, string passage, CancellationToken cancellation) =>
        await shelf.FindAsync(passage, cancellation) is { } found && IsOf(agent, found.Row) ? found : throw ApiErrors.NothingHere();

    private static bool IsOf(SignedInAgent agent, HandOverRow row) => agent.Is(row.Source) || agent.Is(row.Target);

    private static void Require(SignedInAgent agent, string line)
    {
        if (!agent.Is(line))
        {
            throw ApiErrors.NotOfThisPlan();
        }
    }
}
