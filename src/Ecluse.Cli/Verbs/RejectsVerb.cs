using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse passage rejects list|skip|retry</c>: patients that the target refused, by place and code.</summary>
internal static class RejectsVerb
{
    public static Command Create(VerbContext context) => new("rejects", "patients that the target refused · patients que la cible a refusés")
    {
        List(context), Skip(context), Retry(context),
    };

    private static Command List(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var command = new Command("list", "lists them; who they are stays sealed · les liste ; qui ils sont reste scellé") { passage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var all = await premises.RejectsAsync(parsed.GetValue(passage)!, cancellation);
            foreach (var (parcel, reject) in all)
            {
                answer.Say($"  {parcel}/{reject.Ordinal}  {reject.Code}  {reject.Type}  {reject.Table}.{reject.Column ?? "*"}  {reject.Decision ?? "—"}");
            }

            answer.Json(all);
            return 0;
        });
        return command;
    }

    private static Command Skip(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var which = new Argument<string>("WHICH") { Description = "PARCEL/PLACE, or a code for all of it · COLIS/PLACE, ou un code pour tous ceux de ce code" };
        var reason = new Option<string>("--reason") { Description = "why they stay out of the target · pourquoi ils restent hors de la cible", Required = true };
        var command = new Command("skip", "decides that they stay out, with a reason · décide qu’ils restent dehors, avec un motif") { passage, which, reason };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var skipped = await premises.SkipAsync(
                parsed.GetValue(passage)!, parsed.GetValue(which)!, parsed.GetValue(reason)!, cancellation);
            answer.Say($"{skipped} skipped; run the passage again to reconcile.", $"{skipped} laissés ; relancer le passage pour rapprocher.");
            answer.Json(new { skipped });
            return 0;
        });
        return command;
    }

    private static Command Retry(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var which = new Argument<string>("WHICH") { Description = "PARCEL/PLACE, or a code for all of it · COLIS/PLACE, ou un code pour tous" };
        var command = new Command("retry", "tries them once more, after the target was put right · les essaie encore, une fois la cible corrigée") { passage, which };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var (loaded, refused) = await premises.RetryAsync(parsed.GetValue(passage)!, parsed.GetValue(which)!, cancellation);
            answer.Say(
                $"{loaded} loaded, {refused} refused again; run the passage again to reconcile.",
                $"{loaded} chargés, {refused} refusés encore ; relancer le passage pour rapprocher.");
            answer.Json(new { loaded, refused });
            return refused == 0 ? 0 : (int)ErrorKind.PartlyDone;
        });
        return command;
    }
}
