using System.Text;
using Ecluse.Canonical;
using Ecluse.CertificatePages;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Drawing;
using Ecluse.Erasure;
using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.PassagePages;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.PlanPages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Ecluse.Signatures;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Passages;
using Ecluse.Writing;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Composition;

/// <summary>Gathers the documents of a passage for its pages.</summary>
internal static class PageMaker
{
    /// <summary>The page of a passage in one language.</summary>
    public static async Task<string> PassageAsync(
        Installation installation, PassageWork work, Language language, InventedPeople? invented,
        CancellationToken cancellation, string? otherLanguageFile = null) =>
        PassagePage.Render(await ViewAsync(installation, work, language, invented, cancellation), language, otherLanguageFile);

    /// <summary>What a page shows of a passage; a page is written in one language, and so are the agents in it.</summary>
    public static async Task<PassageView> ViewAsync(
        Installation installation, PassageWork work, Language language, InventedPeople? invented, CancellationToken cancellation,
        Trouble? trouble = null)
    {
        var ledger = installation.Ledger;
        var id = work.Passage.Id;
        var instruction = await installation.Instructions.GetAsync(work.Plan.Instruction.Sha256, cancellation);
        var (contract, _) = await installation.Contracts.GetAsync(work.Passage.Contract, cancellation);
        var names = await NamesAsync(installation, cancellation);
        var steps = await ledger.StepsAsync(id, cancellation);
        var approver = await SignerAsync(ledger, id, DocumentKind.Plan, contract.Record, cancellation);
        var acceptor = await SignerAsync(ledger, id, DocumentKind.Acceptance, contract.Record, cancellation);
        var checkpoint = await installation.Journal.LatestAsync(cancellation);
        return new PassageDocuments
        {
            Passage = work.Passage,
            Plan = work.Plan,
            Parcels = [.. (await ledger.ParcelsAsync(id, cancellation)).Select(pair => pair.Parcel)],
            Loads = await ledger.LoadsAsync(id, cancellation),
            Manifest = await ReadAsync<Manifest>(ledger, id, DocumentKind.Manifest, cancellation),
            Reconciliation = await ReadAsync<ReconciliationReport>(ledger, id, DocumentKind.Reconciliation, cancellation),
            ByEye = ByEye(
                await ReadAsync<Acceptance>(ledger, id, DocumentKind.Acceptance, cancellation), steps, acceptor, invented is not null),
            Certificate = await ReadAsync<Certificate>(ledger, id, DocumentKind.Certificate, cancellation),
            Steps = steps,
            NameOf = actor => names.GetValueOrDefault(actor) ?? Agent(actor, approver, language),
            Laboratory = contract.Record.Controller ?? work.Passage.Contract,
            SourceSystem = work.Plan.Source.Profile.Id.ToUpperInvariant(),
            TargetSystem = work.Plan.Target.Profile.Id.ToUpperInvariant(),
            ApprovedBy = approver,
            LastVisitOnOrAfter = work.Scope.Patients.LastVisitOnOrAfter,
            Checkpoint = checkpoint is null ? null : Encoding.UTF8.GetString(checkpoint.Note),
            Gate = await GateAsync(installation, work, steps, cancellation),
            Trouble = trouble,
            Invented = invented,
            At = installation.Clock.GetUtcNow(),
            Zone = PageZone.Of(instruction.TimeZone),
        }.ToView();
    }

    // A gate is open while somebody holds the passage for a run: one that died, or that ends the passage, holds none open.
    private static async Task<OpenGate> GateAsync(
        Installation installation, PassageWork work, IReadOnlyList<PassageStep> steps, CancellationToken cancellation) =>
        work.Passage.State switch
        {
            PassageState.Opened when await IsHeldAsync(installation, work.Passage.Id, cancellation) => OpenGate.Source,
            PassageState.Sealed when steps.Any(step => step.Name == Loading.TargetOpened)
                && await IsHeldAsync(installation, work.Passage.Id, cancellation) => OpenGate.Target,
            _ => OpenGate.None,
        };

