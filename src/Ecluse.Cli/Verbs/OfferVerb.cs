using System.CommandLine;
using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse target offer</c>: where the target gate stands by itself, makes the passage's identity and writes what the source
/// side needs for its plan. The identity stays here.
/// </summary>
internal static class OfferVerb
{
    public static Command Create(VerbContext context)
    {
        var instruction = new Argument<string>("INSTRUCTION") { Description = "number of an instruction · numéro d’une instruction" };
        var output = new Option<FileInfo>("--output", "-o") { Description = "where the offer goes · où va l’offre", Required = true };
        var classic = new Option<bool>("--classic") { Description = "X25519 instead of the post-quantum hybrid · X25519 au lieu de l’hybride post-quantique" };
        var command = new Command("offer", "makes an identity, and offers its recipient to a source gate elsewhere · fait une identité et offre son destinataire à une porte source ailleurs")
        {
            instruction, output, classic,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var by = await installation.ActorAsync(cancellation);
            var given = await installation.Instructions.GetAsync(parsed.GetValue(instruction)!, cancellation);
            var (profile, reference) = installation.Gates.Profile(given.Target.Profile);
            await using var target = await installation.Gates.OpenTargetAsync(given.Target.Connection, profile, cancellation);
            var description = await target.DescribeAsync(cancellation);

            var id = "l-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
            var kind = parsed.GetValue(classic) ? AgeKeyKind.X25519 : AgeKeyKind.Hybrid;
            var recipient = (await installation.MakeIdentityAsync(id, kind, by, cancellation)).ToString()!;
            var bytes = CanonicalDocument.Write(new TargetOffer(
                id, new DocumentReference(given.Number, given.Sha256), installation.Parts.TargetGate.PublicKey.ToLine(),
                recipient, reference, description, target.Holds, ProfileCompiler.Compile(profile)));

            // Kept as a plan that no passage uses: its identity is destroyed at the instruction's erase-by at the latest.
            await installation.Ledger.AddPlanAsync(
                new StoredPlan(id, Sha256Hex.Of(bytes), bytes, given.EraseBy),
                new Act(
                    "offer.written", by,
                    new Dictionary<string, string> { ["plan"] = id, ["instruction"] = given.Number },
                    new Dictionary<string, string> { ["offer"] = Sha256Hex.Of(bytes), ["instruction"] = given.Sha256 }),
                cancellation);
            await WholeFile.WriteAsync(parsed.GetValue(output)!.FullName, bytes, cancellation);
            answer.Say(
                $"{id}: the identity is here until {given.EraseBy:yyyy-MM-dd HH:mm}Z; hand the offer to the source side.",
                $"{id} : l’identité est ici jusqu’au {given.EraseBy:yyyy-MM-dd HH:mm}Z ; remettre l’offre au côté source.");
            answer.Json(new { id, recipient, sha256 = Sha256Hex.Of(bytes) });
            return 0;
        });
        return command;
    }
}
