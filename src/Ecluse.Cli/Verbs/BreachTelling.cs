using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Breaches;
using Ecluse.Writing;

namespace Ecluse.Cli.Verbs;

/// <summary>A dossier in lines of text.</summary>
internal static class BreachTelling
{
    public static void Say(Answer answer, BreachStory story)
    {
        answer.Say($"{story.Id}  {OriginWord(story.Origin.Kind).In(answer.Language)}  {Instant(story.Origin.ReceivedAt)}{(story.Closed ? "  ✓" : "")}");
        answer.Say(
            story.Aware is { } known ? $"aware {Instant(known.At)}{(known.ByItself ? " (24 h after receipt, by itself)" : "")}" : "aware: not yet; by itself 24 h after receipt",
            story.Aware is { } connu ? $"connaissance {Instant(connu.At)}{(connu.ByItself ? " (24 h après la réception, de lui-même)" : "")}" : "connaissance : pas encore ; de lui-même 24 h après la réception");
        foreach (var part in story.Parts)
        {
            answer.Say(
                $"  {part.Number}  {part.Controller}: {Concerned(story, part).English}",
                $"  {part.Number}  {part.Controller} : {Concerned(story, part).French}");
            foreach (var clock in story.Clocks.Where(clock => clock.Controller == part.Number))
            {
                answer.Say($"      {Mark(clock.State)} {clock.Title.In(answer.Language)}  {Stands(clock, story.At, answer.Language)}  [{clock.Duty}/{clock.Version}]");
            }
        }

        foreach (var thing in story.Things)
        {
            answer.Say($"  {thing.Controller}/{thing.Id}  {Until(thing).In(answer.Language)}");
        }

        foreach (var entry in story.Entries.GroupBy(entry => (entry.Part, entry.Field, entry.Item)).Select(versions => versions.Last()))
        {
            var of = $"{(entry.Part > 0 ? $"{entry.Part}/" : "")}{entry.Field}{(entry.Item > 0 ? $" {entry.Item}" : "")}";
            answer.Say($"  {of,-24} {entry.Value ?? "–"}{(entry.Knowledge == Knowledge.Estimated ? " ≈" : "")}  v{entry.Version}{(entry.Note is { } note ? $"  ({note})" : "")}");
        }

        if (story.KeptUntil is { } until)
        {
            answer.Say($"erased on {until:yyyy-MM-dd HH:mm}Z", $"effacée le {until:yyyy-MM-dd HH:mm}Z");
        }
    }

    private static Text OriginWord(OriginKind origin) => origin switch
    {
        OriginKind.Warning => new("warning", "signalement"),
        OriginKind.Alert => new("alert", "alerte"),
        OriginKind.Finding => new("finding", "constat"),
        _ => new("authority", "autorité"),
    };

    private static Text Concerned(BreachStory story, BreachPart part) =>
        story.Entries.LastOrDefault(entry => entry.Part == part.Number && entry.Field == BreachFields.Concerned)?.Value switch
        {
            BreachFields.Yes => new Text("concerned", "concerné"),
            BreachFields.No => new Text("not concerned", "non concerné"),
            _ when part.IsOwn => new Text("concerned: its own data", "concerné : ses propres données"),
            _ => new Text("nobody has answered: counts as concerned", "personne n’a répondu : compte comme concerné"),
        };

    private static string Stands(BreachClockFacts clock, DateTimeOffset now, Language language) => clock.State switch
    {
        ClockState.Done or ClockState.DoneLate => $"✓ {Instant(clock.DoneAt!.Value)}{(clock.Due is { } due ? $" / {Instant(due)}" : "")}",
        ClockState.Late => $"{Instant(clock.Due!.Value)} (−{Dates.Duration(now - clock.Due.Value, language)})",
        ClockState.Running when clock.Due is { } due => $"{Instant(due)} ({Dates.Duration(due - now, language)})",
        ClockState.Running => new Text("without undue delay", "dans les meilleurs délais").In(language),
        _ => new Text("has not begun", "n’a pas commencé").In(language),
    };

    private static Text Until(ThingThere thing) => thing switch
    {
        { EraseBy: null } => new("nothing of it stands here any more", "il n’en reste rien ici"),
        { Erased: true } => new("erased", "effacé"),
        { Held: true } => new($"legal hold until {Instant(thing.EraseBy.Value)}, signed by its laboratory", $"gel légal jusqu’au {Instant(thing.EraseBy.Value)}, signé de son laboratoire"),
        _ => new($"is erased on {Instant(thing.EraseBy.Value)}", $"s’efface le {Instant(thing.EraseBy.Value)}"),
    };

    private static string Mark(ClockState state) => state switch { ClockState.Late => "✗", ClockState.Done => "✓", ClockState.DoneLate => "!", _ => "·" };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", null);
}
