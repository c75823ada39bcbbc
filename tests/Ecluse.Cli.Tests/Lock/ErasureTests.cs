using System.Text;
using System.Text.Json;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Keys;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

/// <summary>Nothing stays (rule 8): erasing ends the same wherever it was killed, and says when it cannot end.</summary>
public sealed class ErasureTests
{
    private static readonly TimeSpan PastTheDate = TimeSpan.FromDays(8);

    [Fact]
    public async Task An_erasure_killed_at_each_step_ends_the_same_and_no_byte_of_the_identity_is_left()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var sealedParcels = (await passage.SealAsync()).Parcels.Select(parcel => parcel.Id).ToList();
        var secrets = SecretsOf(Identity(passage));
        Assert.NotEmpty(Found(passage, secrets));
        passage.Clock.Ahead = PastTheDate;
        KillHalfWay(passage);

        var crashes = await EraseWithCrashesAsync(passage);

        Assert.True(crashes > 8, $"{crashes} crashes only");
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        Assert.Empty(Found(passage, secrets));
        Assert.False(Directory.Exists(passage.DepotFolder));
        var certificate = JsonDocument.Parse((await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output).RootElement;
        var fates = certificate.GetProperty("parcels").EnumerateArray().ToList();
        Assert.Equal(sealedParcels, fates.Where(fate => fate.GetProperty("number").GetInt32() > 0).Select(fate => fate.GetProperty("id").GetString()));
        Assert.All(fates, fate => Assert.True(fate.GetProperty("absent").GetBoolean()));
        Assert.Equal("late", certificate.GetProperty("timing").GetString());
        (await passage.RunAsync("journal", "verify")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    [Fact]
    public async Task Keys_of_plans_that_were_never_opened_go_at_their_date_and_those_of_a_dry_run_that_died_the_day_after()
    {
        using var passage = await PreparedPassage.PlanAsync();
        var secrets = SecretsOf(Identity(passage));
        await passage.WithInstallationAsync(installation =>
            Task.FromResult(installation.Parts.Keys.Create("l-00000000dead", AgeKeyKind.X25519, passage.Clock)));

        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(2, KeyFolders(passage).Length);

        passage.Clock.Ahead = TimeSpan.FromDays(2);
        (await passage.RunAsync("passage", "list")).Must(0);
        Assert.NotEqual("l-00000000dead", Path.GetFileName(Assert.Single(KeyFolders(passage))));

        passage.Clock.Ahead = PastTheDate;
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Empty(KeyFolders(passage));
        Assert.Empty(Found(passage, secrets));
        Assert.Empty(await passage.OpenIntentsAsync());
        (await passage.RunAsync("sign", passage.Plan, "--key", passage.Stage.DirectorKey)).Must(0);
        (await passage.RunAsync("passage", "open", passage.Plan, "--signature", passage.Plan + ".sig")).Refused("PASSAGE-013");
    }

    [Fact]
    public async Task Without_the_statement_of_the_gate_there_is_no_certificate_but_an_alert_until_somebody_ends_it()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        var gate = Path.Combine(passage.Stage.Data, "keys", "signing", "target-gate.key");
        File.Move(gate, gate + ".kept");
        passage.Clock.Ahead = PastTheDate;

        (await passage.RunAsync("erase", "--due")).Refused("ERASE-006", ErrorKind.Failed);
        (await passage.RunAsync("erase", passage.Id)).Refused("ERASE-006", ErrorKind.Failed);

        Assert.Empty(KeyFolders(passage));
        Assert.Empty(passage.ParcelFiles());
        (await passage.RunAsync("certificate", "show", passage.Id)).Refused("ERASE-005", ErrorKind.NotFound);
        Assert.Equal(["alert.raised"], await AlertsAsync(passage));
        Assert.Contains($"{passage.Id} is past its date and could not be erased (ERASE-006)", (await passage.RunAsync("passage", "list")).Must(0).Error, StringComparison.Ordinal);

        File.Move(gate + ".kept", gate, overwrite: true);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(["alert.raised", "alert.closed"], await AlertsAsync(passage));
        var certificate = Path.Combine(passage.Folder, "certificate.json");
        (await passage.RunAsync("certificate", "show", passage.Id, "-o", certificate)).Must(0);
        (await passage.RunAsync("certificate", "verify", certificate, "--log", await passage.LogKeyAsync())).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    [Fact]
    public async Task An_alert_whose_closing_a_crash_cut_off_is_closed_and_the_erasure_remembered_by_the_next_command()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        passage.Clock.Ahead = PastTheDate;
        var copy = Path.Combine(passage.DepotFolder, "copy.age");
        File.Copy(passage.ParcelFiles()[0], copy);
        (await passage.RunAsync("erase", "--due")).Refused("ERASE-003", ErrorKind.Failed);
        File.Delete(copy);
        await EraseWithCrashesAsync(passage);
        Assert.Equal(["alert.raised"], await AlertsAsync(passage));

        (await passage.RunAsync("passage", "list")).Must(0);
        Assert.Equal(["alert.raised", "alert.closed"], await AlertsAsync(passage));
        Assert.Contains(passage.Id, await passage.WithInstallationAsync(installation => Task.FromResult(installation.ErasedBefore.Read())));
        (await passage.RunAsync("passage", "list")).Must(0);
        Assert.Equal(["alert.raised", "alert.closed"], await AlertsAsync(passage));
    }

    [Fact]
    public async Task A_key_made_with_a_plan_is_announced_and_told_and_one_that_was_only_announced_is_abandoned()
    {
        using var passage = await PreparedPassage.PlanAsync();
        var acts = (await passage.EntriesAsync()).Select(bytes => Acts.ActEntry.Read(bytes).Act).ToList();
        var made = Assert.Single(acts, act => act.Name == "key.made" && act.Subjects.ContainsKey("plan"));
        Assert.Equal("key.making", acts[(int)made.Intent!.Value].Name);
        Assert.True(acts.IndexOf(made) < acts.FindIndex(act => act.Name == "plan.written"));

        await passage.WithInstallationAsync(installation => installation.Ledger.NoteAsync(
            null, new Acts.Act("key.making", "person:test", new Dictionary<string, string> { ["plan"] = "l-00000000dead" }, new Dictionary<string, string>()), default));
        Assert.Equal(["key.making"], await passage.OpenIntentsAsync());
        passage.Clock.Ahead = TimeSpan.FromDays(2);
        (await passage.RunAsync("passage", "list")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    [Fact]
    public async Task Every_signing_key_of_an_installation_is_told_once_and_a_gates_is_announced_by_a_named_person()
    {
        using var passage = await PreparedPassage.PlanAsync();
        var acts = (await passage.EntriesAsync()).Select(bytes => Acts.ActEntry.Read(bytes).Act).ToList();
        var told = acts.Where(act => act.Name == "key.made" && act.Subjects.ContainsKey("key")).ToList();

        Assert.Equal(
            Directory.GetFiles(passage.Of("keys", "signing"), "*.key").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            told.Select(act => act.Subjects["key"]).Order(StringComparer.Ordinal));
        foreach (var made in told)
        {
            using var key = Signatures.SshSigner.Load(passage.Of("keys", "signing", made.Subjects["key"]));
            Assert.Equal(Canonical.Sha256Hex.Of(key.PublicKey.Blob), made.Hashes["public-key"]);
            if (made.Subjects["key"] != "journal.key")
            {
                Assert.Equal(("key.making", made.By), (acts[(int)made.Intent!.Value].Name, acts[(int)made.Intent.Value].By));
                Assert.StartsWith("person:", made.By, StringComparison.Ordinal);
            }
        }

        // A command that died after making one: told a day later.
        await passage.WithInstallationAsync(installation => installation.Ledger.NoteAsync(
            null, Storage.Journal.SigningKeyActs.Making("target-gate.key", "person:test"), default));
        passage.Clock.Ahead = TimeSpan.FromDays(2);
        (await passage.RunAsync("passage", "list")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
        var last = Acts.ActEntry.Read((await passage.EntriesAsync())[^1]).Act;
        Assert.Equal(("key.made", "target-gate.key"), (last.Name, last.Subjects["key"]));
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    [Fact]
    public async Task Where_the_identity_was_never_here_no_command_waits_for_the_target()
    {
        using var passage = await PreparedPassage.OpenAsync();
        Assert.True(await passage.RunUntilAsync(seen => seen.Stage == PassageStage.Reconciling));
        Directory.Delete(KeyFolders(passage).Single(), recursive: true);
        passage.Clock.Ahead = PastTheDate;
        using var away = new AwaySystem(passage);

        Assert.Contains("could not be erased (ERASE-016)", (await passage.RunAsync("passage", "list")).Must(0).Error, StringComparison.Ordinal);
        (await passage.RunAsync("erase", "--due")).Refused("ERASE-016", ErrorKind.Failed);

        Assert.Equal(0, away.Attempts);
        Assert.Empty(passage.ParcelFiles());
        Assert.Equal(["alert.raised"], await AlertsAsync(passage));
    }

    [Fact]
    public async Task A_name_that_a_kill_left_in_scratch_goes_with_the_next_command_and_the_certificate_says_what_was_read_there()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        var left = passage.Of("scratch", "0123456789abcdef.scratch");
        Directory.CreateDirectory(passage.Of("scratch"));
        await File.WriteAllBytesAsync(left, []);
        (await passage.RunAsync("passage", "list")).Must(0);
        Assert.False(File.Exists(left));

        await File.WriteAllBytesAsync(left, []);
        var strange = passage.Of("scratch", "notes.txt");
        await File.WriteAllBytesAsync(strange, []);
        (await passage.RunAsync("passage", "stop", passage.Id)).Refused("ERASE-003", ErrorKind.Failed);
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(strange));

        File.Delete(strange);
        await File.WriteAllBytesAsync(left, []);
        await passage.WithAsync(async (installation, work) =>
        {
            await installation.Ending.EraseAsync(work.Passage.Id, "person:test", default);
            return true;
        });
        Assert.Empty(Directory.GetFileSystemEntries(passage.Of("scratch")));
        Assert.Contains("\"scratch/: read again, no name in it\"", (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_file_among_the_parcels_keeps_the_certificate_back()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        var copy = Path.Combine(passage.DepotFolder, "copy.age");
        File.Copy(passage.ParcelFiles()[0], copy);
        passage.Clock.Ahead = PastTheDate;

        (await passage.RunAsync("erase", "--due")).Refused("ERASE-003", ErrorKind.Failed);

        Assert.Equal([copy], passage.ParcelFiles());
        Assert.Empty(KeyFolders(passage));
        File.Delete(copy);
        (await passage.RunAsync("erase", passage.Id)).Must(0);
        Assert.Equal(["alert.raised", "alert.closed"], await AlertsAsync(passage));
    }

    // What a machine leaves that died while destroying: a key overwritten and not yet unlinked, parcels gone in part.
    private static void KillHalfWay(PreparedPassage passage)
    {
        var folder = Path.GetDirectoryName(Identity(passage))!;
        KeyDestruction.Of(Path.Combine(folder, "commitment.key"));
        var noise = KeyDestruction.Of(Kept(Identity(passage)));
        Assert.True(noise.Found);
        var half = File.ReadAllBytes(Identity(passage));
        half.AsSpan(0, half.Length).Fill((byte)'a');
        half[0] = (byte)'#';
        File.WriteAllBytes(Identity(passage), half);
        File.Delete(passage.ParcelFiles()[0]);
        File.WriteAllBytes(Path.Combine(passage.DepotFolder, new string('a', 32) + ".ndjson.zst.age.part"), [1, 2, 3]);
    }

    // The destruction itself is exercised on a copy, so that the original stays half-way.
    private static string Kept(string identity)
    {
        var copy = identity + ".copy";
        File.Copy(identity, copy);
        return copy;
    }

    private static async Task<int> EraseWithCrashesAsync(PreparedPassage passage)
    {
        for (var call = 1; ; call++)
        {
            var point = new CrashPoint((call + 1) / 2, after: call % 2 == 0);
            try
            {
                return await passage.WithAsync(async (installation, work) =>
                {
                    var parts = installation.Parts with { Ledger = point.On(installation.Ledger) };
                    await parts.ErasingOf(work.Plan).RunAsync(work, "person:test", await installation.CheckpointAsync(default), [], default);
                    return call - 1;
                });
            }
            catch (CrashException)
            {
                await passage.ForgetLeaseAsync();
                if (await passage.StateAsync() == PassageState.Erased)
                {
                    return call;
                }
            }
        }
    }

    private static string Identity(PreparedPassage passage) => Path.Combine(KeyFolders(passage).Single(), "identity.txt");

    private static string[] KeyFolders(PreparedPassage passage) =>
        Directory.GetDirectories(Path.Combine(passage.Stage.Data, "keys", "passages"));

    private static async Task<IEnumerable<string>> AlertsAsync(PreparedPassage passage) => (await passage.WithAsync(
        (installation, work) => installation.Ledger.StepsAsync(work.Passage.Id, default)))
        .Select(step => step.Name).Where(name => name.StartsWith("alert.", StringComparison.Ordinal));

    /// <summary>The secret as it is written and as it is, whole and in halves.</summary>
    private static List<byte[]> SecretsOf(string identity)
    {
        using var file = IdentityFile.Read(identity);
        var secret = file.Identities[0].ExportSecret();
        var text = File.ReadLines(identity).Single(line => line.StartsWith("AGE-SECRET-KEY-", StringComparison.Ordinal))[20..];
        return
        [
            secret[..16], secret[16..32], Encoding.ASCII.GetBytes(text[..16]), Encoding.ASCII.GetBytes(text[^16..]),
            Encoding.ASCII.GetBytes(text[..16].ToLowerInvariant()), Encoding.ASCII.GetBytes(Convert.ToHexString(secret[..16])),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(secret[..16])), Encoding.Unicode.GetBytes(text[..16]),
        ];
    }

    /// <summary>Files of the whole laboratory, data folder, database, its free pages and its log, in which a piece stands.</summary>
    private static string[] Found(PreparedPassage passage, List<byte[]> pieces) =>
    [
        .. Directory.EnumerateFiles(passage.Folder, "*", SearchOption.AllDirectories).Where(file =>
        {
            var bytes = File.ReadAllBytes(file);
            return pieces.Any(piece => bytes.AsSpan().IndexOf(piece) >= 0);
        }),
    ];
}
