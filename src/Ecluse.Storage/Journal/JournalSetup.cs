using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Journal;
using Ecluse.Signatures;

namespace Ecluse.Storage.Journal;

/// <summary>Starts a log, or a new one after a log that cannot go on.</summary>
/// <param name="places">Where things stand; the data folder is made when it is missing.</param>
/// <param name="clock">What time it is.</param>
public sealed class JournalSetup(JournalPlaces places, TimeProvider clock)
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Starts the first log of a data folder.</summary>
    /// <param name="origin">Name of the log, unique in the world; null makes one up.</param>
    /// <param name="by">Who starts it: <c>person:…</c> or <c>agent:…</c>.</param>
    /// <param name="cancellation">Stops between the steps.</param>
    /// <returns>The log's verifier key.</returns>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-013</c>: there is a journal; <c>JOURNAL-018</c>: not a name; <c>JOURNAL-028</c>: the origin is taken.
    /// </exception>
    public async Task<string> StartAsync(string? origin, string by, CancellationToken cancellation)
    {
        await places.Data.CreateAsync(cancellation);
        await using var state = places.Data.Open();
        if (await LogRows.FindCurrentAsync(state, cancellation) is not null)
        {
            throw JournalErrors.AlreadyStarted();
        }

        return await BeginAsync(state, 1, Name(origin), new Act("journal.started", by, Nothing, Nothing), cancellation);
    }

    /// <summary>
    /// Starts a new log after the present one, whose first entry names the old one's last known checkpoint: the way on
    /// when a restored backup makes signing impossible.
    /// </summary>
    /// <inheritdoc cref="StartAsync"/>
    public async Task<string> ContinueAsync(string? origin, string by, CancellationToken cancellation)
    {
        await using var state = places.Data.Open();
        var old = await LogRows.CurrentAsync(state, cancellation);
        return await BeginAsync(state, old.Number + 1, Name(origin), Continued(old, by), cancellation);
    }

    private async Task<string> BeginAsync(
        EcluseState state, int number, string origin, Act first, CancellationToken cancellation)
    {
        using var signer = Key(places.Key(number), origin);
        var key = new NoteSigner(origin, signer).Key.ToString();
        var log = new JournalLogRow
        {
            Number = number, Origin = origin, VerifierKey = key, StartedAt = clock.GetUtcNow(),
        };
        Remember(log, new CheckpointSigner(places, log).SignFirst(signer));
        AtomicFile.Replace(places.VerifierKey(origin), Encoding.ASCII.GetBytes(key + "\n"));
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        state.Add(log);
        var appender = new ActAppender(clock);
        await appender.AppendAsync(state, first, cancellation);
        await appender.AppendAsync(state, SigningKeyActs.Made(Path.GetFileName(places.Key(number)), signer.PublicKey, first.By), cancellation);
        await CarryAsync(state, number - 1, appender, cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return key;
    }

    // What was announced and not done is announced again: its outcome, which names an index of its own log, finds it there.
    private static async Task CarryAsync(EcluseState state, int old, ActAppender appender, CancellationToken cancellation)
    {
        foreach (var intent in await OpenIntents.OfAsync(state, old, cancellation))
        {
            await appender.AppendAsync(state, intent.Act, cancellation);
        }

        state.RemoveRange(state.Set<OpenIntentRow>().Local.Where(row => row.Log == old).ToList());
    }

    /// <summary>A start that was cut short left a memory of size 0 under the same key: that one is taken up again.</summary>
    private void Remember(JournalLogRow log, byte[] empty)
    {
        var memory = new LastSigned(places, log.Origin);
        if (memory.TryRead()?.AsSpan().SequenceEqual(empty) != true)
        {
            memory.Create(empty);
        }
    }

    private static SshSigner Key(string path, string origin)
    {
        if (File.Exists(path))
        {
            return SshSigner.Load(path);
        }

        var signer = SshSigner.Generate($"journal:{origin}");
        signer.Save(path);
        return signer;
    }

    private static string Name(string? origin)
    {
        var name = origin ?? $"ecluse-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        return NoteKey.IsName(name) && name.Length <= 100 && name.All(char.IsAscii)
            ? name
            : throw JournalErrors.BadOrigin();
    }

    /// <summary>The last checkpoint that the machine remembers, else the one that the data folder shows.</summary>
    private Act Continued(JournalLogRow old, string by)
    {
        var note = new LastSigned(places, old.Origin).TryRead() ?? AtomicFile.Read(places.Checkpoint(old.Origin));
        var subjects = new Dictionary<string, string> { ["origin"] = old.Origin, ["key"] = old.VerifierKey };
        var hashes = new Dictionary<string, string>();
        if (note is not null)
        {
            var checkpoint = Checkpoint.Open(note, NoteKey.Parse(old.VerifierKey));
            subjects["size"] = checkpoint.Size.ToString(CultureInfo.InvariantCulture);
            hashes["root"] = Convert.ToHexStringLower(checkpoint.Root);
            hashes["checkpoint"] = Sha256Hex.Of(note);
        }

        return new Act("journal.continued", by, subjects, hashes);
    }
}
