using System.CommandLine;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Plans;
using Ecluse.Profiles;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse target order</c>: what <c>ecluse-gate offer</c> needs where the target is and nothing else of ours.</summary>
internal static class OrderVerb
{
    public static Command Create(VerbContext context)
    {
        var instruction = new Argument<string>("INSTRUCTION") { Description = "number of an instruction · numéro d’une instruction" };
        var output = new Option<FileInfo>("--output", "-o") { Description = "where the order goes · où va la demande", Required = true };
        var command = new Command("order", "asks a target gate that is ecluse-gate for its offer · demande son offre à une porte cible qui est ecluse-gate") { instruction, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            await installation.ActorAsync(cancellation);
            var given = await installation.Instructions.GetAsync(parsed.GetValue(instruction)!, cancellation);
            var (profile, reference) = installation.Gates.Profile(given.Target.Profile);
            var order = new TargetOrder(
                new DocumentReference(given.Number, given.Sha256), given.Target.Connection, reference, ProfileCompiler.Compile(profile), given.EraseBy);
            await WholeFile.WriteAsync(parsed.GetValue(output)!.FullName, CanonicalDocument.Write(order), cancellation);
            answer.Say(
                $"{given.Number}: hand the order to the target side, for ecluse-gate offer.",
                $"{given.Number} : remettre la demande au côté cible, pour ecluse-gate offer.");
            answer.Json(new { instruction = given.Number, profile = reference.Id, reference.Sha256 });
            return 0;
        });
        return command;
    }
}
