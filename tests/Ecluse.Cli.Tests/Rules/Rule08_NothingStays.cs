using Ecluse.Cli.Lock;
using Ecluse.Passages;

namespace Ecluse.Cli.Rules;

/// <summary>Rule 8: every passage is erased by its date, whatever its state, and the certificate says so.</summary>
public sealed class Rule08_NothingStays
{
    [Fact]
    public async Task Any_verb_first_erases_what_is_past_its_date_and_the_certificate_holds()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        passage.Clock.Ahead = TimeSpan.FromDays(8);

        (await passage.RunAsync("contract", "list")).Must(0);

        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        Assert.Empty(passage.ParcelFiles());
        Assert.Empty(Directory.GetFileSystemEntries(passage.Of("keys", "passages")));
        var file = Path.Combine(passage.Folder, "certificate.json");
        (await passage.RunAsync("certificate", "show", passage.Id, "-o", file)).Must(0);
        (await passage.RunAsync("certificate", "verify", file, "--log", await passage.LogKeyAsync(), "--with", passage.Plan + ".sig")).Must(0);
    }
}
