using System.CommandLine;
using Ecluse.Age;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Spaces;
using Ecluse.Keys;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse depot take</c>: takes a complete object, from a server or from the data folder, and opens it on the way; without an identity, the
/// tar of its sealed segments. What does not have the length that the space says is not kept.
/// </summary>
internal static class DepotTakeVerb
{
    public static Command Create(VerbContext context)
    {
        var space = DepotVerb.Space();
        var taken = new Argument<string>("OBJECT") { Description = "id of the object, o-… · identifiant de l’objet, o-…" };
        var identities = new Option<string[]>("--identity", "-i") { Description = "identity file, may be repeated · fichier d’identité, peut être répété", HelpName = "IDENTITY" };
        var output = new Option<string?>("--output", "-o") { Description = "file to write (standard output) · fichier à écrire (sortie standard)", HelpName = "FILE" };
        var withoutEnd = JoinedObject.WithoutEnd();
        var command = new Command(
            "take", "takes an object and opens it; without an identity, its tar (exit 0, 1, 4, 10, 12) · prend un objet et l’ouvre ; sans identité, son tar (sortie 0, 1, 4, 10, 12)")
        {
            space, taken, identities, output, withoutEnd,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var files = new List<IdentityFile>();
            try
            {
                files.AddRange((parsed.GetValue(identities) ?? []).Select(IdentityFile.Read));
                await using var source = await OpenAsync(context, parsed, parsed.GetValue(space)!, parsed.GetValue(taken)!, cancellation);
                using var to = SealedOutput.To(parsed.GetValue(output), context.Terminal);
                var (text, json) = await TakeAsync(source, [.. files.SelectMany(read => read.Identities)], to.Stream, parsed.GetValue(withoutEnd), cancellation);
                to.Keep();
                SealingReport.Write(parsed, context, parsed.GetValue(output), text, json);
                return (int)ErrorKind.None;
            }
            finally
            {
                files.ForEach(read => read.Dispose());
            }
        });
        return command;
    }

    private static async Task<(Text Text, object Json)> TakeAsync(
        OpenedObject source, IReadOnlyList<AgeIdentity> identities, Stream output, bool mayLackEnd, CancellationToken cancellation)
    {
        if (identities.Count == 0)
        {
            var bytes = await CopiedBytes.CopyAsync(source.Tar, output, cancellation);
            return (
                new($"{bytes} bytes, sealed as they lie there; ecluse unseal opens them", $"{bytes} octets, scellés comme ils y reposent ; ecluse unseal les ouvre"),
                new { sealedBytes = bytes });
        }

        var opened = await JoinedObject.OpenAsync(source.Tar, identities, output, mayLackEnd, cancellation);
        if (opened.End is { } end && end.Object != source.Object.Id)
        {
            throw SealingErrors.EndOfAnother();
        }

        var found = source.Object.Layout switch
        {
            ObjectLayout.Plain => opened.Length,
            ObjectLayout.OneFile => opened.SealedLength,
            _ => opened.NameLength + opened.SealedLength + opened.EndLength,
        };
        return found == source.Object.Received
            ? (
                new($"opened {opened.Length} bytes, all verified; it was called {opened.Name}", $"{opened.Length} octets ouverts, tous vérifiés ; cela s’appelait {opened.Name}"),
                new { openedBytes = opened.Length, name = opened.Name })
            : throw RemoteErrors.NotWhole(found, source.Object.Received);
    }

    private static async Task<OpenedObject> OpenAsync(VerbContext context, ParseResult parsed, string space, string id, CancellationToken cancellation)
    {
        if (parsed.GetValue(CommandLine.ServerAddress) is null)
        {
            var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var taken = await installation.Exchange.TakeAsync(space, id, await installation.ActorAsync(cancellation), cancellation);
            return new OpenedObject(taken.Object, taken.OpenTar(), installation);
        }

        var server = ServerClient.SignedIn(context, parsed);
        var at = $"/spaces/{Uri.EscapeDataString(space)}";
        var facts = await server.GetAsync<SpaceFacts>(at, cancellation);
        var found = facts.Objects.FirstOrDefault(one => one.Id == id) ?? throw SpaceErrors.ObjectNotFound();
        return new OpenedObject(found, new ResumedDownload(server, $"{at}/objects/{Uri.EscapeDataString(id)}", context.Clock), server);
    }

    /// <summary>An object on its way out, and what is closed after it.</summary>
    private sealed record OpenedObject(SpaceObject Object, Stream Tar, object Behind) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Tar.DisposeAsync();
            (Behind as IDisposable)?.Dispose();
            if (Behind is IAsyncDisposable closing)
            {
                await closing.DisposeAsync();
            }
        }
    }
}
