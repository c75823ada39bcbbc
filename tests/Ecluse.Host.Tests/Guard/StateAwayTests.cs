using System.Net;
using Ecluse.Host.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Guard;

/// <summary>A state that cannot be read or written is told in our words with its code, to a page, an upload and a program; no driver speaks.</summary>
public sealed class StateAwayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_and_an_upload_say_the_code_of_a_state_that_refuses_and_nothing_of_the_driver()
    {
        await using var seat = await SpaceSeat.StartAsync();
        await using (var state = seat.Running.Data.Open())
        {
            await state.Database.ExecuteSqlRawAsync("ALTER TABLE space RENAME TO gone", Stop);
        }

        using var page = await seat.Sender.GetAsync("/spaces");
        using var upload = await seat.Sender.SendAsync("POST", $"{seat.At}/uploads", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", "10"));
        foreach (var answer in new[] { page, upload })
        {
            var text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("STATE-003", text, StringComparison.Ordinal);
            Assert.DoesNotContain("sqlite", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("no such table", text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
