using System.CommandLine;
using System.Globalization;
using Ecluse.Alerts;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Alerts;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse alert</c>: what rules found, its clocks, whom it told; what is due is made first.</summary>
internal static class AlertVerb
{
    public static Command Create(VerbContext context)
    {
        var command = new Command("alert", "what rules found: clocks, acts, end · ce que des règles ont trouvé : échéances, actes, issue") { List(context), Show(context) };
        foreach (var verb in AlertActVerbs.Create(context).Concat(AlertSetupVerbs.Create(context)))
        {
            command.Add(verb);
        }

        return command;
    }

    /// <summary>The argument that names an alert.</summary>
    public static Argument<string> Id() => new("ALERT") { Description = "its id, from alert list · son identifiant, de alert list" };

    /// <summary>An option with an instant.</summary>
    public static Option<DateTimeOffset> Instant(string name, string english, string french) => new(name)
    {
        Description = $"{english} · {french}", HelpName = "2026-03-25T09:00Z", Required = true,
        CustomParser = text =>
        {
            if (DateTimeOffset.TryParse(text.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                return at;
            }

            text.AddError($"{name}: 2026-03-25T09:00Z");
            return default;
        },
    };

    /// <summary>Runs a verb here or at a server; it gives its exit code.</summary>
    public static void On(Command command, VerbContext context, Func<ParseResult, Answer, AlertPremises, CancellationToken, Task<int>> act) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await AlertPremises.OpenAsync(context, parsed, cancellation);
            return await act(parsed, new Answer(context, parsed), premises, cancellation);
        });

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "open alerts, the largest risk first (exit 0, 4) · alertes ouvertes, le plus grand risque d’abord (sortie 0, 4)");
        On(command, context, async (_, answer, premises, cancellation) =>
        {
            var list = await premises.ListAsync(cancellation);
            foreach (var one in list.Open)
            {
                answer.Say($"{one.Id}  {AlertWords.Of(one.Level).In(answer.Language)}  {one.RaisedAt:yyyy-MM-dd HH:mm}  ×{answer.Number(one.Count)}  {one.Title.In(answer.Language)}  {Clock(one.Clock, list.At).In(answer.Language)}");
            }

            if (list.Open.Count == 0)
            {
                answer.Say("no open alert", "aucune alerte ouverte");
            }

            answer.Json(list.Open.Select(one => new { one.Id, one.Level, one.Rule, one.Subject, one.Controller, Title = one.Title.In(answer.Language), one.RaisedAt, one.Count, one.Clock }));
            return 0;
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var id = Id();
        var command = new Command("show", "why it fired, about what, what to do, acts and notifications (exit 0, 4, 10) · pourquoi, sur quoi, que faire, actes et notifications (sortie 0, 4, 10)") { id };
        On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var story = await premises.ShowAsync(parsed.GetValue(id)!, cancellation);
            Tell(story, answer);
            answer.Json(story);
            return 0;
        });
        return command;
    }

    private static void Tell(AlertStory one, Answer answer)
    {
        var language = answer.Language;
        answer.Say($"{one.Id}  {AlertWords.Of(one.Level).In(language)}  {one.Title.In(language)}");
        answer.Say($"  {one.Why.In(language)}");
        answer.Say($"  → {one.ToDo.In(language)}");
        answer.Say($"  {one.Subject}  {one.Controller}  ×{answer.Number(one.Count)}  {one.Rule} {one.RuleVersion}  {string.Join(' ', one.Evidence)}");
        if (one.Clock is { } clock)
        {
            answer.Say($"  {Clock(clock, one.At).In(language)}");
        }

        foreach (var act in one.Acts)
        {
            answer.Say($"  {act.At:yyyy-MM-dd HH:mm}  {AlertWords.Of(act.Kind).In(language)}  {act.By}  {act.Words}");
        }

        if (one.Kept is { } kept)
        {
            answer.Say(
                $"  erased: what was typed on {kept.WordsUntil:yyyy-MM-dd}, the rest on {kept.Until:yyyy-MM-dd}",
                $"  effacés : ce qui a été saisi le {kept.WordsUntil:yyyy-MM-dd}, le reste le {kept.Until:yyyy-MM-dd}");
        }

        foreach (var notice in one.Notices)
        {
            answer.Say($"  {notice.MadeAt:yyyy-MM-dd HH:mm}  {notice.Channel}  {notice.Recipient}  {AlertWords.Name(notice.State)}  {notice.Code ?? ""}");
        }
    }

    private static Text Clock(AlertClock clock, DateTimeOffset now) => now > clock.Ends
        ? new($"over: {AlertWords.Of(clock.Kind).English}", $"dépassé : {AlertWords.Of(clock.Kind).French}")
        : new($"{AlertWords.Of(clock.Kind).English} by {clock.Ends:yyyy-MM-dd HH:mm}", $"{AlertWords.Of(clock.Kind).French} avant le {clock.Ends:yyyy-MM-dd HH:mm}");
}
