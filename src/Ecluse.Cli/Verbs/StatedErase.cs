using System.CommandLine;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// The part of <c>ecluse erase</c> for identities that were never here: first a statement to sign, then the signed one, with which
/// the erasure ends.
/// </summary>
internal sealed class StatedErase
{
    private readonly Option<string?> at = new("--destroyed-at") { Description = "for an identity that was never here: when its holder destroyed it, with its zone · pour une identité jamais venue ici : quand son détenteur l’a détruite, avec son fuseau" };
    private readonly Option<string?> how = new("--how") { Description = "how it was destroyed; names no patient · comment elle fut détruite ; ne nomme aucun patient" };
    private readonly Option<FileInfo?> output = new("--output", "-o") { Description = "where the statement to sign goes · où va la déclaration à signer" };
    private readonly Option<FileInfo?> document = new("--document") { Description = "the signed statement · la déclaration signée" };
    private readonly Option<FileInfo?> signature = new("--signature") { Description = "its .sig file · son fichier .sig" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { at, how, output, document, signature })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Draws the statement up, when that is asked for; then nothing is erased yet.</summary>
    public async Task<bool> DraftAsync(Installation installation, ParseResult parsed, string? id, Answer answer, CancellationToken cancellation)
    {
        if (parsed.GetValue(at) is null && parsed.GetValue(how) is null && parsed.GetValue(output) is null)
        {
            return false;
        }

        if (id is null || PostponeVerb.ReadInstant(parsed.GetValue(at)) is not { } instant || parsed.GetValue(how) is not { } why
            || parsed.GetValue(output) is not { } to)
        {
            throw Unclear();
        }

        var work = await installation.WorkAsync(id, cancellation);
        var bytes = await new Stating(installation.Ledger, installation.Parts.Keys, installation.Clock).DraftAsync(
            work, instant.ToUniversalTime(), why, await installation.CheckpointAsync(cancellation), cancellation);
        await WholeFile.WriteAsync(to.FullName, bytes, cancellation);
        answer.Say(
            $"Drawn up, nothing is stated yet: have {to.Name} signed (ecluse sign) by whoever destroyed the identity and stands in the contract, then give it back with --document and --signature.",
            $"Établie, rien n’est encore déclaré : faire signer {to.Name} (ecluse sign) par qui a détruit l’identité et figure au contrat, puis la rendre avec --document et --signature.");
        answer.Json(new { passage = id, destroyedAt = instant });
        return true;
    }

    /// <summary>Takes a signed statement in, when there is one.</summary>
    public async Task TakeAsync(Installation installation, ParseResult parsed, string? id, Answer answer, CancellationToken cancellation)
    {
        if (parsed.GetValue(document) is null && parsed.GetValue(signature) is null)
        {
            return;
        }

        if (id is null || parsed.GetValue(document) is not { } signed || parsed.GetValue(signature) is not { } sig)
        {
            throw Unclear();
        }

        var work = await installation.WorkAsync(id, cancellation);
        var stated = await new Stating(installation.Ledger, installation.Parts.Keys, installation.Clock).RunAsync(
            work, await File.ReadAllBytesAsync(signed.FullName, cancellation), await File.ReadAllTextAsync(sig.FullName, cancellation),
            await installation.GroundAsync(work.Passage.Contract, cancellation), await installation.ActorAsync(cancellation), cancellation);
        var fingerprint = Signatures.SshPublicKey.Parse(stated.By).Fingerprint;
        answer.Say(
            $"{id}: the destruction of its identity is stated, not proven, by {fingerprint} ({stated.Side}); the certificate says so.",
            $"{id} : la destruction de son identité est déclarée, non prouvée, par {fingerprint} ({(stated.Side == "processor" ? "sous-traitant" : "laboratoire")}) ; le certificat le dit.");
    }

    private static EcluseException Unclear() => new(
        "CLI-009",
        new("A passage is given with either --destroyed-at, --how and --output, or --document and --signature.",
            "Un passage se donne ou avec --destroyed-at, --how et --output, ou avec --document et --signature."),
        new("An instant is written with its zone: 2026-03-31T08:00:00+02:00.", "Un instant s’écrit avec son fuseau : 2026-03-31T08:00:00+02:00."),
        ErrorKind.Usage);
}
