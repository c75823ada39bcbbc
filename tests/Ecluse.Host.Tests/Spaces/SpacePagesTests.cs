using System.Net;
using System.Text;
using Ecluse.Age;
using Ecluse.Documents;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Host.Spaces;

public sealed class SpacePagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_space_is_opened_from_an_instruction_and_its_form_leaves_nothing_out()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var at = $"/instructions/{seat.Instruction.Number}/space";
        Assert.Contains("Nora Sauldre", await seat.Taker.TextAsync(at), StringComparison.Ordinal);
        var filled = new Dictionary<string, string>
        {
            ["direction"] = "to-processor", ["grade"] = "end-to-end", ["recipients"] = seat.Identity.Recipient + "\r\n", ["mebibytes"] = "10", ["objects"] = "5",
            ["days"] = "3", ["erase-by"] = "2026-03-09T08:00",
        };
        (string, string)[] people = [("person", await seat.Running.PersonAsync("Nora Sauldre")), ("person", await seat.Running.PersonAsync("Théo Kerbrat"))];
        Task<HttpResponseMessage> PostAsync(string name = "", string value = "", (string, string)[]? who = null) =>
            seat.Taker.PostFormAsync(at, [.. filled.Select(pair => (pair.Key, pair.Key == name ? value : pair.Value)), .. who ?? people]);

        foreach (var (name, value, code) in new[]
        {
            ("recipients", "", "SPACE-010"), ("recipients", "age1qqqq", "SPACE-010"), ("mebibytes", "0", "SPACE-010"), ("objects", "", "SPACE-010"),
            ("days", "-1", "SPACE-010"), ("erase-by", "", "SPACE-010"), ("erase-by", "2026-02-01T00:00", "SPACE-010"), ("erase-by", "2026-05-01T00:00", "SPACE-011"),
            ("direction", "to-laboratory", ""),
        })
        {
            var answer = await PostAsync(name, value);
            Assert.Contains(code.Length > 0 ? code : "", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
            Assert.Equal(code.Length == 0, answer.StatusCode == HttpStatusCode.Redirect);
        }

        Assert.Contains("SPACE-010", await (await PostAsync(who: people[..1])).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("SPACE-010", await (await PostAsync(who: [people[0], ("person", "person:0000000000000000")])).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var opened = await PostAsync();
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var id = opened.Headers.Location!.ToString().Split('/')[^1];
        var space = await seat.Running.Installation.Spaces.FindAsync(id, Stop);
        Assert.Equal((Grade.EndToEnd, new SpaceLimits(10L << 20, 5), 3), (space!.Grade, space.Limits, space.KeepDays));
        Assert.Equal(SpacePart.Sends, space.PartOf(people[0].Item2));
        Assert.Equal(SpacePart.Takes, space.PartOf(people[1].Item2));
        Assert.Contains("id=\"drop\"", await seat.Sender.TextAsync($"/spaces/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"drop\"", await seat.Taker.TextAsync($"/spaces/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_sees_their_own_part_and_nobody_a_name()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var id = await seat.SendAsync("Jeanne Dupont.csv", new byte[1000]);
        var (third, _) = await seat.Running.InvitedAsync(seat.Officer, "Ludo Beuvron", "security-officer", SpaceSeat.Laboratory);
        foreach (var browser in new[] { seat.Sender, seat.Taker, third, seat.Officer })
        {
            foreach (var language in new[] { "en", "fr" })
            {
                var page = await browser.TextAsync($"{seat.At}?lang={language}");
                Assert.Contains(id, page, StringComparison.Ordinal);
                Assert.DoesNotContain("Jeanne", page, StringComparison.Ordinal);
                Assert.Equal(browser == seat.Taker, page.Contains($"/objects/{id}.tar", StringComparison.Ordinal));
                Assert.Contains(seat.Space.Id, await browser.TextAsync("/spaces"), StringComparison.Ordinal);
            }
        }

        // Who has another part, or none, gets what is not there.
        var own = await seat.Sender.GetAsync($"{seat.At}/objects/{id}.tar");
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await third.GetAsync($"{seat.At}/objects/{id}.tar")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await third.SendAsync("HEAD", $"{seat.At}/uploads/{id}", null, ("Tus-Resumable", "1.0.0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await seat.CreateAsync("x", 1, browser: third)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await seat.CreateAsync("x", 1, browser: seat.Taker)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await seat.Taker.SendAsync("DELETE", $"{seat.At}/uploads/{id}", null, ("Tus-Resumable", "1.0.0"))).StatusCode);
    }

    [Fact]
    public async Task Nothing_of_what_was_sent_and_no_name_lies_readable_in_the_data_folder()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("planted-content-7391 ", 20_000)));
        await seat.SendAsync("planted-name-7391.csv", content);
        var at = (await seat.CreateAsync("planted-unfinished-7391.csv", content.Length)).Headers.Location!.ToString();
        await seat.PatchAsync(at, 0, content[..200_000]);
        foreach (var file in Directory.EnumerateFiles(seat.Running.Data.Path, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("7391", Path.GetFileName(file), StringComparison.Ordinal);
            Assert.True((await File.ReadAllBytesAsync(file, Stop)).AsSpan().IndexOf("planted-"u8) < 0, Path.GetFileName(file));
        }

        // Nor does any key of the server open what it holds.
        foreach (var file in Directory.EnumerateFiles(seat.Running.Data.Path, "*.key", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("AGE-SECRET-KEY", StringComparison.Ordinal)))
        {
            using var key = Keys.IdentityFile.Read(file);
            foreach (var segment in Directory.EnumerateFiles(Path.Combine(seat.Running.Data.Spaces, seat.Space.Id)))
            {
                await using var given = File.OpenRead(segment);
                Assert.Equal("AGE-003", Assert.Throws<AgeException>(() => AgeDecryptor.Open(given, key.Identities)).Code);
            }
        }
    }

    [Fact]
    public async Task An_erased_space_leaves_a_certificate_that_holds_and_nothing_to_take()
    {
        await using var seat = await SpaceSeat.StartAsync();
        var id = await seat.SendAsync("a", new byte[1000]);
        Assert.Equal(HttpStatusCode.BadRequest, (await seat.Taker.PostFormAsync($"{seat.At}/erase")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await seat.Taker.GetAsync($"{seat.At}/erase")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await seat.Taker.PostFormAsync($"{seat.At}/erase", ("sure", "yes"))).StatusCode);

        Assert.Equal(HttpStatusCode.Gone, (await seat.CreateAsync("b", 1)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await seat.Taker.GetAsync($"{seat.At}/objects/{id}.tar")).StatusCode);
        var file = CanonicalDocument.Read<SpaceCertificateFile>(
            await (await seat.Sender.GetAsync($"{seat.At}/certificate.json")).Content.ReadAsByteArrayAsync(Stop));
        var (certificate, _, _) = file.Verify(await seat.Running.Journal.VerifierKeyAsync(Stop));
        Assert.Equal((id, "complete"), (certificate.Objects.Single().Object, certificate.Objects.Single().Was));
        Assert.False(Directory.Exists(Path.Combine(seat.Running.Data.Spaces, seat.Space.Id)));
        await VerifiesAsync(seat, file);
    }

    // With the verb of every certificate, which takes no other one for it.
    private static async Task VerifiesAsync(SpaceSeat seat, SpaceCertificateFile file)
    {
        using var folder = new TestFolder();
        var vkey = await seat.Running.Journal.VerifierKeyAsync(Stop);
        var changed = (byte[])file.Certificate.Clone();
        changed[^3] ^= 1;
        foreach (var (one, holds) in new[] { (file, true), (file with { Certificate = changed }, false) })
        {
            await File.WriteAllBytesAsync(folder.Of("certificate.json"), CanonicalDocument.Write(one), Stop);
            var checkedFile = await ProcessRun.RunAsync(
                Programs.Find("dotnet")!,
                ["exec", Path.Combine(AppContext.BaseDirectory, "ecluse.dll"), "certificate", "verify", folder.Of("certificate.json"), "--log", vkey, "--lang", "en"]);
            Assert.True(holds == (checkedFile.ExitCode == 0), checkedFile.OutputText + checkedFile.ErrorText);
            Assert.Equal(holds, checkedFile.OutputText.Contains($"space {seat.Space.Id}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_space_past_its_date_is_erased_by_whoever_watches()
    {
        await using var seat = await SpaceSeat.StartAsync();
        await seat.SendAsync("a", new byte[1000]);
        seat.Running.Clock.Advance(TimeSpan.FromDays(10));
        var ended = await seat.Running.Installation.EraseDueAsync(tryAgain: false, Stop);
        ended.MustHold();
        Assert.Contains(seat.Space.Id, ended.Erased);
        Assert.Empty(Directory.EnumerateFileSystemEntries(seat.Running.Data.Spaces));
        Assert.Equal(["space.erasing", "space.erased"], (await seat.Running.ActsAsync()).TakeLast(2));
    }

    [Fact]
    public async Task A_space_that_a_restored_state_has_again_is_erased_again_before_its_date()
    {
        await using var seat = await SpaceSeat.StartAsync();

        // As a machine remembers that erased it, whose state then came back from an older backup.
        seat.Running.Installation.ErasedBefore.Add(seat.Space.Id);

        Assert.Contains(seat.Space.Id, (await seat.Running.Installation.EraseDueAsync(tryAgain: false, Stop)).Erased);
        Assert.Equal(HttpStatusCode.Gone, (await seat.CreateAsync("a", 1)).StatusCode);
    }
}
