using System.Net;
using Ecluse.Accounts;
using Ecluse.Passages;

namespace Ecluse.Host.Passages;

/// <summary>A later erase-by, asked of the console: drawn up, signed elsewhere, handed in before the old date.</summary>
public sealed class PostponementTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_date_moves_when_a_signatory_s_paper_is_handed_in_and_by_nothing_else()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(Role.Operator);
        var page = $"/passages/{lab.Passage}";
        var before = await EraseByAsync(lab);
        Assert.Contains($"{page}/postponement", await browser.TextAsync(page), StringComparison.Ordinal);
        Assert.Contains("legal hold", await browser.TextAsync($"{page}/postponement?lang=en"), StringComparison.Ordinal);

        var until = before.AddDays(10).ToString("yyyy-MM-dd'T'HH:mm", null);
        await RefusedAsync(browser.PostFormAsync($"{page}/postponement/draft", ("until", until)), "SERVE-013");
        await RefusedAsync(browser.PostFormAsync($"{page}/postponement/draft", ("until", "demain"), ("reason", "expertise")), "SERVE-013");
        await RefusedAsync(
            browser.PostFormAsync($"{page}/postponement/draft", ("until", before.AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm", null)), ("reason", "expertise")), "ERASE-010");
        await RefusedAsync(
            browser.PostFormAsync($"{page}/postponement/draft", ("until", before.AddDays(91).ToString("yyyy-MM-dd'T'HH:mm", null)), ("reason", "expertise"), ("hold", "yes")),
            "ERASE-011");
        using var drawn = await browser.PostFormAsync($"{page}/postponement/draft", ("until", until), ("reason", "expertise"));
        var document = await drawn.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(before, await EraseByAsync(lab));

        var forged = document.ToArray();
        forged[^3] ^= 1;
        var signature = await lab.SignAsync("postponement.json", document);
        await RefusedAsync(browser.PostFilesAsync($"{page}/postponement", ("postponement", forged), ("signature", signature)), "APPROVAL-");
        Assert.Equal(before, await EraseByAsync(lab));
        using var taken = await browser.PostFilesAsync($"{page}/postponement", ("postponement", document), ("signature", signature));
        Assert.Equal((HttpStatusCode.Redirect, page), (taken.StatusCode, taken.Headers.Location!.ToString()));
        Assert.Equal(before.AddDays(10).Date, (await EraseByAsync(lab)).Date);
        await RefusedAsync(browser.PostFilesAsync($"{page}/postponement", ("postponement", document), ("signature", signature)), "ERASE-008");
    }

    private static async Task<DateTimeOffset> EraseByAsync(ConsoleLab lab) => (await lab.Installation.WorkAsync(lab.Passage, Stop)).Passage.EraseBy;

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked, string code)
    {
        using var answer = await asked;
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
