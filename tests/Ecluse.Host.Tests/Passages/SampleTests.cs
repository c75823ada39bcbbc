using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Accounts;
using Ecluse.Passages;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse.Host.Passages;

/// <summary>Leg 3 in the console: who is shown patients, that it is journaled and kept nowhere, and what may be signed afterwards.</summary>
public sealed partial class SampleTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_signatory_looks_at_patients_of_both_systems_and_signs_what_they_saw()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var operating = await lab.AsAsync(Role.Operator);
        var laboratory = await LaboratoryAsync(lab);
        using var signatory = await lab.AsAsync(Role.Signatory, controller: laboratory);
        var person = lab.Last.Person;
        await RefusedAsync(signatory.PostFormAsync($"/passages/{lab.Passage}/sample", ("line", "trois mouettes")), "PASSAGE-002");

        Assert.Equal(HttpStatusCode.Redirect, (await operating.PostFormAsync($"/passages/{lab.Passage}/run")).StatusCode);
        await lab.UntilAsync(operating, $"/passages/{lab.Passage}", "signs the acceptance");
        Assert.Contains($"/passages/{lab.Passage}/sample\"", await signatory.TextAsync($"/passages/{lab.Passage}/acceptance"), StringComparison.Ordinal);
        await RefusedAsync(signatory.PostFormAsync($"/passages/{lab.Passage}/sample", ("line", "")), "SERVE-013");

        using var answer = await signatory.PostFormAsync($"/passages/{lab.Passage}/sample", ("line", "trois mouettes"));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no", answer.Headers.GetValues("X-Accel-Buffering").Single());
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        var numbers = await NumbersAsync(lab);
        var shown = numbers.Count(number => page.Contains($">{number}<", StringComparison.Ordinal));
        Assert.Equal(int.Parse(Drawn().Match(page).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), shown);
        Assert.InRange(shown, 30, numbers.Count);
        Assert.Contains("FICPAT", page, StringComparison.Ordinal);
        Assert.Contains("lab_order", page, StringComparison.Ordinal);
        Assert.Contains(("sample.shown", person), await lab.ActsAsync());

        Assert.DoesNotContain("trois mouettes", await signatory.TextAsync($"/passages/{lab.Passage}/sample"), StringComparison.Ordinal);
        using var signing = await signatory.PostFormAsync($"/passages/{lab.Passage}/sample/sign", ("acceptance", Embedded().Match(page).Groups[1].Value));
        Assert.Contains("//sign.", signing.Headers.Location!.ToString(), StringComparison.Ordinal);
        await RefusedAsync(signatory.PostFormAsync($"/passages/{lab.Passage}/sample/sign", ("acceptance", "e30=")), "DOCUMENT-");

        // Signed on the laboratory's own machine; nothing in it numbers anybody.
        var acceptance = Convert.FromBase64String(Embedded().Match(page).Groups[1].Value);
        Assert.DoesNotContain(numbers, number => Encoding.UTF8.GetString(acceptance).Contains(number, StringComparison.Ordinal));
        var sent = await signatory.PostFilesAsync(
            $"/passages/{lab.Passage}/acceptance", ("acceptance", acceptance), ("signature", await lab.SignAsync("acceptance.json", acceptance)));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(PassageState.Accepted, (await lab.Installation.Ledger.GetAsync(lab.Passage, Stop)).State);
        await RefusedAsync(signatory.PostFormAsync($"/passages/{lab.Passage}/sample", ("line", "trois mouettes")), "PASSAGE-002");
    }

    [Fact]
    public async Task Nobody_but_a_signatory_of_that_laboratory_freshly_signed_in_is_shown_a_patient()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        var laboratory = await LaboratoryAsync(lab);
        foreach (var (role, controller, since, expected) in new (Role, string?, DateTimeOffset?, HttpStatusCode)[]
        {
            (Role.Operator, null, null, HttpStatusCode.Forbidden), (Role.SecurityOfficer, null, null, HttpStatusCode.Forbidden),
            (Role.Auditor, null, null, HttpStatusCode.Forbidden), (Role.DataProtectionOfficer, laboratory, null, HttpStatusCode.Forbidden),
            (Role.SecurityOfficer, laboratory, null, HttpStatusCode.Forbidden), (Role.Signatory, "Laboratoire du Beuvron", null, HttpStatusCode.NotFound),
            (Role.Signatory, laboratory, lab.Clock.GetUtcNow().AddMinutes(-11), HttpStatusCode.Forbidden),
        })
        {
            using var browser = await lab.AsAsync(role, since, controller);
            using var answer = await browser.PostFormAsync($"/passages/{lab.Passage}/sample", ("line", "trois mouettes"));
            Assert.True(answer.StatusCode == expected, $"{role} at {controller ?? "the processor"}: {answer.StatusCode}");
        }

        Assert.DoesNotContain("sample.shown", (await lab.ActsAsync()).Select(act => act.Name));
    }

    private static async Task<string?> LaboratoryAsync(ConsoleLab lab) => (await lab.Installation.Contracts.GetAsync("C-2026-001", Stop)).Item1.Record.Controller;

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked, string code)
    {
        using var answer = await asked;
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    // As the old system has them; the folder of the laboratory's own system is no place of Écluse's.
    private static async Task<List<string>> NumbersAsync(ConsoleLab lab)
    {
        var file = Directory.EnumerateFiles(lab.Of(), "*.db", SearchOption.AllDirectories).Single(path => path.Contains("megabus", StringComparison.OrdinalIgnoreCase));
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT IPP FROM FICPAT";
        var numbers = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(Stop);
        while (await rows.ReadAsync(Stop))
        {
            numbers.Add(rows.GetString(0).Trim());
        }

        return numbers;
    }

    [GeneratedRegex("Patient 1 of ([0-9]+)")]
    private static partial Regex Drawn();

    [GeneratedRegex("base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Embedded();
}
