using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Writing;

namespace Ecluse.Cli.Verbs;

/// <summary>A dossier in lines of text.</summary>
internal static class BreachTelling
{
    public static void Say(Answer answer, BreachDossier dossier, IReadOnlyList<BreachClock> clocks, DateTimeOffset now)
    {
        var breach = dossier.Breach;
        answer.Say($"{breach.Id}  {breach.Origin.Kind.ToString().ToLowerInvariant()}  {Instant(breach.Origin.ReceivedAt)}{(dossier.IsClosed ? "  ✓" : "")}");
        var aware = dossier.Aware(now);
        answer.Say(
            aware is { } known ? $"aware {Instant(known.At)}{(known.Stated is null ? " (24 h after receipt, by itself)" : "")}" : "aware: not yet; by itself 24 h after receipt",
            aware is { } connu ? $"connaissance {Instant(connu.At)}{(connu.Stated is null ? " (24 h après la réception, de lui-même)" : "")}" : "connaissance : pas encore ; de lui-même 24 h après la réception");
        foreach (var part in breach.Parts)
        {
            Part(answer, dossier, part);
            foreach (var clock in clocks.Where(clock => clock.Part.Number == part.Number))
            {
                answer.Say($"      {Mark(clock.State(now))} {clock.Duty.Title.In(answer.Language)}  {Stands(clock, now, answer.Language)}  [{clock.Duty.Id}/{clock.Duty.Version}]");
            }
        }

        foreach (var entry in dossier.Entries.GroupBy(entry => (entry.Part, entry.Field, entry.Item)).Select(versions => versions.Last()))
        {
            var of = $"{(entry.Part > 0 ? $"{entry.Part}/" : "")}{entry.Field}{(entry.Item > 0 ? $" {entry.Item}" : "")}";
            answer.Say($"  {of,-24} {entry.Value ?? "–"}{(entry.Knowledge == Knowledge.Estimated ? " ≈" : "")}  v{entry.Version}{(entry.Note is { } note ? $"  ({note})" : "")}");
        }
    }

    private static void Part(Answer answer, BreachDossier dossier, BreachPart part)
    {
        var said = dossier.Value(part.Number, BreachFields.Concerned) switch
        {
            BreachFields.Yes => new Text("concerned", "concerné"),
            BreachFields.No => new Text("not concerned", "non concerné"),
            _ => new Text("nobody has answered: counts as concerned", "personne n’a répondu : compte comme concerné"),
        };
        answer.Say($"  {part.Number}  {part.Controller}: {said.In(answer.Language)}");
    }

    private static string Stands(BreachClock clock, DateTimeOffset now, Language language) => clock.State(now) switch
    {
        ClockState.Done or ClockState.DoneLate => $"✓ {Instant(clock.DoneAt!.Value)}{(clock.Due is { } due ? $" / {Instant(due)}" : "")}",
        ClockState.Late => $"{Instant(clock.Due!.Value)} (−{Dates.Duration(now - clock.Due.Value, language)})",
        ClockState.Running when clock.Due is { } due => $"{Instant(due)} ({Dates.Duration(due - now, language)})",
        ClockState.Running => new Text("without undue delay", "dans les meilleurs délais").In(language),
        _ => new Text("has not begun", "n’a pas commencé").In(language),
    };

    private static string Mark(ClockState state) => state switch { ClockState.Late => "✗", ClockState.Done => "✓", ClockState.DoneLate => "!", _ => "·" };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", null);
}
