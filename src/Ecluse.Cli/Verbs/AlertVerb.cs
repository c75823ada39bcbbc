using System.CommandLine;
using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Host.Alerts;
using Ecluse.Host.Composition;
using Ecluse.Host.Notices;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse alert</c>: what rules found, its clocks, whom it told; what is due is made first.</summary>
internal static class AlertVerb
{
    private const int ListMax = 1000;

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

    /// <summary>Runs a verb on an opened installation, after what is due by itself.</summary>
    public static void On(Command command, VerbContext context, Func<ParseResult, Answer, AlertDesk, Installation, CancellationToken, Task> act) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var desk = new AlertDesk(installation);
            await desk.MakeDueAsync(cancellation);
            await act(parsed, new Answer(context, parsed), desk, installation, cancellation);
            return (int)ErrorKind.None;
        });

    /// <summary>Who runs the verb: somebody with that right.</summary>
    /// <exception cref="EcluseException"><c>ALERT-013</c>, and as <see cref="Installation.ActorAsync"/>.</exception>
    public static async Task<AlertPerson> PersonAsync(Installation installation, Right right, CancellationToken cancellation)
    {
        var id = await installation.ActorAsync(cancellation);
        await using var state = installation.OpenState();
        var row = await state.Set<PersonRow>().AsNoTracking().SingleAsync(one => one.Id == id, cancellation);
        return RoleNames.Parse(row.Role ?? "") is { } role && Rights.Allows(role, row.Controller is null ? Side.Processor : Side.Controller, right)
            ? new(id, row.Controller) : throw AlertErrors.NotAHandler();
    }

    /// <summary>An alert that this person may know of.</summary>
    /// <exception cref="EcluseException"><c>ALERT-001</c>.</exception>
    public static async Task<AlertDetail> FindAsync(AlertDesk desk, string id, AlertPerson by, CancellationToken cancellation) =>
        await desk.Shelf.FindAsync(id, cancellation) is { } found && (by.Controller is null || found.Alert.Controller == by.Controller) ? found : throw AlertErrors.NotFound();

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "open alerts, the largest risk first (exit 0, 4) · alertes ouvertes, le plus grand risque d’abord (sortie 0, 4)");
        On(command, context, async (_, answer, desk, installation, cancellation) =>
        {
            var (me, now) = (await PersonAsync(installation, Right.SeeAlerts, cancellation), installation.Clock.GetUtcNow());
            var open = await desk.Shelf.OpenAsync(me.Controller, ListMax, cancellation);
            foreach (var one in open)
            {
                answer.Say($"{one.Id}  {AlertWords.Of(one.Level).In(answer.Language)}  {one.RaisedAt:yyyy-MM-dd HH:mm}  ×{answer.Number(one.Count)}  {one.Title.In(answer.Language)}  {Clock(one.Clock, now).In(answer.Language)}");
            }

            if (open.Count == 0)
            {
                answer.Say("no open alert", "aucune alerte ouverte");
            }

            answer.Json(open.Select(one => new { one.Id, one.Level, one.Rule, one.Subject, one.Controller, Title = one.Title.In(answer.Language), one.RaisedAt, one.Count, one.Clock }));
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var id = Id();
        var command = new Command("show", "why it fired, about what, what to do, acts and notifications (exit 0, 4, 10) · pourquoi, sur quoi, que faire, actes et notifications (sortie 0, 4, 10)") { id };
        On(command, context, async (parsed, answer, desk, installation, cancellation) =>
        {
            var (me, now) = (await PersonAsync(installation, Right.SeeAlerts, cancellation), installation.Clock.GetUtcNow());
            var one = await FindAsync(desk, parsed.GetValue(id)!, me, cancellation);
            var notices = await installation.Notices.OfAsync(one.Alert.Id, cancellation);
            Tell(one, now, answer);
            var kept = await desk.Shelf.KeptAsync(one.Alert.Id, cancellation);
            if (kept is not null)
            {
                answer.Say(
                    $"  erased: what was typed on {kept.WordsUntil:yyyy-MM-dd}, the rest on {kept.Until:yyyy-MM-dd}",
                    $"  effacés : ce qui a été saisi le {kept.WordsUntil:yyyy-MM-dd}, le reste le {kept.Until:yyyy-MM-dd}");
            }

            foreach (var notice in notices)
            {
                answer.Say($"  {notice.MadeAt:yyyy-MM-dd HH:mm}  {notice.Channel}  {notice.Recipient}  {AlertWords.Name(notice.State)}  {notice.Code ?? ""}");
            }

            answer.Json(new
            {
                one.Alert.Id, one.Alert.Level, one.Alert.Rule, one.Alert.RuleVersion, one.Alert.Subject, one.Alert.Controller, one.Alert.FirstAt, one.Alert.RaisedAt, one.Alert.LastAt,
                one.Alert.Count, one.Alert.Policy, one.Alert.Breach, one.Alert.ClosedAt, one.Standing(now).Clock, one.Acts, one.Steps, Kept = kept,
                Notices = notices.Select(notice => new { notice.Id, notice.Kind, notice.Run, notice.Step, notice.Channel, notice.Recipient, notice.MadeAt, notice.State, notice.Tries, notice.Code }),
            });
        });
        return command;
    }

    private static void Tell(AlertDetail one, DateTimeOffset now, Answer answer)
    {
        var (row, language) = (one.Alert, answer.Language);
        answer.Say($"{row.Id}  {AlertWords.Of(row.Level).In(language)}  {new Text(row.Title, row.TitleFrench).In(language)}");
        answer.Say($"  {new Text(row.Why, row.WhyFrench).In(language)}");
        answer.Say($"  → {new Text(row.Todo, row.TodoFrench).In(language)}");
        answer.Say($"  {row.Subject}  {row.Controller}  ×{answer.Number(row.Count)}  {row.Rule} {row.RuleVersion}  {row.Evidence.Replace('\n', ' ')}");
        if (one.Standing(now).Clock is { } clock)
        {
            answer.Say($"  {Clock(clock, now).In(language)}");
        }

        foreach (var act in one.Acts)
        {
            answer.Say($"  {act.At:yyyy-MM-dd HH:mm}  {AlertWords.Of(act.Kind).In(language)}  {act.By}  {act.Words}");
        }
    }

    private static Text Clock(AlertClock clock, DateTimeOffset now) => now > clock.Ends
        ? new($"over: {AlertWords.Of(clock.Kind).English}", $"dépassé : {AlertWords.Of(clock.Kind).French}")
        : new($"{AlertWords.Of(clock.Kind).English} by {clock.Ends:yyyy-MM-dd HH:mm}", $"{AlertWords.Of(clock.Kind).French} avant le {clock.Ends:yyyy-MM-dd HH:mm}");
}
