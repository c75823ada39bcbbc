using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse passage accept</c>: takes the signed acceptance in.</summary>
internal static class AcceptVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var document = new Option<FileInfo>("--acceptance") { Description = "the acceptance, acceptance.json · la recette, acceptance.json", Required = true };
        var signature = new Option<FileInfo>("--signature") { Description = "its .sig file · son fichier .sig", Required = true };
        var command = new Command("accept", "takes the signatory's acceptance in · reçoit la recette du signataire") { passage, document, signature };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var taken = await premises.AcceptAsync(
                parsed.GetValue(passage)!,
                await File.ReadAllBytesAsync(parsed.GetValue(document)!.FullName, cancellation),
                await File.ReadAllTextAsync(parsed.GetValue(signature)!.FullName, cancellation),
                cancellation);
            answer.Say($"{taken.Passage}: accepted by {taken.Name}", $"{taken.Passage} : recette signée par {taken.Name}");
            answer.Json(new { taken.Passage, taken.Signatory });
            return 0;
        });
        return command;
    }
}
