using System.CommandLine;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse load</c>: the target gate alone; it has no connection to the source.</summary>
internal static class LoadVerb
{
    public static Command Create(VerbContext context)
    {
        var from = new Argument<DirectoryInfo>("FOLDER") { Description = "what ecluse extract wrote · ce qu’a écrit ecluse extract" };
        var command = new Command("load", "the target gate alone: checks, takes in, loads (exit 0, 1, 4, 11, 12) · la porte cible seule : vérifie, prend, charge (sortie 0, 1, 4, 11, 12)") { from };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var by = await installation.ActorAsync(cancellation);
            var given = await HandOver.ReadAsync(parsed.GetValue(from)!.FullName, cancellation);
            var work = await installation.TakeAsync(given, by, cancellation);
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
