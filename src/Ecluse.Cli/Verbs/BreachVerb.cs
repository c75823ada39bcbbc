using System.CommandLine;
using System.Globalization;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Writing;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse breach open|concerned|add|correct|join|figures|hold|list|show|fields|print</c>: dossiers of breaches (GDPR 33, 34).</summary>
internal static class BreachVerb
{
    private static readonly string[] Origins = ["warning", "alert", "finding", "authority"];

    public static Command Create(VerbContext context) => new(
        "breach", "breaches: who is concerned, what is known, which clocks run · violations : qui est concerné, ce qu’on sait, quelles horloges courent")
    {
        Open(context), Concerned(context), Add(context, "add"), Add(context, "correct"), Join(context), Figures(context), Hold(context), List(context), Show(context), Fields(context),
        BreachPrintVerb.Create(context),
    };

    public static Argument<string> BreachArgument() => new("BREACH") { Description = "id of the breach, from breach list · identifiant de la violation, de breach list" };

    public static Option<int> PartOption(bool isRequired = false) => new("--controller")
    {
        Description = "number of the controller in this breach, from breach show · numéro du responsable dans cette violation, de breach show",
        Required = isRequired,
    };

    /// <summary>The controller that runs this installation, where its own data is touched.</summary>
    public static Option<string?> OwnOption() => new Option<string?>("--own") { Description = "name of the controller that runs this installation, where its own data is touched · nom du responsable qui tient cette installation, si ses propres données sont touchées" };

    /// <summary>Until when, and why, something closed is held.</summary>
    public static (Option<string> Until, Option<string> Reason) HoldOptions() => (
        new("--until") { Description = "until when, an instant with its zone, at most 90 days from now · jusqu’à quand, un instant avec son fuseau, dans 90 jours au plus", Required = true },
        new("--reason") { Description = "why; never a patient · pourquoi ; jamais un patient", Required = true });

