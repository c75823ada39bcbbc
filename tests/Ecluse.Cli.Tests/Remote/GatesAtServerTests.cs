using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Storage;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.HandOvers;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Watch;
using Ecluse.Testkit.Dyes;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Remote;

/// <summary>
/// Three data folders: a source gate, a target gate, and a server between them, which sees no plaintext and holds no key that opens a
/// parcel.
/// </summary>
public sealed class GatesAtServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passage_goes_from_gate_to_gate_through_a_server_that_can_open_nothing_of_it()
    {
        using var premises = await TwoPremises.BuildAsync();
        await using var between = await BetweenServer.StartAsync(premises);
        (await premises.AtTargetAsync("target", "offer", "I-2026-001", "-o", premises.Of("offer.json"))).Must(0);
        (await premises.Source.RunAsync("plan", "I-2026-001", "--offer", premises.Of("offer.json"), "-o", premises.Source.Plan)).Must(0);
        var passage = await premises.OpenAsync();

        (await premises.Source.RunAsync("extract", passage, "--server", between.Address)).Refused("API-003");
        await between.EnrolAsync("Source at the laboratory", Path.Combine(premises.Source.Stage.Data, "keys", "signing", "source-gate.key.pub"));
        (await premises.Source.RunAsync("extract", passage, "--server", between.Address)).Refused("API-030");
        await between.StateHostingAsync();
        (await premises.Source.RunAsync("extract", passage, "--server", between.Address)).Must(0);
        (await premises.Source.RunAsync("extract", passage, "--server", between.Address)).Must(0);

        (await premises.AtTargetAsync("load", passage, "--server", between.Address)).Refused("API-003");
        await between.EnrolAsync("Target at the new vendor", Path.Combine(premises.TargetData, "keys", "signing", "target-gate.key.pub"));
        (await premises.Source.RunAsync("load", passage, "--server", between.Address)).Refused("API-003");
        await AChangedParcelIsNotTakenInAsync(premises, between, passage);
        (await premises.AtTargetAsync("load", passage, "--server", between.Address)).Must((int)ErrorKind.PartlyDone);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(premises.TargetData, "received")));

        await FiguresAndSampleAsync(premises, between, passage);
        await TheServerKnowsNothingAsync(premises, between, passage);
        Assert.Contains("HDS certificate 2026-HDS-17", System.Net.WebUtility.HtmlDecode(await between.Officer.TextAsync("/hand-overs")), StringComparison.Ordinal);
        await AtItsDateTheServerRemovesItAsync(premises, between, passage);
    }

    private static async Task AChangedParcelIsNotTakenInAsync(TwoPremises premises, BetweenServer between, string passage)
    {
        var parcel = Directory.EnumerateFiles(Path.Combine(between.Data, "hand-overs", passage), "*.age").Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(parcel, Stop);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(parcel, bytes, Stop);
        (await premises.AtTargetAsync("load", passage, "--server", between.Address)).Refused("DEPOT-003", ErrorKind.SealBroken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(parcel, bytes, Stop);
    }

    private static async Task FiguresAndSampleAsync(TwoPremises premises, BetweenServer between, string passage)
    {
        (await premises.AtTargetAsync("passage", "rejects", "skip", passage, "REJECT-UNIQUE", "--reason", "saisis à la main")).Must(0);
        (await premises.AtTargetAsync("reconcile", passage)).Must((int)ErrorKind.PartlyDone);
        (await premises.AtTargetAsync("passage", "ask", passage, "--server", between.Address)).Must(0);
        (await premises.Source.RunAsync("passage", "answer", passage, "--server", between.Address)).Must(0);
        (await premises.AtTargetAsync("reconcile", passage, "--server", between.Address)).Must(0);
        (await premises.AtTargetAsync("passage", "ask", passage, "--line", "deux mouettes", "--server", between.Address)).Must(0);
        (await premises.Source.RunAsync("passage", "answer", passage, "--server", between.Address)).Must(0);
        var acceptance = premises.Of("acceptance.json");
        (await premises.AtTargetAsync("passage", "sample", passage, "--line", "deux mouettes", "-o", acceptance, "--server", between.Address)).Must(0);
        (await premises.Source.RunAsync("sign", acceptance, "--key", premises.Source.Stage.DirectorKey)).Must(0);
        (await premises.AtTargetAsync("passage", "accept", passage, "--acceptance", acceptance, "--signature", acceptance + ".sig")).Must(0);
        await LeftoversAreErasedAsync(premises, passage);
    }

    // What a fetching that was cut left behind goes with the passage, and the certificate names the place.
    private static async Task LeftoversAreErasedAsync(TwoPremises premises, string passage)
    {
        var left = Directory.CreateDirectory(Path.Combine(premises.TargetData, "received", passage)).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "half.age"), "age-encryption.org/v1\n", Stop);
        (await premises.AtTargetAsync("erase", passage)).Must(0);
        Assert.False(Directory.Exists(left));
        var certificate = premises.Of("certificate.json");
        (await premises.AtTargetAsync("certificate", "show", passage, "-o", certificate)).Must(0);
        using var file = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(certificate, Stop));
        Assert.Contains($"\"received/{passage}\"", System.Text.Encoding.UTF8.GetString(file.RootElement.GetProperty("certificate").GetBytesFromBase64()), StringComparison.Ordinal);
    }

    // Every byte of the server's folder searched for what was planted in the sample, decoded in every way, and for a key that opens anything.
    private static async Task TheServerKnowsNothingAsync(TwoPremises premises, BetweenServer between, string passage)
    {
        var parcels = Directory.EnumerateFiles(Path.Combine(between.Data, "hand-overs", passage), "*.age").ToList();
        Assert.True(parcels.Count > 2);
        var (keys, dyes) = (0, new DyeSearch(SampleDyes.All(PreparedPassage.Options(misfits: true))
            .Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value))));
        foreach (var file in Directory.EnumerateFiles(between.Data, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            Assert.Empty(dyes.Find(bytes, Path.GetFileName(file)));
            keys += System.Text.Encoding.Latin1.GetString(bytes).Split('\n').Count(line => line.StartsWith("AGE-SECRET-KEY-", StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(0, keys);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(between.Data, "keys", "passages")));
        Assert.All(parcels, parcel => Assert.StartsWith("age-encryption.org/v1\n", File.ReadAllText(parcel, System.Text.Encoding.Latin1), StringComparison.Ordinal));
    }

    private static async Task AtItsDateTheServerRemovesItAsync(TwoPremises premises, BetweenServer between, string passage)
    {
        premises.Source.Clock.Ahead = TimeSpan.FromDays(40);
        await between.EraseDueAsync();
        Assert.False(Directory.Exists(Path.Combine(between.Data, "hand-overs", passage)));
        (await premises.AtTargetAsync("load", passage, "--server", between.Address)).Refused("API-026");
        await ItIsToldThatTheDoorIsStillTriedAsync(between, passage);
        var acts = await between.ActsAsync();
        Assert.Equal(
            [
                "agent.enrolled", "hosting.stated", "hand-over.begun", "hand-over.closed", "agent.enrolled", "hand-over.taken", "hand-over.asked", "hand-over.answered", "hand-over.asked", "hand-over.answered",
                "hand-over.erasing", "hand-over.erased",
            ],
            acts.Where(act => act.StartsWith("agent.", StringComparison.Ordinal) || act.StartsWith('h')));
        await BroughtBackItGoesAgainAsync(premises, between, passage);
    }

    private static async Task ItIsToldThatTheDoorIsStillTriedAsync(BetweenServer between, string passage)
    {
        await between.WatchAsync();
        await using var state = new DataFolder(between.Data).Open();
        var seen = Assert.Single(await state.Set<WatchEventRow>().Where(row => row.Kind == EventKinds.Outside).ToListAsync(Stop));
        Assert.Equal((passage, "API-026", "C-2026-001"), (seen.Passage, seen.Code, seen.Controller));
        var alert = Assert.Single(await state.Set<AlertRow>().Where(row => row.Rule == "access-outside-machine").ToListAsync(Stop));
        Assert.Equal((seen.Key, true), (alert.Subject, alert.Controller is not null));
    }

    // A state of before the erasure comes back, long before its date, and from a snapshot a parcel.
    private static async Task BroughtBackItGoesAgainAsync(TwoPremises premises, BetweenServer between, string passage)
    {
        premises.Source.Clock.Ahead = TimeSpan.Zero;
        var data = new DataFolder(between.Data);
        await using (var state = data.Open())
        {
            await state.Set<HandOverRow>().Where(row => row.Passage == passage).ExecuteUpdateAsync(row => row.SetProperty(one => one.ErasedAt, (DateTimeOffset?)null), Stop);
        }

        var parcel = Path.Combine(Directory.CreateDirectory(Path.Combine(data.HandOvers, passage)).FullName, new string('a', 32) + ".ndjson.zst.age");
        await File.WriteAllTextAsync(parcel, "age-encryption.org/v1\n", Stop);
        Assert.Equal(1, new ErasingAgain(data, new ErasedRegister(new JournalPlaces(data))).Run().HandOvers);
        Assert.False(File.Exists(parcel));

        await between.EraseDueAsync();
        Assert.Equal(["hand-over.erasing", "hand-over.erased"], (await between.ActsAsync()).TakeLast(2));
        await between.EraseDueAsync();
        Assert.Equal(2, (await between.ActsAsync()).Count(act => act == "hand-over.erased"));
    }
}
