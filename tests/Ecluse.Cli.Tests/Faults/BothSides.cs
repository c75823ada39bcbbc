using Ecluse.Canonical;
using Ecluse.Cli.Apart;
using Ecluse.Cli.Lock;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Gate;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Storage;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Faults;

/// <summary>One command of a passage on two premises.</summary>
/// <param name="Name">What stage it is.</param>
/// <param name="Data">The data folder of the side that runs it.</param>
/// <param name="Words">Verb and arguments.</param>
/// <param name="Exit">How it ends when nobody disturbs it.</param>
internal sealed record SideStep(string Name, string Data, Func<string[]> Words, int Exit);

/// <summary>A passage ready to be sealed on one side and loaded on the other, each command in a process of its own.</summary>
internal sealed class BothSides : IDisposable
{
    private readonly IDisposable premises;
    private readonly PreparedPassage office;
    private readonly string program;
    private readonly string between;

    private BothSides(IDisposable premises, PreparedPassage office, string program, string between, string source, string target) =>
        (this.premises, this.office, this.program, this.between, Source, Target) = (premises, office, program, between, source, target);

    public string Source { get; }

    public string Target { get; }

    public required TargetRowsOf Rows { get; init; }

    public required IReadOnlyList<SideStep> Steps { get; init; }

    internal delegate TargetRows TargetRowsOf();

    public static Task<BothSides> OpenAsync(string program) => program == "ecluse" ? InstalledAsync() : ApartAsync();

    /// <summary>The words of a process that runs a step.</summary>
    public string[] WordsOf(SideStep step) =>
    [
        "dotnet", "exec", "--runtimeconfig", SmallParcels.Settings(office.Folder, Dll), Dll, .. step.Words(), "--data", step.Data, "--lang", "en",
    ];

    /// <summary>What a killed process still holds ends at once, without waiting for its lease.</summary>
    public async Task ForgetLeasesAsync()
    {
        foreach (var data in new[] { Source, Target }.Where(_ => program == "ecluse"))
        {
            await using var installation = await Installation.OpenAsync(new DataFolder(data), office.Clock, default);
            await using var state = installation.OpenState();
            await state.Set<PassageRow>().ExecuteUpdateAsync(row => row.SetProperty(p => p.LeaseOwner, (string?)null));
        }
    }

    /// <summary>Works with what a side holds.</summary>
    public async Task<T> AtAsync<T>(string data, Func<LockParts, PassageWork, Task<T>> use)
    {
        if (program == "ecluse")
        {
            await using var installation = await Installation.OpenAsync(new DataFolder(data), office.Clock, default);
            return await use(installation.Parts, await installation.WorkAsync(Passage(between), default));
        }

        using var gate = GateFolder.Open(data, office.Clock);
        return await use(gate.Parts, await gate.WorkAsync(Passage(between), default));
    }

