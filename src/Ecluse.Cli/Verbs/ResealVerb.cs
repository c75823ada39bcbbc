using System.CommandLine;
using Ecluse.Cli.Remote;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse passage reseal</c>: the source gate seals again the parcels that the depot lost.</summary>
internal static class ResealVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var command = new Command("reseal", "seals again what the depot lost (exit 0, 4, 10, 11) · scelle de nouveau ce que le dépôt a perdu (sortie 0, 4, 10, 11)") { passage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            IReadOnlyList<int> parcels;
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                parcels = await premises.ResealAsync(parsed.GetValue(passage)!, progress, cancellation);
            }

            if (parcels.Count == 0)
            {
                answer.Say("every parcel is in the depot, whole; nothing was sealed", "chaque colis est au dépôt, entier ; rien n’a été scellé");
            }
            else
            {
                var list = string.Join(", ", parcels);
                answer.Say(
                    $"sealed again: parcel {list}; the manifest lists it anew, and the source gate is closed. Run the passage, or hand it over, again.",
                    $"scellé de nouveau : colis {list} ; le manifeste le liste à nouveau, et la porte source est fermée. Relancer le passage, ou le remettre, à nouveau.");
            }

            answer.Json(new { parcels });
            return 0;
        });
        return command;
    }
}
