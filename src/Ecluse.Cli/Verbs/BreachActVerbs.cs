using System.CommandLine;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Breaches;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse breach open|add|correct|join|figures</c>: what somebody does about a breach.</summary>
internal static class BreachActVerbs
{
    private static readonly string[] Origins = ["warning", "alert", "finding", "authority"];

    public static IEnumerable<Command> Create(VerbContext context) => [Open(context), Add(context, "add"), Add(context, "correct"), Join(context), Figures(context), BreachHoldVerb.Create(context)];

    private static Command Open(VerbContext context)
    {
        var received = new Option<string>("--received")
        {
            Description = "first receipt, an instant with its zone · première réception, un instant avec son fuseau", Required = true,
        };
        var origin = new Option<string>("--from-a") { Description = "where it comes from: warning, alert, finding or authority; one that stands here becomes a breach by warning breach or alert breach · d’où elle vient : warning, alert, finding ou authority ; ce qui figure ici devient violation par warning breach ou alert breach", Required = true };
        origin.AcceptOnlyFromAmong(Origins);
        var own = BreachOptions.Own();
        var (place, since, until) = BreachOptions.Cause();
        var command = new Command(
            "open", "opens a breach and lists every controller that it may concern (exit 0, 2, 4) · ouvre une violation et liste chaque responsable qu’elle peut concerner (sortie 0, 2, 4)")
        {
            received, origin, own, place, since, until,
        };
        BreachVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var cause = BreachOptions.CauseOf(parsed.GetValue(place), parsed.GetValue(since), parsed.GetValue(until));
            var opened = await premises.OpenAsync(
                new BreachAsked(
                    Enum.Parse<OriginKind>(parsed.GetValue(origin)!, ignoreCase: true), BreachOptions.InstantOf(parsed.GetValue(received)!), cause.Places, cause.From, cause.Until,
                    parsed.GetValue(own)),
                cancellation);
            answer.Say(
                $"Breach {opened.Breach} is open. Controllers that it may concern: {opened.Parts.Count}; answer for each one:",
                $"La violation {opened.Breach} est ouverte. Responsables qu’elle peut concerner : {opened.Parts.Count} ; répondre pour chacun :");
            foreach (var part in opened.Parts)
            {
                answer.Say($"  {part.Number}  {part.Controller}  {string.Join(' ', part.Holdings)}");
            }

            answer.Json(opened);
            return 0;
        });
        return command;
    }

    // Adding and correcting are one thing: a further version. Both words stand, because people look for both.
    private static Command Add(VerbContext context, string name)
    {
        var (breach, part) = (BreachOptions.Breach(), BreachOptions.Part());
        var field = new Argument<string>("FIELD") { Description = "name of the field, from breach fields · nom du champ, de breach fields" };
        var value = new Argument<string?>("VALUE") { Description = "the value; none where it is not known yet · la valeur ; aucune tant qu’on ne sait pas", Arity = ArgumentArity.ZeroOrOne };
        var note = new Option<string?>("--note") { Description = "the reason, the reference, whom and how; never a patient · le motif, la référence, qui et comment ; jamais un patient" };
        var state = new Option<string>("--state") { Description = "known, estimated or not-known-yet · known (connu), estimated (estimé) ou not-known-yet (pas encore connu)", DefaultValueFactory = _ => "known" };
        state.AcceptOnlyFromAmong("known", "estimated", "not-known-yet");
        var item = new Option<int>("--item") { Description = "number of the notice or step · numéro de la notification ou de la démarche" };
        var learnt = new Option<string?>("--learnt") { Description = "when it was learnt, an instant with its zone (default: now) · quand on l’a appris, un instant avec son fuseau (sinon maintenant)" };
        var command = new Command(name, name == "add"
            ? "enters something in a dossier (exit 0, 2, 4, 10) · saisit quelque chose dans un dossier (sortie 0, 2, 4, 10)"
            : "corrects a field: a further version, the earlier ones stay (exit 0, 2, 4, 10) · corrige un champ : une version de plus, les précédentes restent (sortie 0, 2, 4, 10)")
        {
            breach, field, value, part, note, state, item, learnt,
        };
        BreachVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var said = new BreachSaid(
                parsed.GetValue(field)!, parsed.GetValue(value), parsed.GetValue(note),
                Enum.Parse<Knowledge>(parsed.GetValue(state)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), parsed.GetValue(part), parsed.GetValue(item),
                BreachOptions.InstantOrNone(parsed.GetValue(learnt)));
            var entered = await premises.EnterAsync(parsed.GetValue(breach)!, said, cancellation);
            var which = entered.Item > 0 ? $" {entered.Item}" : "";
            answer.Say(
                $"{entered.Field}{which}, version {entered.Version}, is entered; journal entry {entered.Entry}.",
                $"{entered.Field}{which}, version {entered.Version}, est saisi ; entrée {entered.Entry} du journal.");
            answer.Json(entered);
            return 0;
        });
        return command;
    }

    private static Command Join(VerbContext context)
    {
        var breach = BreachOptions.Breach();
        var name = new Argument<string>("NAME") { Description = "name of the controller · nom du responsable" };
        var own = new Option<bool>("--own") { Description = "it runs this installation itself · il tient lui-même cette installation" };
        var command = new Command(
            "join", "adds a controller that the journal does not name (exit 0, 2, 4, 10) · ajoute un responsable que le journal ne nomme pas (sortie 0, 2, 4, 10)") { breach, name, own };
        BreachVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var part = await premises.JoinAsync(parsed.GetValue(breach)!, new(parsed.GetValue(name)!, parsed.GetValue(own)), cancellation);
            answer.Say($"{part.Number}  {part.Controller}");
            answer.Json(part);
            return 0;
        });
        return command;
    }

    private static Command Figures(VerbContext context)
    {
        var (breach, part) = (BreachOptions.Breach(), BreachOptions.Part(isRequired: true));
        var enter = new Option<bool>("--enter") { Description = "enters them, as estimated · les saisit, comme estimés" };
        var command = new Command(
            "figures", "persons and records of a controller, estimated from signed manifests and plans (exit 0, 2, 3 where nothing tells them, 10) · personnes et enregistrements d’un responsable, estimés d’après manifestes et plans signés (sortie 0, 2, 3 si rien ne les dit, 10)")
        {
            breach, part, enter,
        };
        BreachVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var found = await premises.FiguresAsync(parsed.GetValue(breach)!, new(parsed.GetValue(part), parsed.GetValue(enter)), cancellation);
            foreach (var field in FoundFigures.Fields)
            {
                answer.Say($"{field}  {(found.For(field) is { } figure ? answer.Number(figure) : "?")}");
            }

            if (found.Sources.Count > 0)
            {
                answer.Say(found.Note.English, found.Note.French);
            }

            answer.Json(found);
            return found.Sources.Count > 0 ? 0 : (int)ErrorKind.PartlyDone;
        });
        return command;
    }
}
