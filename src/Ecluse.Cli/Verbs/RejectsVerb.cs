using System.CommandLine;
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
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var loads = await installation.Ledger.LoadsAsync(parsed.GetValue(passage)!, cancellation);
            foreach (var (load, reject) in from load in loads from reject in load.Rejects select (load, reject))
            {
                answer.Say($"  {load.Number}/{reject.Ordinal}  {reject.Code}  {reject.Type}  {reject.Table}.{reject.Column ?? "*"}  {reject.Decision ?? "—"}");
            }

            answer.Json(loads.SelectMany(load => load.Rejects.Select(reject => new { parcel = load.Number, reject })));
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
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var by = await installation.ActorAsync(cancellation);
            var skipped = await new RejectDeciding(installation).SkipAsync(
                work, parsed.GetValue(which)!, parsed.GetValue(reason)!, by, cancellation);
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
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var by = await installation.ActorAsync(cancellation);
            var (loaded, refused) = await new RejectDeciding(installation).RetryAsync(work, parsed.GetValue(which)!, by, cancellation);
            answer.Say(
                $"{loaded} loaded, {refused} refused again; run the passage again to reconcile.",
                $"{loaded} chargés, {refused} refusés encore ; relancer le passage pour rapprocher.");
            answer.Json(new { loaded, refused });
            return refused == 0 ? 0 : (int)ErrorKind.PartlyDone;
        });
        return command;
    }
}
