using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Notices;
using Ecluse.Notices;

namespace Ecluse.Host.Alerts;

/// <summary>
/// Watches Écluse from elsewhere: asks its public health page, raises the alarm once when it gives no sign of life for a while, and says once that it is
/// back. A server that is up but whose watch stands still answers <em>not ok</em>, which is no sign of life either.
/// </summary>
/// <param name="settings">By which ways it tells.</param>
/// <param name="silentAfter">How long without a sign of life is an alarm.</param>
/// <param name="memory">File that remembers over restarts whether the alarm was raised; null for none.</param>
/// <param name="ask">Whether there is a sign of life now.</param>
/// <param name="clock">What time it is.</param>
internal sealed class OutsideWatch(NoticeSettings settings, TimeSpan silentAfter, string? memory, Func<CancellationToken, Task<bool>> ask, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private OutsideMemory seen = Read(memory) ?? new(null, null, null);

    /// <summary>Whether the alarm stands.</summary>
    public bool IsAlarmed => seen.Alarm is not null;

    /// <summary>Asks the health page of an address.</summary>
    public static Func<CancellationToken, Task<bool>> Asking(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };
        return async cancellation =>
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(address, "/health"), cancellation);
                return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(cancellation)).Trim() == "ok";
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException && !cancellation.IsCancellationRequested)
            {
                return false;
            }
        };
    }

    /// <summary>One look. What is to be told is told by every way; one that fails is tried again at the next look.</summary>
    /// <returns>What is to be said now; null for nothing new.</returns>
    public async Task<OutsideWord?> LookAsync(CancellationToken cancellation)
    {
        var isAlive = await ask(cancellation);
        var now = clock.GetUtcNow();
        DateTimeOffset? since = isAlive ? null : seen.SilentSince ?? now;
        var word = isAlive && seen.Alarm is { } alarm ? new OutsideWord(alarm, IsBack: true, seen.SilentSince ?? now)
            : seen.Alarm is null && since is { } began && now - began >= silentAfter ? new OutsideWord(NoticeIds.New(), IsBack: false, began) : null;
        seen = word is null ? seen with { SilentSince = since } : new(since, word.IsBack ? null : word.Id, Pending: word.IsBack ? word.Id + "-back" : word.Id);
        await KeepAsync(cancellation);
        await TellAsync(now, cancellation);
        return word;
    }

    private async Task TellAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (seen.Pending is not { } id)
        {
            return;
        }

        var isBack = id.EndsWith("-back", StringComparison.Ordinal);
        var subject = isBack ? new Text("Écluse gives signs of life again", "Écluse donne de nouveau signe de vie") : new Text("Écluse gives no sign of life", "Écluse ne donne plus signe de vie");
        var body = isBack ? new Text("Its health page answers ok again.", "Sa page de santé répond de nouveau ok.")
            : new Text("Its health page has not answered ok for a while: look at the server, and at what should have been erased meanwhile.",
                "Sa page de santé ne répond plus ok depuis un moment : voir le serveur, et ce qui aurait dû être effacé entre-temps.");
        var senders = NoticePost.Senders(settings, clock);
        var isTold = true;
        foreach (var sender in senders.Values)
        {
            foreach (var to in sender.Channel == NoticeWays.Mail ? settings.Mail!.To : [""])
            {
                isTold &= (await sender.SendAsync(new OutgoingNotice(id, NoticeKind.Test, "outside", isBack ? null : Ecluse.Alerts.AlertLevel.Critical, now, subject, body, settings.Console, to), cancellation)).IsDelivered;
            }
        }

        foreach (var sender in senders.Values.OfType<IDisposable>())
        {
            sender.Dispose();
        }

        // Under the same id, until all have it.
        if (isTold)
        {
            seen = seen with { Pending = null };
            await KeepAsync(cancellation);
        }
    }

    private static OutsideMemory? Read(string? file)
    {
        try
        {
            return file is not null && File.Exists(file) ? JsonSerializer.Deserialize<OutsideMemory>(File.ReadAllBytes(file)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Task KeepAsync(CancellationToken cancellation) =>
        memory is null ? Task.CompletedTask : WholeFile.WriteAsync(memory, JsonSerializer.SerializeToUtf8Bytes(seen), cancellation);

    private sealed record OutsideMemory(DateTimeOffset? SilentSince, string? Alarm, string? Pending);
}

/// <summary>What the watcher outside says, once.</summary>
/// <param name="Id">Of the alarm.</param>
/// <param name="IsBack">Whether there is a sign of life again.</param>
/// <param name="Since">Since when there was none.</param>
internal sealed record OutsideWord(string Id, bool IsBack, DateTimeOffset Since);
