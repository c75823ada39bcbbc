using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

public sealed class PostponementTests : IAsyncLifetime
{
    private PreparedPassage passage = null!;

    private string Draft => Path.Combine(passage.Folder, "postponement.json");

    public async ValueTask InitializeAsync() => passage = await PreparedPassage.OpenAsync();

    public ValueTask DisposeAsync()
    {
        passage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Only_a_signed_new_date_made_before_the_old_one_moves_it()
    {
        (await DraftAsync(TimeSpan.FromDays(6))).Refused("ERASE-010");
        (await DraftAsync(TimeSpan.FromDays(20))).Must(0);
        (await passage.RunAsync("sign", Draft, "--key", passage.Stage.VendorKey)).Must(0);
        (await TakeAsync()).Refused("APPROVAL-002");
        (await SignAndTakeAsync()).Must(0);
        (await TakeAsync()).Refused("ERASE-008");

        passage.Clock.Ahead += TimeSpan.FromDays(8);
        Assert.Equal(PassageState.Opened, await passage.StateAsync());
        (await passage.PassAsync()).Must(0);
        passage.Clock.Ahead += TimeSpan.FromDays(13);
        (await passage.RunAsync("erase", "--due")).Must(0);
        var certificate = (await passage.RunAsync("certificate", "show", passage.Id)).Must(0).Output;
        Assert.Contains("postponed from", certificate, StringComparison.Ordinal);
        (await DraftAsync(TimeSpan.FromDays(40))).Refused("ERASE-009");
    }

    [Fact]
    public async Task A_new_date_is_refused_once_the_old_one_has_come_even_where_nothing_was_erased_yet()
    {
        (await DraftAsync(TimeSpan.FromDays(20))).Must(0);
        (await passage.RunAsync("sign", Draft, "--key", passage.Stage.DirectorKey)).Must(0);
        passage.Clock.Ahead += TimeSpan.FromDays(8);

        // Below the command, which would have erased it first.
        var refused = await Assert.ThrowsAsync<EcluseException>(() => passage.WithAsync(async (installation, work) =>
            await installation.PostponeAsync(work, await File.ReadAllBytesAsync(Draft), await File.ReadAllTextAsync(Draft + ".sig"), "e-000000000000", default)));

        Assert.Equal("ERASE-009", refused.Code);
    }

    [Fact]
    public async Task Under_a_legal_hold_nothing_is_opened_stopped_or_erased_until_it_ends()
    {
        await passage.SealAsync();
        (await DraftAsync(TimeSpan.FromDays(91), "--legal-hold")).Refused("ERASE-011");
        (await DraftAsync(TimeSpan.FromDays(60), "--legal-hold")).Must(0);
        (await SignAndTakeAsync()).Must(0);
        var parcels = passage.ParcelFiles();

        passage.Clock.Ahead += TimeSpan.FromDays(30);
        (await passage.PassAsync()).Refused("ERASE-007");
        (await passage.RunAsync("passage", "stop", passage.Id)).Refused("ERASE-007");
        Assert.Equal(parcels, passage.ParcelFiles());
        Assert.Equal(0, passage.Rows().Patients);

        passage.Clock.Ahead += TimeSpan.FromDays(31);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Empty(passage.ParcelFiles());
        Assert.Contains("held by law", (await passage.RunAsync("certificate", "show", passage.Id)).Must(0).Output, StringComparison.Ordinal);
    }

    private Task<Ended> DraftAsync(TimeSpan until, params string[] more) => passage.RunAsync([
        "passage", "postpone", passage.Id, "--until", (passage.Clock.GetUtcNow() + until).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        "--reason", "expertise demandée par le laboratoire", "-o", Draft, .. more]);

    private async Task<Ended> SignAndTakeAsync()
    {
        File.Delete(Draft + ".sig");
        (await passage.RunAsync("sign", Draft, "--key", passage.Stage.DirectorKey)).Must(0);
        return await TakeAsync();
    }

    private Task<Ended> TakeAsync() =>
        passage.RunAsync("passage", "postpone", passage.Id, "--document", Draft, "--signature", Draft + ".sig");
}
