using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Warnings;
using Ecluse.Warnings;

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

    /// <summary>Runs a verb here or at a server.</summary>
    public static void On(Command command, VerbContext context, Func<ParseResult, Answer, WarningPremises, CancellationToken, Task> act) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await WarningPremises.OpenAsync(context, parsed, cancellation);
            await act(parsed, new Answer(context, parsed), premises, cancellation);
            return (int)ErrorKind.None;
        });

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "every warning, clocks running down first (exit 0, 4) · tous les signalements, les échéances d’abord (sortie 0, 4)");
        On(command, context, async (_, answer, premises, cancellation) =>
        {
            var seen = await premises.ListAsync(cancellation);
            foreach (var one in seen.OrderBy(one => one.ClosedAt is not null).ThenBy(one => one.Next?.Ends ?? DateTimeOffset.MinValue))
            {
                answer.Say($"{one.Id}  {one.ReceivedAt:yyyy-MM-dd HH:mm}  {WarningWords.Name(one.Source)}  {string.Join(',', one.Subjects.Select(subject => WarningWords.Name(subject)))}  {Standing(one).In(answer.Language)}");
            }

            answer.Json(seen);
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var id = Id();
        var command = new Command("show", "its clocks, the controllers it may concern, the notices that went by themselves (exit 0, 4, 10) · ses échéances, les responsables concernés, les avis partis d’eux-mêmes (sortie 0, 4, 10)") { id };
        On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var story = await premises.ShowAsync(parsed.GetValue(id)!, cancellation);
            var warning = story.Warning;
            answer.Say($"{warning.Id}  {WarningWords.Of(warning.Source).In(answer.Language)}  {Standing(warning).In(answer.Language)}");
            foreach (var clock in warning.Clocks)
            {
                answer.Say($"  {WarningWords.Of(clock.Kind).In(answer.Language)}  {clock.Ends:yyyy-MM-dd HH:mm}  {State(clock).In(answer.Language)}");
            }

            foreach (var one in story.Controllers)
            {
                answer.Say($"  {one.Name}  {(one.Answer is not { } said ? "?" : WarningWords.Name(said ? WarningConcern.Concerned : WarningConcern.NotConcerned))}");
            }

            foreach (var one in story.Released)
            {
                answer.Say($"  released to {one.Controller}, {one.At:yyyy-MM-dd HH:mm}Z", $"  communiqué à {one.Controller}, {one.At:yyyy-MM-dd HH:mm}Z");
            }

            if (story.Kept is { } kept)
            {
                answer.Say(
                    $"  words erased on {kept.WordsUntil:yyyy-MM-dd HH:mm}Z, the rest on {kept.Until:yyyy-MM-dd HH:mm}Z",
                    $"  mots effacés le {kept.WordsUntil:yyyy-MM-dd HH:mm}Z, le reste le {kept.Until:yyyy-MM-dd HH:mm}Z");
            }

            answer.Json(story);
        });
        return command;
    }

    private static Text Standing(WarningFacts one) => one.ClosedAt is not null ? WarningWords.Of(one.Outcome!.Value)
        : one.Clocks.LastOrDefault(clock => clock.RanOut && clock.StoppedAt is null) is { } late
            ? new($"over: {WarningWords.Of(late.Kind).English}", $"dépassé : {WarningWords.Of(late.Kind).French}")
        : one.Next is { } next ? new($"{WarningWords.Of(next.Kind).English} by {next.Ends:yyyy-MM-dd HH:mm}", $"{WarningWords.Of(next.Kind).French} avant le {next.Ends:yyyy-MM-dd HH:mm}")
        : new("open", "ouvert");

    private static Text State(WarningClockFacts clock) => clock.RanOut ? clock.StoppedAt is null ? new("over", "dépassé") : new("done, too late", "fait, trop tard")
        : clock.StoppedAt is not null ? new("kept", "tenu")
        : new("runs", "court");

    private enum WarningConcern
    {
        Concerned,
        NotConcerned,
    }
}
