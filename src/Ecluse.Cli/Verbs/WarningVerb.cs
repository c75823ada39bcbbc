using System.CommandLine;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Warnings;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse warning</c>: what somebody told, its clocks and its end; what is due is told to the controllers first.</summary>
internal static class WarningVerb
{
    public static Command Create(VerbContext context)
    {
        var command = new Command("warning", "what somebody told: clocks, answers, end · ce qui a été signalé : échéances, réponses, issue")
        {
            WarningAddVerb.Create(context), List(context), Show(context), WarningOpenVerb.Create(context),
        };
        foreach (var act in WarningActVerbs.Create(context))
        {
            command.Add(act);
        }

        return command;
    }

    /// <summary>The argument that names a warning.</summary>
    public static Argument<string> Id() => new("WARNING") { Description = "its id, from warning list · son identifiant, de warning list" };

    /// <summary>Runs a verb on an opened installation, after what is due by itself.</summary>
    public static void On(Command command, VerbContext context, Func<ParseResult, Answer, WarningDesk, Installation, CancellationToken, Task> act) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var desk = new WarningDesk(installation);
            await desk.RunDueAsync(cancellation);
            await act(parsed, new Answer(context, parsed), desk, installation, cancellation);
            return (int)ErrorKind.None;
        });

    /// <summary>Who runs the verb: somebody who handles warnings.</summary>
    /// <exception cref="EcluseException"><c>WARN-017</c>, and as <see cref="Installation.ActorAsync"/>.</exception>
    public static async Task<WarningHandler> HandlerAsync(Installation installation, Right right, CancellationToken cancellation)
    {
        var id = await installation.ActorAsync(cancellation);
        await using var state = installation.OpenState();
        var row = await state.Set<PersonRow>().AsNoTracking().SingleAsync(one => one.Id == id, cancellation);
        return RoleNames.Parse(row.Role ?? "") is { } role && Rights.Allows(role, row.Controller is null ? Side.Processor : Side.Controller, right)
            ? new(id, role, row.Controller)
            : throw WarningErrors.NotAHandler();
    }

    /// <summary>A warning that this handler may know of.</summary>
    /// <exception cref="EcluseException"><c>WARN-001</c>.</exception>
    public static async Task<Warning> FindAsync(WarningDesk desk, string id, WarningHandler handler, CancellationToken cancellation) =>
        await desk.Ledger.FindAsync(id, cancellation) is { } warning && await SeesAsync(desk, warning, handler, cancellation) ? warning : throw WarningErrors.NotFound();

    private static async Task<bool> SeesAsync(WarningDesk desk, Warning warning, WarningHandler handler, CancellationToken cancellation) => handler.Controller is { } controller
        ? (await desk.Ledger.ToldAsync(controller, cancellation)).Contains(warning.Id)
        : !WarningLedger.IsAbout(warning.About, handler.Role);

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "every warning, clocks running down first (exit 0, 4) · tous les signalements, les échéances d’abord (sortie 0, 4)");
        On(command, context, async (_, answer, desk, installation, cancellation) =>
        {
            var (handler, now, seen) = (await HandlerAsync(installation, Right.CloseWarnings, cancellation), installation.Clock.GetUtcNow(), new List<Warning>());
            foreach (var one in await desk.Ledger.ListAsync(cancellation))
            {
                if (await SeesAsync(desk, one, handler, cancellation))
                {
                    seen.Add(one);
                }
            }

            foreach (var one in seen.OrderBy(one => one.ClosedAt is not null).ThenBy(one => one.Next(now)?.Ends ?? DateTimeOffset.MinValue))
            {
                answer.Say($"{one.Id}  {one.ReceivedAt:yyyy-MM-dd HH:mm}  {WarningWords.Name(one.Source)}  {string.Join(',', one.Subjects.Select(subject => WarningWords.Name(subject)))}  {Standing(one, now).In(answer.Language)}");
            }

            answer.Json(seen.Select(one => Facts(one, now)));
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var id = Id();
        var command = new Command("show", "its clocks, the controllers it may concern, the notices that went by themselves (exit 0, 4, 10) · ses échéances, les responsables concernés, les avis partis d’eux-mêmes (sortie 0, 4, 10)") { id };
        On(command, context, async (parsed, answer, desk, installation, cancellation) =>
        {
            var handler = await HandlerAsync(installation, Right.CloseWarnings, cancellation);
            var (warning, now) = (await FindAsync(desk, parsed.GetValue(id)!, handler, cancellation), installation.Clock.GetUtcNow());
            var isHouse = handler.Controller is null;
            var concerns = (await desk.Ledger.ConcernsAsync(warning.Id, cancellation)).Where(one => isHouse || one.Controller == handler.Controller).ToList();
            var notices = (await desk.Ledger.NoticesOfAsync(warning.Id, cancellation)).Where(one => isHouse || one.Controller == handler.Controller).ToList();
            var list = isHouse ? await desk.ListAsync(warning, cancellation) : [];
            answer.Say($"{warning.Id}  {WarningWords.Of(warning.Source).In(answer.Language)}  {Standing(warning, now).In(answer.Language)}");
            foreach (var clock in warning.Clocks)
            {
                answer.Say($"  {WarningWords.Of(clock.Kind).In(answer.Language)}  {clock.Ends:yyyy-MM-dd HH:mm}  {State(clock, now).In(answer.Language)}");
            }

            foreach (var one in list)
            {
                var said = concerns.FirstOrDefault(row => row.Controller == one.Name);
                answer.Say($"  {one.Name}  {(said is null ? "?" : WarningWords.Name(said.IsConcerned ? WarningConcern.Concerned : WarningConcern.NotConcerned))}");
            }

            var (kept, released) = (await desk.Ledger.KeptAsync(warning.Id, cancellation), await desk.Ledger.ReleasedAsync(warning.Id, handler.Controller, cancellation));
            foreach (var one in released)
            {
                answer.Say($"  released to {one.Controller}, {one.At:yyyy-MM-dd HH:mm}Z", $"  communiqué à {one.Controller}, {one.At:yyyy-MM-dd HH:mm}Z");
            }

            if (kept is not null)
            {
                answer.Say(
                    $"  words erased on {kept.WordsUntil:yyyy-MM-dd HH:mm}Z, the rest on {kept.Until:yyyy-MM-dd HH:mm}Z",
                    $"  mots effacés le {kept.WordsUntil:yyyy-MM-dd HH:mm}Z, le reste le {kept.Until:yyyy-MM-dd HH:mm}Z");
            }

            answer.Json(new
            {
                Warning = Facts(warning, now), Kept = kept, Released = released.Select(one => new { one.Controller, one.At, ByReporter = one.By is null }),
                Controllers = list.Select(one => new { one.Name, Answer = concerns.FirstOrDefault(row => row.Controller == one.Name)?.IsConcerned }),
                Notices = notices.Select(one => new { one.Clock, one.Controller, one.MadeAt, one.SeenAt }),
            });
        });
        return command;
    }

    private static object Facts(Warning one, DateTimeOffset now) => new
    {
        one.Id, one.Source, one.Subjects, one.ReceivedAt, one.AcknowledgedAt, one.AnsweredAt, one.Closing?.Outcome, one.ClosedAt, one.Breach,
        Clocks = one.Clocks.Select(clock => new { clock.Kind, clock.Ends, RanOut = clock.HasRunOut(now) }),
    };

    private static Text Standing(Warning one, DateTimeOffset now) => one.ClosedAt is not null ? WarningWords.Of(one.Closing!.Outcome)
        : one.Clocks.LastOrDefault(clock => clock.HasRunOut(now) && clock.StoppedAt is null) is { } late
            ? new($"over: {WarningWords.Of(late.Kind).English}", $"dépassé : {WarningWords.Of(late.Kind).French}")
        : one.Next(now) is { } next ? new($"{WarningWords.Of(next.Kind).English} by {next.Ends:yyyy-MM-dd HH:mm}", $"{WarningWords.Of(next.Kind).French} avant le {next.Ends:yyyy-MM-dd HH:mm}")
        : new("open", "ouvert");

    private static Text State(WarningClock clock, DateTimeOffset now) => clock.IsKept ? new("kept", "tenu")
        : clock.HasRunOut(now) ? clock.StoppedAt is null ? new("over", "dépassé") : new("done, too late", "fait, trop tard")
        : new("runs", "court");

    private enum WarningConcern
    {
        Concerned,
        NotConcerned,
    }
}
