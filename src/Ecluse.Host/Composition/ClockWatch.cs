using System.Text.Json;
using Ecluse.Acts;
using Ecluse.Erasure;
using Ecluse.Errors;

namespace Ecluse.Host.Composition;

/// <summary>Looks at the clock before anything is erased by its date, and keeps what it saw beside the state.</summary>
internal sealed class ClockWatch(Installation installation)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private string FilePath => Path.Combine(installation.Data.Path, "clock.json");

    /// <summary>Whether erasing by date waits; the first doubt is an alert, its end closes it.</summary>
    public async Task<bool> IsDoubtedAsync(CancellationToken cancellation)
    {
        var before = Read();
        var running = (long)installation.Clock.GetElapsedTime(0).TotalMilliseconds;
        var now = ClockMemory.Look(before, installation.Clock.GetUtcNow(), running, Boot());
        if (now.IsDoubted != (before?.IsDoubted ?? false))
        {
            await installation.Ledger.NoteAsync(
                null,
                new Act(
                    now.IsDoubted ? "alert.raised" : "alert.closed", installation.Parts.TargetAgent,
                    new Dictionary<string, string> { ["code"] = "CLOCK-001" }, new Dictionary<string, string>()),
                cancellation);
        }

        if (before is null || now.IsDoubted || before.IsDoubted || now.Wall - before.Wall > Fresh || now.Wall < before.Wall)
        {
            await WholeFile.WriteAsync(FilePath, JsonSerializer.SerializeToUtf8Bytes(now), cancellation);
        }

        return now.IsDoubted;
    }

    /// <summary>Why something is not erased yet.</summary>
    public static EcluseException Doubted() => new(
        "CLOCK-001",
        new("The clock jumped forward by more than an hour; erasing waits until it is right again, or for an hour of running time.",
            "L’horloge a avancé de plus d’une heure d’un coup ; l’effacement attend qu’elle soit juste, ou une heure de marche."),
        new("Check the machine's time (timedatectl); then run ecluse erase --due again.",
            "Vérifier l’heure de la machine (timedatectl), puis relancer ecluse erase --due."),
        ErrorKind.Refused);

    // What cannot be read says nothing: the next look begins anew.
    private ClockMemory? Read()
    {
        try
        {
            return File.Exists(FilePath) ? JsonSerializer.Deserialize<ClockMemory>(File.ReadAllBytes(FilePath)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Boot() => File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "";
}
