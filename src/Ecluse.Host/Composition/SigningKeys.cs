using Ecluse.Acts;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Journal;

namespace Ecluse.Host.Composition;

/// <summary>The gates' signing keys: loaded, or made at the first need, announced before and told after (rule 10).</summary>
internal sealed class SigningKeys(DataFolder data, ActJournal journal)
{
    public const string Source = "source-gate.key";
    public const string Target = "target-gate.key";

    /// <summary>The key of that name.</summary>
    /// <param name="name">Name of its file.</param>
    /// <param name="by">Who opened the installation; null before anybody of this account of the machine is known.</param>
    /// <param name="cancellation">Stops before it is made.</param>
    public async Task<SshSigner> OpenAsync(string name, string? by, CancellationToken cancellation)
    {
        var path = Path.Combine(data.SigningKeys, name);
        if (File.Exists(path))
        {
            return SshSigner.Load(path);
        }

        // A key for this command only, told nowhere because it signs nothing that is kept. A gate whose key was lost is not quietly
        // another one: it erases what is due and fits no plan, so that manifest and certificate are refused until the key is back
        // from its backup. And where nobody is named yet, no key is made that nobody made.
        var made = SshSigner.Generate("ecluse " + Path.GetFileNameWithoutExtension(name));
        return by is null || File.Exists(path + ".pub") ? made : await KeepAsync(made, path, by, cancellation);
    }

    private async Task<SshSigner> KeepAsync(SshSigner made, string path, string by, CancellationToken cancellation)
    {
        var name = Path.GetFileName(path);
        var intent = await journal.AppendAsync(SigningKeyActs.Making(name, by), cancellation);
        try
        {
            made.Save(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another command made it in the meantime, and tells it.
            made.Dispose();
            await AbandonAsync(intent, name, by, cancellation);
            return SshSigner.Load(path);
        }

        await journal.AppendAsync(SigningKeyActs.Made(name, made.PublicKey, by), cancellation);
        return made;
    }

    private async Task AbandonAsync(long intent, string name, string by, CancellationToken cancellation)
    {
        if ((await journal.OpenIntentsAsync(cancellation)).Any(open => open.Index == intent))
        {
            await journal.AppendAsync(
                SigningKeyActs.Making(name, by) with { Name = "intent.abandoned", Intent = intent }, cancellation);
        }
    }
}
