using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse plan INSTRUCTION -o plan.json</c>: a dry run at the source that brings out counts only.</summary>
internal static class PlanVerb
{
    public static Command Create(VerbContext context)
    {
        var instruction = new Argument<string>("INSTRUCTION") { Description = "number of an instruction, or its file · numéro d’une instruction, ou son fichier" };
        var output = new Option<FileInfo>("--output", "-o") { Description = "where the plan goes · où écrire le plan", Required = true };
        var page = new Option<FileInfo?>("--page") { Description = "the same as an HTML page to sign from · le même en page HTML, à lire avant de signer" };
        var classic = new Option<bool>("--classic")
        {
            Description = "seal to X25519 instead of the post-quantum hybrid (opened by age 1.1) · sceller en X25519 au lieu de l’hybride post-quantique (s’ouvre avec age 1.1)",
        };
        var offer = new Option<FileInfo?>("--offer")
        {
            Description = "what ecluse target offer wrote, where the target gate stands on another machine · ce qu’a écrit ecluse target offer, quand la porte cible est sur une autre machine",
        };
        var gate = new Option<string?>("--gate")
        {
            Description = "public key of a source gate that stands apart (ecluse-gate key), with --offer · clé publique d’une porte source séparée (ecluse-gate key), avec --offer",
        };
        var command = new Command("plan", "counts what would pass, and writes the plan to sign · compte ce qui passerait, et écrit le plan à signer")
        {
            instruction, output, page, classic, offer, gate,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var named = await NamedAsync(parsed.GetValue(instruction)!, cancellation);
            var kind = parsed.GetValue(classic) ? AgeKeyKind.X25519 : AgeKeyKind.Hybrid;
            byte[] bytes;
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                bytes = parsed.GetValue(offer) is { } file
                    ? await WithOfferAsync(premises.Here("--offer"), named, kind, file, GateOf(parsed.GetValue(gate)), progress, cancellation)
                    : await premises.PlanAsync(named, kind, progress, cancellation);
            }

            var plan = CanonicalDocument.Read<Plan>(bytes);
            await WholeFile.WriteAsync(parsed.GetValue(output)!.FullName, bytes, cancellation);

            if (parsed.GetValue(page) is { } html)
            {
                var here = premises.Here("--page");
                var text = await PageMaker.PlanAsync(
                    here, plan, bytes, parsed.GetValue(output)!.Name, await here.Instructions.GetAsync(named, cancellation), answer.Language, cancellation);
                await WholeFile.WriteAsync(html.FullName, text, cancellation);
            }

            PlanTable.Write(context.Terminal.Console, answer, plan, Sha256Hex.Of(bytes));
            answer.Json(new { plan.Id, sha256 = Sha256Hex.Of(bytes), plan.Expected, plan.Types, plan.Misfits, plan.Conflicts });
            return 0;
        });
        return command;
    }

    private static async Task<byte[]> WithOfferAsync(
        Installation installation, string named, AgeKeyKind kind, FileInfo offer, SshPublicKey? gate, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var given = await installation.Instructions.GetAsync(named, cancellation);
        var aside = CanonicalDocument.Read<TargetOffer>(await File.ReadAllBytesAsync(offer.FullName, cancellation));
        var by = await installation.ActorAsync(cancellation);
        return (await new PlanMaking(installation).RunAsync(given, kind, aside, by, progress, cancellation, gate)).Stored.Bytes;
    }

    private static SshPublicKey? GateOf(string? line) => line is null ? null : SshPublicKey.Parse(line);

    // A number, or the hash of a file.
    private static async Task<string> NamedAsync(string given, CancellationToken cancellation) =>
        File.Exists(given) ? Sha256Hex.Of(await File.ReadAllBytesAsync(given, cancellation)) : given;
}
