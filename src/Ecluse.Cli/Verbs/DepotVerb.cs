using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Host.Composition;
using Ecluse.Host.Spaces;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse depot …</c>: spaces, here or at a server: opened, sent into, taken from, looked at, erased.</summary>
internal static class DepotVerb
{
    public static Command Create(VerbContext context) => new("depot", "spaces: exchanges between named people, sealed and until a date · espaces : échanges entre personnes nommées, scellés et jusqu’à une date")
    {
        DepotNewVerb.Create(context), DepotSendVerb.Create(context), DepotTakeVerb.Create(context), List(context), Show(context), Erase(context),
    };

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "every space, the latest first (exit 0) · chaque espace, le dernier d’abord (sortie 0)");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var spaces = await premises.SpacesAsync(cancellation);
            foreach (var space in spaces)
            {
                answer.Say(
                    $"{space.Id}  {SpaceWords.Of(space.Grade).English}, instruction {space.Instruction}, {Until(space).English}",
                    $"{space.Id}  {SpaceWords.Of(space.Grade).French}, instruction {space.Instruction}, {Until(space).French}");
            }

            if (spaces.Count == 0)
            {
                answer.Say("No space.", "Aucun espace.");
            }

            answer.Json(spaces);
            return 0;
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var space = Space();
        var command = new Command("show", "what is in a space, by ids and lengths (exit 0, 10) · ce que contient un espace, par identifiants et longueurs (sortie 0, 10)") { space };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var (found, objects, bytes) = await premises.SpaceAsync(parsed.GetValue(space)!, cancellation);
            answer.Say(
                $"{found.Id}: sealed {SpaceWords.Of(found.Grade).English}, {Until(found).English}, {answer.Number(bytes)} of {answer.Number(found.Limits.BytesMax)} bytes",
                $"{found.Id} : scellé {SpaceWords.Of(found.Grade).French}, {Until(found).French}, {answer.Number(bytes)} octets sur {answer.Number(found.Limits.BytesMax)}");
            answer.Say($"  sealed to {string.Join(' ', found.Recipients)}", $"  scellé pour {string.Join(' ', found.Recipients)}");
            foreach (var one in objects)
            {
                answer.Say(
                    $"  {one.Id}  {SpaceWords.Of(one.State).English}, {answer.Number(one.Received)} bytes, {one.BegunAt:yyyy-MM-dd HH:mm}Z",
                    $"  {one.Id}  {SpaceWords.Of(one.State).French}, {answer.Number(one.Received)} octets, {one.BegunAt:yyyy-MM-dd HH:mm}Z");
            }

            answer.Json(new { space = found, objects });
            return 0;
        });
        return command;
    }

    private static Command Erase(VerbContext context)
    {
        var space = Space();
        var command = new Command("erase", "erases a space before its date, and certifies it (exit 0, 10) · efface un espace avant son échéance, et le certifie (sortie 0, 10)") { space };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var found = await FindAsync(installation, parsed.GetValue(space)!, cancellation);
            if (found.ErasedAt is null)
            {
                await new SpaceEnding(installation).EraseAsync(found.Id, await installation.ActorAsync(cancellation), cancellation);
            }

            answer.Say($"{found.Id}: erased; see ecluse certificate show {found.Id}", $"{found.Id} : effacé ; voir ecluse certificate show {found.Id}");
            answer.Json(new { erased = found.Id });
            return 0;
        });
        return command;
    }

    /// <summary>The argument that names a space.</summary>
    public static Argument<string> Space() => new("SPACE") { Description = "id of the space, s-… · identifiant de l’espace, s-…" };

    private static async Task<Space> FindAsync(Installation installation, string id, CancellationToken cancellation) =>
        SpaceIds.IsSpace(id) && await installation.Spaces.FindAsync(id, cancellation) is { } found ? found : throw SpaceErrors.NotFound();

    private static Ecluse.Errors.Text Until(Space space) => space.ErasedAt is { } at
        ? new($"erased {at:yyyy-MM-dd HH:mm}Z", $"effacé le {at:yyyy-MM-dd HH:mm}Z")
        : new($"erased by {space.EraseBy:yyyy-MM-dd HH:mm}Z", $"à effacer avant le {space.EraseBy:yyyy-MM-dd HH:mm}Z");
}
