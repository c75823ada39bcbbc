using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse erase PASSAGE | --due</c>: destroys keys and parcels, re-reads their absence, writes the certificate.</summary>
internal static class EraseVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = new Argument<string?>("PASSAGE")
        {
            Description = "passage, accepted or stopped · passage, reçu ou arrêté", Arity = ArgumentArity.ZeroOrOne,
        };
        var due = new Option<bool>("--due") { Description = "erase whatever is past its date (for the timer) · efface tout ce qui a passé sa date (pour la minuterie)" };
        var command = new Command("erase", "destroys keys and parcels, and certifies it · détruit clés et colis, et le certifie") { passage, due };
        var stated = new StatedErase();
        stated.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            if (parsed.GetValue(CommandLine.ServerAddress) is not null)
            {
                return await ThereAsync(context, parsed, parsed.GetValue(passage), answer, cancellation);
            }

            await using var installation = await Installation.OpenAsync(context, parsed, cancellation, eraseDue: false);
            if (await stated.DraftAsync(installation, parsed, parsed.GetValue(passage), answer, cancellation))
            {
                return 0;
            }

            await stated.TakeAsync(installation, parsed, parsed.GetValue(passage), answer, cancellation);
            var ended = await installation.EraseDueAsync(tryAgain: true, cancellation);
            var erased = ended.Erased;
            if (parsed.GetValue(passage) is { } id && !erased.Contains(id))
            {
                if (ended.FailureOf(id) is { } failure)
                {
                    throw failure;
                }

                await installation.Ending.EraseAsync(id, await installation.ActorAsync(cancellation), cancellation);
                erased = [.. erased, id];
            }
            else if (parsed.GetValue(passage) is null && !parsed.GetValue(due))
            {
                throw new EcluseException(
                    "CLI-002",
                    new("Neither a passage nor --due was given.", "Ni passage ni --due n’a été donné."),
                    new("Run ecluse erase PASSAGE, or ecluse erase --due.", "Lancer ecluse erase PASSAGE, ou ecluse erase --due."),
                    ErrorKind.Usage);
            }

            foreach (var done in erased)
            {
                answer.Say($"{done}: erased; see ecluse certificate show {done}", $"{done} : effacé ; voir ecluse certificate show {done}");
            }

            ended.MustHold();
            if (erased.Count == 0)
            {
                answer.Say("Nothing is due.", "Rien n’est à effacer.");
            }

            answer.Json(new { erased });
            return 0;
        });
        return command;
    }

    // A server erases what is due by itself: it is asked for one passage.
    private static async Task<int> ThereAsync(VerbContext context, ParseResult parsed, string? passage, Answer answer, CancellationToken cancellation)
    {
        await using var premises = (PremisesThere)await Premises.OpenAsync(context, parsed, cancellation);
        var id = passage ?? throw RemoteErrors.OnlyHere("erase --due");
        await premises.EraseAsync(id, cancellation);
        answer.Say($"{id}: erased; see ecluse certificate show {id}", $"{id} : effacé ; voir ecluse certificate show {id}");
        answer.Json(new { erased = new[] { id } });
        return 0;
    }
}
