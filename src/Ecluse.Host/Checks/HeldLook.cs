using Ecluse.Checks;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.HandOvers;
using Ecluse.Storage.Instructions;
using Ecluse.Storage.Passages;
using Ecluse.Storage.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Checks;

/// <summary>Looks at everything that is held for a time, and at what should be gone.</summary>
/// <param name="installation">What is looked at.</param>
/// <param name="controllers">Name of the controller of each contract.</param>
internal sealed class HeldLook(Installation installation, IReadOnlyDictionary<string, string> controllers)
{
    private static readonly DocumentKind[] AtSealing = [DocumentKind.Manifest];

    /// <summary>Passages, unused plans, hand-overs, spaces and what lies in them.</summary>
    public async Task<IReadOnlyList<HeldFact>> ListAsync(EcluseState state, CancellationToken cancellation)
    {
        var instructions = await state.Set<InstructionRow>().AsNoTracking().ToDictionaryAsync(row => row.Sha256, row => row.Contract, cancellation);
        var certified = (await state.Set<DocumentRow>().AsNoTracking().Where(row => row.Kind == DocumentKind.Certificate && row.Signature != null)
            .Select(row => row.Passage).ToListAsync(cancellation)).ToHashSet();
        var plans = await state.Set<DocumentRow>().AsNoTracking().Where(row => row.Kind == DocumentKind.Plan)
            .ToDictionaryAsync(row => row.Passage, row => row.Bytes, cancellation);
        var held = new List<HeldFact>();
        foreach (var passage in await installation.Ledger.ListAsync(cancellation))
        {
            held.Add(new HeldFact(
                passage.Id, Of(passage.Contract), passage.EraseBy, passage.State == PassageState.Erased, OwesCertificate: true, certified.Contains(passage.Id),
                plans.TryGetValue(passage.Id, out var plan) && instructions.ContainsKey(CanonicalDocument.Read<Plan>(plan).Instruction.Sha256)));
        }

        foreach (var unused in await installation.Ledger.UnusedPlansAsync(cancellation))
        {
            // An offer of a target gate is kept likewise until its plan comes.
            var under = CanonicalDocument.Is<Plan>(unused.Bytes)
                ? CanonicalDocument.Read<Plan>(unused.Bytes).Instruction : CanonicalDocument.Read<TargetOffer>(unused.Bytes).Instruction;
            held.Add(new HeldFact(
                unused.Id, Of(instructions.GetValueOrDefault(under.Sha256) ?? ""), unused.EraseBy, !installation.Parts.Keys.Exists(unused.Id), HasInstruction: instructions.ContainsKey(under.Sha256)));
        }

        held.AddRange((await state.Set<HandOverRow>().AsNoTracking().ToListAsync(cancellation)).Select(row => new HeldFact(row.Passage, Of(row.Contract), row.EraseBy, row.ErasedAt is not null)));
        await AddSpacesAsync(state, held, instructions, cancellation);
        return held;
    }

    /// <summary>Identities here, and those that should be gone: of a passage erased, of a plan forgotten, or past their date.</summary>
    public async Task<(int Keys, IReadOnlyList<string> Overdue)> KeysAsync(EcluseState state, DateTimeOffset now, CancellationToken cancellation)
    {
        var folder = installation.Data.PassageKeys;
        var here = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Where(installation.Parts.Keys.Exists).ToList() : [];
        var passages = (await installation.Ledger.ListAsync(cancellation)).ToDictionary(one => one.Id);
        var plans = (await state.Set<PlanRow>().AsNoTracking().Select(row => new { row.Id, row.EraseBy, row.Passage }).ToListAsync(cancellation)).ToDictionary(row => row.Id);
        bool IsOverdue(string id) => !plans.TryGetValue(id, out var plan)
            || (plan.Passage is { } used && passages.TryGetValue(used, out var passage)
                ? passage.State == PassageState.Erased || passage.EraseBy + LateBy <= now
                : plan.EraseBy + LateBy <= now);
        return (here.Count, [.. here.Where(IsOverdue).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Passages, with the papers that their steps ask for and that are not there.</summary>
    public async Task<IReadOnlyList<PassageFact>> PassagesAsync(EcluseState state, CancellationToken cancellation)
    {
        var there = (await state.Set<DocumentRow>().AsNoTracking().Where(row => row.Signature != null).Select(row => new { row.Passage, row.Kind }).ToListAsync(cancellation))
            .ToLookup(row => row.Passage, row => row.Kind);
        string[] asked = ["source-gate.closed", "passage.reconciled", "passage.accepted"];
        var steps = (await state.Set<StepRow>().AsNoTracking().Where(row => asked.Contains(row.Name)).Select(row => new { row.Passage, row.Name }).Distinct().ToListAsync(cancellation))
            .ToLookup(row => row.Passage, row => row.Name);
        return [.. (await installation.Ledger.ListAsync(cancellation)).Select(passage => new PassageFact(
            passage.Id, Of(passage.Contract),
            [.. steps[passage.Id].SelectMany(Owed).Append(DocumentKind.Plan).Except(there[passage.Id]).Order().Select(kind => kind.ToString().ToLowerInvariant())]))];
    }

    private static readonly TimeSpan LateBy = TimeSpan.FromMinutes(5);

    private static DocumentKind[] Owed(string step) => step switch
    {
        "passage.reconciled" => [DocumentKind.Reconciliation],
        "passage.accepted" => [DocumentKind.Acceptance],
        _ => AtSealing,
    };

    private async Task AddSpacesAsync(EcluseState state, List<HeldFact> held, Dictionary<string, string> instructions, CancellationToken cancellation)
    {
        var spaces = await state.Set<SpaceRow>().AsNoTracking()
            .Select(row => new { row.Id, row.Contract, row.InstructionSha256, row.EraseBy, row.ErasedAt, HasCertificate = row.CertificateSignature != null }).ToListAsync(cancellation);
        held.AddRange(spaces.Select(row => new HeldFact(
            row.Id, Of(row.Contract), row.EraseBy, row.ErasedAt is not null, OwesCertificate: true, row.HasCertificate, instructions.ContainsKey(row.InstructionSha256))));
        var byId = spaces.ToDictionary(row => row.Id);
        held.AddRange((await state.Set<SpaceObjectRow>().AsNoTracking().Where(row => row.State != ObjectState.Removed).ToListAsync(cancellation)).Select(row => new HeldFact(
            row.Id, Of(byId[row.Space].Contract), Due(row), IsErased: false, HasInstruction: instructions.ContainsKey(byId[row.Space].InstructionSha256))));
    }

    private static DateTimeOffset Due(SpaceObjectRow row) =>
        row.State == ObjectState.Unfinished && row.BegunAt + SpaceObject.UnfinishedMax < row.EraseBy ? row.BegunAt + SpaceObject.UnfinishedMax : row.EraseBy;

    private string Of(string contract) => controllers.GetValueOrDefault(contract, "");
}
