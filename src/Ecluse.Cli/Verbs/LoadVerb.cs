using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse load</c>: the target gate alone; it has no connection to the source.</summary>
internal static class LoadVerb
{
    public static Command Create(VerbContext context)
    {
        var from = new Argument<string>("FOLDER") { Description = "what ecluse extract wrote; with --server the id of the passage · ce qu’a écrit ecluse extract ; avec --server l’identifiant du passage" };
        var command = new Command("load", "the target gate alone: checks, takes in, loads (exit 0, 1, 4, 11, 12) · la porte cible seule : vérifie, prend, charge (sortie 0, 1, 4, 11, 12)") { from };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var by = await installation.ActorAsync(cancellation);
            await using var given = await ReceivedFolder.OfAsync(context, parsed, installation, parsed.GetValue(from)!, cancellation);
            var work = await installation.TakeAsync(await HandOver.ReadAsync(given.Path, cancellation), by, cancellation);
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                await new PassageRun(installation.Parts, installation.Gates).LoadAsync(work, progress, cancellation);
            }

            await installation.Journal.PublishAsync(cancellation);
            var loads = await installation.Ledger.LoadsAsync(work.Passage.Id, cancellation);
            var rejects = loads.Sum(load => load.Rejects.Count);
            answer.Say(
                $"{work.Passage.Id}: loaded; {rejects} patients refused by the target",
                $"{work.Passage.Id} : chargé ; {rejects} patients refusés par la cible");
            answer.Json(new { passage = work.Passage.Id, parcels = loads.Count, rejects });
            return rejects == 0 ? 0 : (int)Errors.ErrorKind.PartlyDone;
        });
        return command;
    }
}
