using System.CommandLine;
using Ecluse.Host.Composition;
using Ecluse.Reconciliation;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse passage answer</c>: at a source gate that stands by itself, seals what the target gate asked for.</summary>
internal static class AnswerVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var question = new Option<FileInfo>("--question") { Description = "what ecluse passage ask wrote, its .sig beside it · ce qu’a écrit ecluse passage ask, son .sig à côté", Required = true };
        var to = new Option<DirectoryInfo>("--to") { Description = "folder for the target gate · dossier pour la porte cible", Required = true };
        var command = new Command("answer", "at the source gate alone: seals figures and raw columns for the target gate (exit 0, 4) · à la porte source seule : scelle chiffres et colonnes brutes pour la porte cible (sortie 0, 4)") { passage, question, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            await installation.ActorAsync(cancellation);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var asked = parsed.GetValue(question)!.FullName;
            var folder = parsed.GetValue(to)!.FullName;
            var (given, bytes, signature) = await new Answering(installation.Parts, installation.Gates).RunAsync(
                work, await File.ReadAllBytesAsync(asked, cancellation), await File.ReadAllTextAsync(asked + ".sig", cancellation),
                folder, cancellation);
            await WholeFile.WriteAsync(Path.Combine(folder, AnswerFolder.File), bytes, cancellation);
            await WholeFile.WriteAsync(Path.Combine(folder, AnswerFolder.File + ".sig"), signature, cancellation);
            await installation.Journal.PublishAsync(cancellation);
            answer.Say(
                $"Answered in one sealed parcel, {answer.Number(given.SealedBytes)} bytes: give the folder to the target gate with --answer.",
                $"Répondu en un colis scellé, {answer.Number(given.SealedBytes)} octets : remettre le dossier à la porte cible par --answer.");
            answer.Json(given);
            return 0;
        });
        return command;
    }
}
