using System.CommandLine;
using System.Globalization;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse passage postpone</c>: draws a new erase-by date up for a signatory, and takes it in once it is signed.
/// </summary>
internal static class PostponeVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var until = new Option<string?>("--until") { Description = "the new date, with its zone: 2026-03-31T08:00:00+02:00 · la nouvelle date, avec son fuseau" };
        var reason = new Option<string?>("--reason") { Description = "why; names no patient · pourquoi ; ne nomme aucun patient" };
        var hold = new Option<bool>("--legal-hold") { Description = "a legal hold, 90 days at most · un gel légal, 90 jours au plus" };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "where the postponement to sign goes · où va le report à signer" };
        var document = new Option<FileInfo?>("--document") { Description = "the signed postponement · le report signé" };
        var signature = new Option<FileInfo?>("--signature") { Description = "its .sig file · son fichier .sig" };
        var command = new Command("postpone", "a later erase-by: first to sign, then signed (exit 0, 2, 4) · un effacement plus tardif : à signer, puis signé (sortie 0, 2, 4)")
        {
            passage, until, reason, hold, output, document, signature,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var id = parsed.GetValue(passage)!;
            if (parsed.GetValue(document) is { } signed && parsed.GetValue(signature) is { } sig)
            {
                var done = await premises.PostponeAsync(
                    id, await ContractFiles.BytesAsync(signed.FullName, cancellation), await ContractFiles.TextAsync(sig.FullName, cancellation), cancellation);
                answer.Say(
                    $"{done.Passage}: erased by {done.Until:yyyy-MM-dd HH:mm}Z instead of {done.From:yyyy-MM-dd HH:mm}Z, signed by {done.Name}{(done.LegalHold ? "; legal hold: nothing is opened until then" : "")}",
                    $"{done.Passage} : effacé avant le {done.Until:yyyy-MM-dd HH:mm}Z au lieu du {done.From:yyyy-MM-dd HH:mm}Z, signé par {done.Name}{(done.LegalHold ? " ; gel légal : rien n’est ouvert d’ici là" : "")}");
                answer.Json(new { passage = done.Passage, signatory = done.Signatory, done.From, done.Until, done.LegalHold });
                return 0;
            }

            if (parsed.GetValue(until) is not { } date || parsed.GetValue(reason) is not { } why || parsed.GetValue(output) is not { } to
                || ReadInstant(date) is not { } instant)
            {
                throw Unclear();
            }

            var draft = await premises.DraftPostponementAsync(id, new PostponementAsked(instant, why, parsed.GetValue(hold)), cancellation);
            await WholeFile.WriteAsync(to.FullName, draft.Document, cancellation);
            answer.Say(
                $"Drawn up, nothing has moved: have {to.Name} signed (ecluse sign), then give it back with --document and --signature.",
                $"Établi, rien n’a bougé : faire signer {to.Name} (ecluse sign), puis le rendre avec --document et --signature.");
            answer.Json(new { passage = id, from = draft.From, until = instant });
            return 0;
        });
        return command;
    }

    /// <summary>An instant as it is typed, or null.</summary>
    public static DateTimeOffset? ReadInstant(string? text) => DateTimeOffset.TryParseExact(
        text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private static EcluseException Unclear() => new(
        "CLI-007",
        new("Give either --until, --reason and --output, or --document and --signature.",
            "Donner ou --until, --reason et --output, ou --document et --signature."),
        new("A date is written with its zone: 2026-03-31T08:00:00+02:00.", "Une date s’écrit avec son fuseau : 2026-03-31T08:00:00+02:00."),
        ErrorKind.Usage);
}
