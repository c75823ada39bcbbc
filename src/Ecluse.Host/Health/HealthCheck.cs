using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Host.Hosting;
using Ecluse.Passages;

namespace Ecluse.Host.Health;

/// <summary>
/// Whether the server's rules hold now. The public page says only that, in one word; which one does not hold is for a security officer of
/// the processor.
/// </summary>
internal sealed class HealthCheck(ServerParts parts, HandOverShelf handOvers, HostingWord hosting, Warnings.SecurityTxt securityTxt) : IDisposable
{
    private const long DiskBytesMin = 256L * 1024 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SecurityTxtEndsIn = TimeSpan.FromDays(30);
    private static readonly TimeSpan LateBy = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim one = new(1);
    private IReadOnlyList<HealthFact>? last;
    private DateTimeOffset lookedAt;

    /// <summary>Every rule that is looked at. Looked at once in ten seconds, however often it is asked: nobody outside makes the server work.</summary>
    public async Task<IReadOnlyList<HealthFact>> LookAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var now = parts.Clock.GetUtcNow();
            if (last is null || now - lookedAt >= Kept || now < lookedAt)
            {
                (last, lookedAt) = (await LookNowAsync(now, cancellation), now);
            }

            return last;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private async Task<IReadOnlyList<HealthFact>> LookNowAsync(DateTimeOffset now, CancellationToken cancellation) =>
    [
        await FactAsync(new("The state can be read", "L’état se lit"), async () => (await parts.Installation.Ledger.ListAsync(cancellation)).Count >= 0),
        await FactAsync(new("The journal can be signed: this machine remembers what it signed last", "Le journal se signe : cette machine se souvient de sa dernière signature"),
            async () => (await parts.Installation.Journal.PublishAsync(cancellation)).Size > 0),
        await FactAsync(new("Nothing is past its erase-by", "Rien n’a dépassé son échéance d’effacement"), () => NothingLateAsync(now, cancellation)),
        await FactAsync(new("No key is held past its date", "Aucune clé n’est détenue après sa date"), () => NoKeyLateAsync(now, cancellation)),
        await FactAsync(new("The disk has room (256 MiB at least)", "Le disque a de la place (256 Mio au moins)"), () => Task.FromResult(FreeBytes() >= DiskBytesMin)),
        await FactAsync(new("The master key is outside the data folder, and its owner's alone", "La clé maîtresse est hors du dossier de données, à son propriétaire seul"),
            () => Task.FromResult(parts.MasterKey.IsWhole)),
        await FactAsync(new("What lies here for two gates is hosted under a word in force", "Ce qui est ici pour deux portes est hébergé sous une déclaration en vigueur"), async () =>
            (await handOvers.ListAsync(cancellation)).All(row => row.ErasedAt is not null) || await hosting.LatestAsync(cancellation) is { IsInForce: true }),
        await FactAsync(new("security.txt, where there is one, is shown and for more than 30 days yet", "security.txt, s’il y en a un, est montré, et pour plus de 30 jours encore"),
            () => Task.FromResult(securityTxt.IsGoodFor(SecurityTxtEndsIn))),
        await FactAsync(new("The watch made its round within five minutes", "La veille a fait sa ronde il y a moins de cinq minutes"), () => Task.FromResult(parts.Rounds.IsAlive)),
        await FactAsync(new("Settings of notifications and of escalation can be read", "Les réglages des notifications et de l’escalade se lisent"), () => Task.FromResult(SettingsAreRead())),
    ];

    private async Task<bool> NothingLateAsync(DateTimeOffset now, CancellationToken cancellation) =>
        (await parts.Installation.Ledger.ListAsync(cancellation)).All(passage => passage.State == PassageState.Erased || passage.EraseBy + LateBy > now)
        && (await handOvers.ListAsync(cancellation)).All(row => row.ErasedAt is not null || row.EraseBy + LateBy > now);

    private async Task<bool> NoKeyLateAsync(DateTimeOffset now, CancellationToken cancellation) =>
        (await parts.Installation.Ledger.UnusedPlansAsync(cancellation)).All(plan => plan.EraseBy + LateBy > now || !parts.Installation.Parts.Keys.Exists(plan.Id));

    private bool SettingsAreRead() =>
        new Notices.NoticeSettingsFile(parts.Installation.Data).Read() is not null && new EscalationFile(parts.Installation.Data).Read() is not null;

    private long FreeBytes() => new DriveInfo(Path.GetFullPath(parts.Installation.Data.Path)).AvailableFreeSpace;

    // Whatever keeps a rule from being looked at is that it does not hold; a driver's words stay where they are.
    private static async Task<HealthFact> FactAsync(Text what, Func<Task<bool>> look)
    {
        try
        {
            return new HealthFact(what, await look(), null);
        }
        catch (EcluseException error)
        {
            return new HealthFact(what, false, error.Code);
        }
#pragma warning disable CA1031 // A health page that fails tells nothing.
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new HealthFact(what, false, error.GetType().Name);
        }
    }
}

/// <summary>A rule that was looked at.</summary>
/// <param name="What">Which.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Code">What kept it from being looked at, by code; null otherwise.</param>
internal sealed record HealthFact(Text What, bool Holds, string? Code);
