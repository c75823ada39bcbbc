using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Spaces;

namespace Ecluse.Host.Spaces;

/// <summary>How spaces end on this machine: erased at their date or before, with certificate; objects removed at theirs.</summary>
internal sealed class SpaceEnding(Installation installation)
{
    /// <summary>Erases one space and publishes the journal that says so.</summary>
    public async Task EraseAsync(string id, string by, CancellationToken cancellation)
    {
        var erasing = new ErasingSpace(
            installation.Spaces, installation.Segments, installation.SpaceKeys, installation.Exchange, installation.Parts.TargetGate, installation.Clock);
        await erasing.RunAsync(id, by, await installation.CheckpointAsync(cancellation), cancellation);
        installation.ErasedBefore.Add(id);
        await installation.Journal.PublishAsync(cancellation);
    }

    /// <summary>Erases what is due, and what a restore brought back.</summary>
    /// <param name="isDoubted">Whether the clock jumped: then nothing goes by its date.</param>
    /// <param name="failed">Told of what could not be erased.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>Ids of the spaces erased.</returns>
    public async Task<IReadOnlyList<string>> EraseDueAsync(bool isDoubted, Action<string, EcluseException> failed, CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        var before = installation.ErasedBefore.Read();
        var erased = new List<string>();
        foreach (var space in await installation.Spaces.ListAsync(cancellation))
        {
            var isBack = before.Contains(space.Id) && space.ErasedAt is null;
            if (isBack || (space.ErasedAt is null && (space.ErasingAt is not null || (space.EraseBy <= now && !isDoubted))))
            {
                await TryAsync(space.Id, failed, async () =>
                {
                    await EraseAsync(space.Id, installation.Parts.TargetAgent, cancellation);
                    erased.Add(space.Id);
                });
            }
            else if (space.ErasedAt is null)
            {
                await TryAsync(space.Id, failed, () => installation.Exchange.RemoveDueAsync(
                    space, installation.Parts.TargetAgent, one => before.Contains(one.Id) || (one.Due <= now && !isDoubted), failed, cancellation));
            }
        }

        return erased;
    }

    /// <summary>The certificate of an erased space, with signature, entry and proof.</summary>
    /// <exception cref="EcluseException"><c>SERVE-016</c>: it is not erased.</exception>
    public async Task<SpaceCertificateFile> CertificateAsync(string id, CancellationToken cancellation)
    {
        var (bytes, signature, entry) = await installation.Spaces.CertificateAsync(id, cancellation) ?? throw ServerErrors.NotErasedYet();
        await installation.Journal.PublishAsync(cancellation);
        return new(
            bytes, signature, await installation.Journal.EntryAsync(entry, cancellation), await installation.Journal.ProveAsync(entry, cancellation));
    }

    /// <summary>The same as its reader gets it.</summary>
    public async Task<byte[]> CertificateFileAsync(string id, CancellationToken cancellation) =>
        CanonicalDocument.Write(await CertificateAsync(id, cancellation));

    private static async Task TryAsync(string what, Action<string, EcluseException> failed, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (EcluseException failure)
        {
            failed(what, failure);
        }
    }
}
