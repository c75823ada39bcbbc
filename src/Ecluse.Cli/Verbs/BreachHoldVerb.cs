using System.CommandLine;
using Ecluse.Breaches;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Api;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse breach hold</c>: keeps the closed dossier, which is the house's own, past its date; with <c>--things</c> it holds nothing, and draws up
/// for each passage of the breach the legal hold that its laboratory may sign (rule 8).
/// </summary>
internal static class BreachHoldVerb
{
    public static Command Create(VerbContext context)
    {
        var breach = BreachOptions.Breach();
        var (until, reason) = BreachOptions.Hold();
        var things = new Option<string?>("--things") { Description = "folder: draws up the legal hold of each passage that lay there, for its laboratory to sign; nothing moves before · dossier : établit le gel légal de chaque passage qui s’y trouvait, à signer par son laboratoire ; rien ne bouge avant" };
        var command = new Command(
            "hold", "holds a closed breach past its date, or draws up the holds of what lay there, for at most 90 days (exit 0, 2, 3, 4, 10) · conserve une violation close au-delà de son échéance, ou établit le gel de ce qui s’y trouvait, 90 jours au plus (sortie 0, 2, 3, 4, 10)")
        {
            breach, until, reason, things,
        };
        BreachVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var asked = new PostponementAsked(BreachOptions.InstantOf(parsed.GetValue(until)!), parsed.GetValue(reason)!, LegalHold: true);
            var id = parsed.GetValue(breach)!;
            if (parsed.GetValue(things) is { } folder)
            {
                return await DrawUpAsync(answer, premises, id, asked, folder, cancellation);
            }

            await premises.HoldAsync(id, new(asked.Until, asked.Reason), cancellation);
            answer.Say("held", "conservé");
            answer.Json(new { Held = id });
            return 0;
        });
        return command;
    }

    private static async Task<int> DrawUpAsync(Answer answer, BreachPremises premises, string id, PostponementAsked asked, string folder, CancellationToken cancellation)
    {
        var story = await premises.ShowAsync(id, cancellation);
        var why = asked with { Reason = $"{id}: {BreachRules.ReasonOf(asked.Reason)}" };
        var (drawn, without) = (new List<string>(), new List<string>());
        Directory.CreateDirectory(folder);
        foreach (var thing in story.Things)
        {
            if (thing.MovablePassage(story.At) is not { } passage)
            {
                without.Add(thing.Id);
                answer.Say($"{thing.Id}: has no date that could move", $"{thing.Id} : n’a pas de date qui puisse bouger");
                continue;
            }

            var file = Path.Combine(folder, passage + ".postponement.json");
            await WholeFile.WriteAsync(file, await premises.DrawUpAsync(passage, why, cancellation), cancellation);
            drawn.Add(file);
            answer.Say(
                $"{thing.Id}: {file} is drawn up, nothing has moved; a signatory signs it before {thing.EraseBy:yyyy-MM-dd HH:mm}Z, then: ecluse passage postpone {passage} --document … --signature …",
                $"{thing.Id} : {file} est établi, rien n’a bougé ; un signataire le signe avant le {thing.EraseBy:yyyy-MM-dd HH:mm}Z, puis : ecluse passage postpone {passage} --document … --signature …");
        }

        answer.Json(new { Drawn = drawn, Without = without });
        return drawn.Count > 0 ? 0 : (int)ErrorKind.PartlyDone;
    }
}