    private static Command Open(VerbContext context)
    {
        var received = new Option<string>("--received")
        {
            Description = "first receipt, an instant with its zone · première réception, un instant avec son fuseau", Required = true,
        };
        var origin = new Option<string>("--from-a") { Description = "where it comes from: warning, alert, finding or authority · d’où elle vient : warning, alert, finding ou authority", Required = true };
        origin.AcceptOnlyFromAmong(Origins);
        var id = new Option<string?>("--id") { Description = "id of the warning or alert · identifiant du signalement ou de l’alerte" };
        var own = OwnOption();
        var (place, since, until) = CauseOptions();
        var command = new Command(
            "open", "opens a breach and lists every controller that it may concern (exit 0, 2, 4) · ouvre une violation et liste chaque responsable qu’elle peut concerner (sortie 0, 2, 4)")
        {
            received, origin, id, own, place, since, until,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var cause = CauseOf(parsed.GetValue(place), parsed.GetValue(since), parsed.GetValue(until));
            var kind = Enum.Parse<OriginKind>(parsed.GetValue(origin)!, ignoreCase: true);
            var opened = await installation.Breaches.OpenAsync(
                new BreachOpening(new BreachOrigin(kind, parsed.GetValue(id), InstantOf(parsed.GetValue(received)!)), cause, parsed.GetValue(own)),
                await installation.ActorAsync(cancellation), cancellation);
            answer.Say(
                $"Breach {opened.Id} is open. Controllers that it may concern: {opened.Parts.Count}; answer for each one:",
                $"La violation {opened.Id} est ouverte. Responsables qu’elle peut concerner : {opened.Parts.Count} ; répondre pour chacun :");
            foreach (var part in opened.Parts)
            {
                answer.Say($"  {part.Number}  {part.Controller}  {string.Join(' ', part.Holdings)}");
            }

            answer.Json(new { Breach = opened.Id, opened.Parts });
            return 0;
        });
        return command;
    }

    private static Command Concerned(VerbContext context)
    {
        var (place, since, until) = CauseOptions();
        var command = new Command(
            "concerned", "who had data in that place then, as the journal tells it (exit 0, 2) · qui y avait des données alors, d’après le journal (sortie 0, 2)") { place, since, until };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var found = await installation.Breaches.ConcernedAsync(CauseOf(parsed.GetValue(place), parsed.GetValue(since), parsed.GetValue(until)), cancellation);
            foreach (var one in found)
            {
                answer.Say($"{one.Controller}  {string.Join(' ', one.Contracts)}  {string.Join(' ', one.Holdings.Select(held => held.Id))}");
            }

            answer.Json(found);
            return 0;
        });
        return command;
    }

    // Adding and correcting are one thing: a further version. Both words stand, because people look for both.
    private static Command Add(VerbContext context, string name)
    {
        var (breach, part) = (BreachArgument(), PartOption());
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
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var said = new BreachSaying(
                parsed.GetValue(part), parsed.GetValue(field)!, parsed.GetValue(value), parsed.GetValue(note),
                Enum.Parse<Knowledge>(parsed.GetValue(state)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), parsed.GetValue(item),
                parsed.GetValue(learnt) is { } at ? InstantOf(at) : null);
            var entered = await installation.Breaches.EnterAsync(parsed.GetValue(breach)!, said, await installation.ActorAsync(cancellation), cancellation);
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
        var breach = BreachArgument();
        var name = new Argument<string>("NAME") { Description = "name of the controller · nom du responsable" };
        var own = new Option<bool>("--own") { Description = "it runs this installation itself · il tient lui-même cette installation" };
        var command = new Command(
            "join", "adds a controller that the journal does not name (exit 0, 2, 4, 10) · ajoute un responsable que le journal ne nomme pas (sortie 0, 2, 4, 10)") { breach, name, own };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var part = await installation.Breaches.JoinAsync(
                parsed.GetValue(breach)!, parsed.GetValue(name)!, parsed.GetValue(own), await installation.ActorAsync(cancellation), cancellation);
            answer.Say($"{part.Number}  {part.Controller}");
            answer.Json(part);
            return 0;
        });
        return command;
    }

    private static Command Figures(VerbContext context)
    {
        var (breach, part) = (BreachArgument(), PartOption(isRequired: true));
        var enter = new Option<bool>("--enter") { Description = "enters them, as estimated · les saisit, comme estimés" };
        var command = new Command(
            "figures", "persons and records of a controller, estimated from signed manifests and plans (exit 0, 2, 3 where nothing tells them, 10) · personnes et enregistrements d’un responsable, estimés d’après manifestes et plans signés (sortie 0, 2, 3 si rien ne les dit, 10)")
        {
            breach, part, enter,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var id = parsed.GetValue(breach)!;
            var of = (await installation.Breaches.GetAsync(id, cancellation)).Breach.Part(parsed.GetValue(part));
            var found = await FoundFigures.OfAsync(installation, of, cancellation);
            foreach (var field in new[] { BreachFields.Persons, BreachFields.Records })
            {
                answer.Say($"{field}  {(found.For(field) is { } figure ? answer.Number(figure) : "?")}");
                if (parsed.GetValue(enter) && found.For(field) is { } known)
                {
                    await installation.Breaches.EnterAsync(
                        id, new BreachSaying(of.Number, field, known.ToString(CultureInfo.InvariantCulture), found.Note.In(answer.Language), Knowledge.Estimated),
                        await installation.ActorAsync(cancellation), cancellation);
                }
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

    private static Command Hold(VerbContext context)
    {
        var breach = BreachArgument();
        var (until, reason) = HoldOptions();
        var command = new Command("hold", "holds a closed breach past its date, for at most 90 days (exit 0, 2, 4, 10) · conserve une violation close au-delà de son échéance, 90 jours au plus (sortie 0, 2, 4, 10)") { breach, until, reason };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            await installation.Breaches.HoldAsync(
                parsed.GetValue(breach)!, InstantOf(parsed.GetValue(until)!), parsed.GetValue(reason)!, await installation.ActorAsync(cancellation), cancellation);
            answer.Say("held", "conservé");
            answer.Json(new { Held = parsed.GetValue(breach) });
            return 0;
        });
        return command;
    }

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "lists the breaches, the latest first · liste les violations, la dernière d’abord");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var list = new PaperMaking(_ => null, context.Clock.GetUtcNow()).List(await installation.Breaches.ListAsync(cancellation));
            foreach (var one in list.Breaches)
            {
                answer.Say(
                    $"{one.Breach}  received {one.ReceivedAt:yyyy-MM-dd HH:mm}Z  unanswered {one.Unanswered}/{one.Listed}  told {one.Told}/{one.Concerned}  late {one.Late}{(one.Closed ? "  closed" : "")}",
                    $"{one.Breach}  reçue {one.ReceivedAt:yyyy-MM-dd HH:mm}Z  sans réponse {one.Unanswered}/{one.Listed}  informés {one.Told}/{one.Concerned}  en retard {one.Late}{(one.Closed ? "  close" : "")}");
            }

            answer.Json(list.Breaches);
            return 0;
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var breach = BreachArgument();
        var command = new Command(
            "show", "what stands in a dossier, and its clocks (exit 0, 3 when one is late, 10) · ce qui figure dans un dossier, et ses horloges (sortie 0, 3 si l’une est en retard, 10)") { breach };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var (dossier, now) = (await installation.Breaches.GetAsync(parsed.GetValue(breach)!, cancellation), context.Clock.GetUtcNow());
            var clocks = BreachClock.Of(dossier, now);
            BreachTelling.Say(answer, dossier, clocks, now);
            var kept = await installation.Breaches.KeptUntilAsync(dossier.Breach.Id, cancellation);
            if (kept is { } until)
            {
                answer.Say($"erased on {until:yyyy-MM-dd HH:mm}Z", $"effacée le {until:yyyy-MM-dd HH:mm}Z");
            }

            answer.Json(new
            {
                dossier.Breach, dossier.Entries, KeptUntil = kept,
                Clocks = clocks.Select(clock => new { Duty = clock.Duty.Id, Controller = clock.Part.Number, State = clock.State(now), clock.From, clock.Due, clock.DoneAt }),
            });
            return clocks.Any(clock => clock.State(now) == ClockState.Late) ? (int)ErrorKind.PartlyDone : 0;
        });
        return command;
    }

    private static Command Fields(VerbContext context)
    {
        var command = new Command("fields", "the fields of a dossier, in the order of the CNIL's form · les champs d’un dossier, dans l’ordre du formulaire de la CNIL");
        command.SetAction((parsed, _) =>
        {
            var answer = new Answer(context, parsed);
            foreach (var field in BreachFields.All)
            {
                var of = field.Scope switch { FieldScope.Incident => "–", FieldScope.Controller => "--controller", _ => "(--controller)" };
                answer.Say($"{field.Name,-20} {field.Kind.ToString().ToLowerInvariant(),-8} {of,-15} {field.Title.In(answer.Language)}");
                if (field.Choices.Count > 0)
                {
                    answer.Say($"{"",-20} {string.Join(", ", field.Choices.Select(choice => choice.Value))}");
                }
            }

            answer.Json(BreachFields.All.Select(field => new { field.Name, field.Section, field.Kind, field.Scope, Choices = field.Choices.Select(choice => choice.Value) }));
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>The options that say where and when something went wrong.</summary>
    public static (Option<string[]> Place, Option<string?> Since, Option<string?> Until) CauseOptions() => (
        new("--place")
        {
            Description = "where: server, store:depot, store:spaces, or account:, passage:, hand-over:, space:, contract: and an id; again for more · où : server, store:depot, store:spaces, ou account:, passage:, hand-over:, space:, contract: et un identifiant ; à répéter",
        },
        new("--since") { Description = "from when, an instant with its zone · depuis quand, un instant avec son fuseau" },
        new("--until") { Description = "until when (default: now) · jusqu’à quand (sinon maintenant)" });

    /// <summary>A cause as the command line says it.</summary>
    /// <exception cref="EcluseException"><c>BREACH-018</c>.</exception>
    public static Cause CauseOf(string[]? places, string? since, string? until) =>
        new(places ?? [], since is null ? null : InstantOf(since), until is null ? null : InstantOf(until));

    /// <summary>An instant with its zone.</summary>
    /// <exception cref="EcluseException"><c>BREACH-018</c>.</exception>
    public static DateTimeOffset InstantOf(string text) =>
        (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'))
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw BreachErrors.NotACause();
}