    /// <summary>Whether a run has the passage in hand now, of this process or of another of this machine.</summary>
    public static async Task<bool> IsHeldAsync(Installation installation, string passage, CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        await using var state = installation.OpenState();
        var row = await state.Set<PassageRow>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == passage, cancellation);
        return row is { LeaseOwner: not null } && row.LeaseUntil > now && row.IntentName is not ("passage.stopping" or "passage.erasing");
    }

    // An agent is named together with the signed act of the person who set it to work (rule 10).
    private static string Agent(string actor, string? approver, Language language) => approver is null
        ? actor
        : new Text(
            $"{actor}, set to work by the plan that {approver} signed",
            $"{actor}, mise au travail par le plan signé de {approver}").In(language);

    /// <summary>The page to sign a plan from.</summary>
    public static async Task<string> PlanAsync(
        Installation installation, Plan plan, byte[] bytes, string fileName, Instruction instruction, Language language,
        CancellationToken cancellation) =>
        PlanPage.Render(await PlanViewAsync(installation, plan, bytes, fileName, instruction, cancellation), language);

    /// <summary>What a page shows of a plan.</summary>
    public static async Task<PlanView> PlanViewAsync(
        Installation installation, Plan plan, byte[] bytes, string fileName, Instruction instruction, CancellationToken cancellation)
    {
        var (contract, _) = await installation.Contracts.GetAsync(instruction.Contract, cancellation);
        return new PlanView
        {
            Plan = plan,
            PlanSha256 = Sha256Hex.Of(bytes),
            PlanBytes = bytes.Length,
            PlanFile = fileName,
            Laboratory = contract.Record.Controller ?? instruction.Contract,
            SourceSystem = plan.Source.Profile.Id.ToUpperInvariant(),
            TargetSystem = plan.Target.Profile.Id.ToUpperInvariant(),
            Signatories = [.. contract.Record.Signatories.Select(signatory => signatory.Name ?? signatory.Id)],
            Purpose = instruction.Purpose,
            LastVisitOnOrAfter = instruction.Scope.Patients.LastVisitOnOrAfter,
            Zone = PageZone.Of(instruction.TimeZone),
        };
    }

    /// <summary>A certificate to print.</summary>
    public static async Task<string> CertificateAsync(
        Installation installation, Certificate certificate, CertificateFile file, string? fileName, Language language,
        CancellationToken cancellation) =>
        CertificatePage.Render(await CertificateViewAsync(installation, certificate, file, fileName, cancellation), language);

    /// <summary>What a page shows of a certificate.</summary>
    public static async Task<CertificateView> CertificateViewAsync(
        Installation installation, Certificate certificate, CertificateFile file, string? fileName, CancellationToken cancellation)
    {
        var plan = CanonicalDocument.Read<Plan>(file.Plan);
        var instruction = await installation.Instructions.GetAsync(plan.Instruction.Sha256, cancellation);
        var (contract, _) = await installation.Contracts.GetAsync(plan.Contract.Id, cancellation);
        var proof = Ecluse.Journal.TlogProof.Parse(file.Proof);
        var log = Ecluse.Journal.NoteKey.Parse(await installation.Journal.VerifierKeyAsync(cancellation));
        var checkpoint = Ecluse.Journal.Checkpoint.Open(proof.Checkpoint, log);
        return new CertificateView
        {
            Certificate = certificate,
            CertificateSha256 = Sha256Hex.Of(file.Certificate),
            FileName = fileName ?? "certificate.json",
            Plan = plan,
            Laboratory = contract.Record.Controller ?? plan.Contract.Id,
            Processor = contract.Record.Processor ?? "",
            AcceptedBy = await SignerAsync(
                installation.Ledger, certificate.Passage, DocumentKind.Acceptance, contract.Record, cancellation),
            SignedWith = plan.Gates.Target,
            JournalIndex = proof.Index,
            ProvedBy = new CheckpointView(checkpoint.Origin, checkpoint.Size, Convert.ToBase64String(checkpoint.Root)),
            Zone = PageZone.Of(instruction.TimeZone),
        };
    }

    /// <summary>Who of the laboratory signed a document of the passage, by the key that did; null where nobody has.</summary>
    private static async Task<string?> SignerAsync(
        IPassageLedger ledger, string passage, DocumentKind kind, ContractRecord contract, CancellationToken cancellation)
    {
        var signature = (await ledger.FindDocumentAsync(passage, kind, cancellation))?.Signature;
        return signature is null
            ? null
            : contract.Signatories.FirstOrDefault(
                signatory => SshSignature.Parse(signature).PublicKey.Equals(signatory.Key))?.Name;
    }

    private static EyeLeg? ByEye(
        Acceptance? acceptance, IReadOnlyList<PassageStep> steps, string? approver, bool isPlayed) => acceptance is null
            ? null
            : new EyeLeg(
                acceptance.Drawn + acceptance.Added, approver,
                steps.FirstOrDefault(step => step.Name == "passage.accepted")?.At, isPlayed);

    private static async Task<T?> ReadAsync<T>(
        IPassageLedger ledger, string id, DocumentKind kind, CancellationToken cancellation)
        where T : class, ICanonicalDocument =>
        await ledger.FindDocumentAsync(id, kind, cancellation) is { } document
            ? CanonicalDocument.Read<T>(document.Bytes)
            : null;

    /// <summary>Name and organisation of everybody who is known, by id.</summary>
    public static async Task<Dictionary<string, string>> NamesAsync(Installation installation, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return await state.Set<PersonRow>().AsNoTracking().Where(person => person.Name != null)
            .ToDictionaryAsync(person => person.Id, person => $"{person.Name}, {person.Organisation}", cancellation);
    }
}
