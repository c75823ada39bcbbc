using System.CommandLine;
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
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var signatory = await new Walking(installation).AcceptAsync(
                work,
                await File.ReadAllBytesAsync(parsed.GetValue(document)!.FullName, cancellation),
                await File.ReadAllTextAsync(parsed.GetValue(signature)!.FullName, cancellation),
                await installation.ActorAsync(cancellation),
                cancellation);
            answer.Say($"{work.Passage.Id}: accepted by {signatory.Name}", $"{work.Passage.Id} : recette signée par {signatory.Name}");
            answer.Json(new { passage = work.Passage.Id, signatory = signatory.Id });
            return 0;
        });
        return command;
    }
}