    /// <summary>Everything that two passages of the same laboratory must have alike; taken before the identity is destroyed.</summary>
    public Task<SideOutcome> OutcomeAsync() => AtAsync(Target, async (parts, work) =>
    {
        using var identity = parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, parts.Clock);
        var manifest = CanonicalDocument.Read<Manifest>(await File.ReadAllBytesAsync(Path.Combine(between, "manifest.json")));
        var plain = manifest.Parcels.Where(parcel => parcel.Kind == ParcelKind.Records)
            .Select(parcel => Sha256Hex.Of(parts.Loading.OpenParcel(work, parcel, identity.Identities[0]).Span));
        var report = CanonicalDocument.Read<ReconciliationReport>(
            (await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Reconciliation, default))!.Bytes);
        return new SideOutcome(
            Rows(), [.. plain], [.. manifest.Parcels.Select(parcel => (parcel.Kind, parcel.PlainBytes, parcel.Patients))], manifest.Counts.Patients, report);
    });

    /// <summary>A side's certificate, checked by its own file, without what is random or a time.</summary>
    public async Task<string> CertificateAsync(string data)
    {
        var (certificate, plan) = await AtAsync(data, async (parts, work) => (
            CanonicalDocument.Read<Certificate>((await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Certificate, default))!.Bytes),
            work.Plan.Id));
        Assert.All(certificate.Parcels, parcel => Assert.True(parcel.Absent));
        Assert.Empty(Directory.Exists(Path.Combine(data, "depot"))
            ? Directory.EnumerateFiles(Path.Combine(data, "depot"), "*", SearchOption.AllDirectories) : []);
        return string.Join('\n',
        [
            certificate.LastState, certificate.Timing, $"{certificate.OneMachine}", certificate.CannotProve.En,
            .. certificate.Recipients.Select(recipient => $"{recipient.Holder} {recipient.Fate}"),
            .. certificate.Parcels.Where(parcel => parcel.Number > 0).Select(parcel => $"parcel {parcel.Number}"),
            .. certificate.Places.Select(place => place.Replace(certificate.Passage, "PASSAGE", StringComparison.Ordinal).Replace(plan, "PLAN", StringComparison.Ordinal)),
            $"{certificate.RowsLeft?.Count}",
        ]);
    }

    /// <summary>Acts of a passage at a side that happen once, with how often they stand in its journal.</summary>
    public Task<IReadOnlyList<string>> OnceAsync(string data) => AtAsync<IReadOnlyList<string>>(data, async (parts, work) =>
    {
        Assert.Empty(await parts.Ledger.OpenIntentsAsync(work.Passage.Id, default));
        return
        [
            .. (await parts.Ledger.StepsAsync(work.Passage.Id, default))
                .Where(step => step.Name is "passage.opened" or "parcel.sealed" or "source-gate.closed" or "parcel.loaded" or "target-gate.closed" or "passage.reconciled" or "passage.stopped" or "passage.erased")
                .CountBy(step => step.Name).Select(step => $"{step.Key} {step.Value}").Order(StringComparer.Ordinal),
        ];
    });

    public void Dispose() => premises.Dispose();

    private string Dll => program == "ecluse" ? typeof(CommandLine).Assembly.Location : typeof(GateProgram).Assembly.Location;

    private static string Passage(string between) =>
        CanonicalDocument.Read<Manifest>(File.ReadAllBytes(Path.Combine(between, "manifest.json"))).Passage;

    // Plain ecluse on both sides; two patients are refused by the target.
    private static async Task<BothSides> InstalledAsync()
    {
        var premises = await TwoPremises.BuildAsync();
        (await premises.AtTargetAsync("target", "offer", "I-2026-001", "-o", premises.Of("offer.json"))).Must(0);
        (await premises.Source.RunAsync("plan", "I-2026-001", "--offer", premises.Of("offer.json"), "-o", premises.Source.Plan)).Must(0);
        var (passage, source, target, between) = (await premises.OpenAsync(), premises.Source.Stage.Data, premises.TargetData, premises.Between);
        return new BothSides(premises, premises.Source, "ecluse", between, source, target)
        {
            Rows = () => premises.Source.Rows(),
            Steps =
            [
                new("extract", source, () => ["extract", passage, "--to", between], 0), new("load", target, () => ["load", between], 3),
                new("reconcile", target, () => ["reconcile", passage], 3), new("stop", target, () => ["passage", "stop", passage], 0),
                new("end", source, () => ["passage", "stop", passage], 0),
            ],
        };
    }

    // The small gates on both sides.
    private static async Task<BothSides> ApartAsync()
    {
        var premises = await ApartPremises.BuildAsync();
        await premises.PlanAsync();
        var (source, target, between) = (premises.Source, premises.Target, premises.Between);
        return new BothSides(premises, premises.Office, "ecluse-gate", between, source, target)
        {
            Rows = () => TargetRows.Read(new Demo.SqliteSystem(premises.TargetDatabase)),
            Steps =
            [
                new("extract", source, () => ["extract", premises.Planned, "--to", between], 0), new("load", target, () => ["load", between], 0),
                new("reconcile", target, () => ["reconcile", Passage(between)], 0), new("stop", target, () => ["stop", Passage(between)], 0),
                new("end", source, () => ["stop", Passage(between)], 0),
            ],
        };
    }
}

/// <summary>What came out of a passage, without what is random.</summary>
internal sealed record SideOutcome(
    TargetRows Rows, IReadOnlyList<string> Plain, IReadOnlyList<(ParcelKind Kind, long Bytes, long Patients)> Parcels, long Patients, ReconciliationReport Report)
{
    public void MustEqual(SideOutcome other)
    {
        Rows.MustEqual(other.Rows);
        Assert.Equal(other.Plain, Plain);
        Assert.Equal(other.Parcels, Parcels);
        Assert.Equal(other.Patients, Patients);
        Assert.Equal(other.Report.Types, Report.Types);
        Assert.Equal(other.Report.Patients, Report.Patients);
        Assert.Equal(other.Report.Shared, Report.Shared);
        Assert.Equal(other.Report.Figures, Report.Figures);
        Assert.Equal(other.Report.Rejects, Report.Rejects);
    }
}
