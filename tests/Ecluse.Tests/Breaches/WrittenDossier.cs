namespace Ecluse.Breaches;

/// <summary>A dossier in memory, entered through the same rules as the one in the state.</summary>
internal sealed class WrittenDossier
{
    public static readonly DateTimeOffset Received = new(2020, 11, 4, 9, 0, 0, TimeSpan.Zero);

    private readonly List<BreachEntry> entries = [];

    public WrittenDossier(DateTimeOffset? received = null, params string[] controllers)
    {
        Now = (received ?? Received).AddMinutes(30);
        Breach = new Breach(
            "b-0123456789ab", new BreachOrigin(OriginKind.Authority, null, received ?? Received), Now, "person:1", Cause.Everything, DutyBook.Read(null),
            [.. (controllers.Length == 0 ? ["Laboratoire Un", "Laboratoire Deux"] : controllers).Select((name, at) => new BreachPart(at + 1, name, null, 24, []))]);
    }

    public Breach Breach { get; set; }

    public DateTimeOffset Now { get; set; }

    public BreachDossier Dossier => new(Breach, [.. entries]);

    public WrittenDossier Say(int part, string field, string? value, string? note = null, Knowledge knowledge = Knowledge.Known, int item = 0)
    {
        var kept = BreachRules.Check(Dossier, new BreachSaying(part, field, value, note, knowledge, item), Now);
        entries.Add(new BreachEntry(
            entries.Count + 1, kept.Part, kept.Field, kept.Item, Dossier.Versions(kept.Part, kept.Field, kept.Item).Count() + 1, kept.Knowledge, kept.Value,
            kept.Note, kept.LearntAt!.Value, Now, "person:1", entries.Count + 10));
        return this;
    }

    public WrittenDossier Say(int part, string field, DateTimeOffset at, string? note = null, int item = 0) =>
        Say(part, field, at.UtcDateTime.ToString(BreachDossier.InstantForm, null), note, item: item);

    public BreachClock Clock(string duty, int part) => BreachClock.Of(Dossier, Now).Single(clock => clock.Duty.Id == duty && clock.Part.Number == part);
}
