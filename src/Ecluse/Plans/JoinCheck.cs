using System.Globalization;
using Ecluse.Instructions;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>
/// Whether the records of one patient that the target keeps in the row of another one fit there together. It holds one
/// patient's records at a time; a target in which each record has a row of its own costs nothing.
/// </summary>
/// <param name="fit">Says which rule of the target takes a record.</param>
/// <param name="target">What the target can hold.</param>
internal sealed class JoinCheck(FitCheck fit, TargetDescription target)
{
    private readonly IReadOnlyList<JoinDescription> joins = target.Joins ?? [];
    private readonly HashSet<RecordType> concerned = [.. (target.Joins ?? []).SelectMany(
        join => new[] { Type(join), Owner(join) })];

    private readonly List<LabRecord> held = [];

    /// <summary>Notes a record of the present patient, as it will pass.</summary>
    public void Note(LabRecord record)
    {
        if (concerned.Contains(record.Type))
        {
            held.Add(record.Copy());
        }
    }

    /// <summary>What does not join, once for each record concerned; forgets the patient.</summary>
    public IReadOnlyList<Misfit> End()
    {
        if (held.Count == 0)
        {
            return [];
        }

        var found = new List<Misfit>();
        var owners = held.GroupBy(record => (record.Type, record.Id)).ToDictionary(same => same.Key, same => same.First());
        var rows = new Dictionary<Row, List<Part>>();
        foreach (var record in held)
        {
            Place(record, owners, rows, found);
        }

        foreach (var (row, parts) in rows)
        {
            Join(row, parts, found);
        }

        found.AddRange(held.SelectMany(owner => Empty(owner, rows)));
        held.Clear();
        return found;
    }

    private IEnumerable<Misfit> Empty(LabRecord owner, Dictionary<Row, List<Part>> rows) => fit.ConditionsOf(owner) is not { } conditions
        ? []
        : joins.Where(join => join.Required && Owner(join) == owner.Type && FitCheck.AreSame(join.Into, conditions))
            .Select(join => new Row(owner, join.Type, join.Within)).Distinct().Where(row => !rows.ContainsKey(row))
            .Select(row => new Misfit(row.Type, row.Within, MisfitKind.NotJoined));

    // Into the row of the record it stands within, if that one has such a row.
    private void Place(
        LabRecord record, Dictionary<(RecordType, string), LabRecord> owners, Dictionary<Row, List<Part>> rows, List<Misfit> found)
    {
        var conditions = fit.ConditionsOf(record);
        if (conditions is null || joins.FirstOrDefault(join => Speaks(join, record, conditions)) is not { } one)
        {
            return;
        }

        var within = record.GetText(record.Type.Field(one.Within));
        var owner = within is null ? null : owners.GetValueOrDefault((Owner(one), within));
        var taken = owner is null ? null : fit.ConditionsOf(owner);
        var join = taken is null
            ? null
            : joins.FirstOrDefault(each => Speaks(each, record, conditions) && FitCheck.AreSame(each.Into, taken));
        if (join is null)
        {
            found.Add(new Misfit(record.Type.Name, one.Within, MisfitKind.NotJoined));
            return;
        }

        var row = new Row(owner!, join.Type, join.Within);
        if (!rows.TryGetValue(row, out var parts))
        {
            rows[row] = parts = [];
        }

        parts.Add(new Part(record, join));
    }

    private static void Join(Row row, List<Part> parts, List<Misfit> found)
    {
        var taken = new HashSet<long>();
        foreach (var (part, join) in parts)
        {
            found.AddRange(join.Same.Where(field => part.GetText(part.Type.Field(field)) != Text(row.Owner, field))
                .Select(field => new Misfit(join.Type, field, MisfitKind.NotJoined)));
            if (!join.Places.Any(place => IsUnknownCode(place, part))
                && Displaced(join, part, row.Owner, join.Several ? parts.Count : 1, taken) is { } field)
            {
                found.Add(new Misfit(join.Type, field, MisfitKind.NotJoined));
            }
        }

        found.AddRange(parts.SelectMany(part => part.Join.Alike).Distinct()
            .Where(field => parts.Where(part => part.Join.Alike.Contains(field))
                .Select(part => Text(part.Record, field)).Distinct().Count() > 1)
            .Select(field => new Misfit(row.Type, field, MisfitKind.NotJoined)));
        var (_, first) = parts[0];
        if (first.LengthMax < first.Behind + parts.Count - 1 + parts.Sum(part => part.Length))
        {
            found.Add(new Misfit(row.Type, first.Texts![0], MisfitKind.TooLong));
        }
    }

    /// <summary>The field by which a part is not in a place of its own; null when it is.</summary>
    private static string? Displaced(JoinDescription join, LabRecord part, LabRecord owner, int places, HashSet<long> taken)
    {
        var number = Number(join.Places[0], part, owner);
        var other = join.Places.FirstOrDefault(place => Number(place, part, owner) is not { } said || said != number);
        return other is not null
            ? other.Field
            : number < 1 || number > places || !taken.Add(number!.Value) ? join.Places[0].Field : null;
    }

    // Counted as an unknown code already.
    private static bool IsUnknownCode(PlaceDescription place, LabRecord part) =>
        place.Codes is { } codes && part.GetText(part.Type.Field(place.Field)) is { } text && !codes.ContainsKey(text);

    private static long? Number(PlaceDescription place, LabRecord part, LabRecord owner)
    {
        if (part.GetText(part.Type.Field(place.Field)) is not { } text
            || (place.Codes is not null && !place.Codes.TryGetValue(text, out text)))
        {
            return null;
        }

        text = (place.Day && text.IndexOf('T', StringComparison.Ordinal) is var time and > 0 ? text[..time] : text) + place.Suffix;
        var bar = text.LastIndexOf('|');
        return bar >= 0 && text[..bar] == Text(owner, place.Under)
            && int.TryParse(text[(bar + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    private static string? Text(LabRecord record, string field) =>
        record.Type.TryField(field, out var known) ? record.GetText(known) : null;

    private static bool Speaks(JoinDescription join, LabRecord record, IReadOnlyList<FitCondition> conditions) =>
        join.Type == record.Type.Name && FitCheck.AreSame(join.When, conditions);

    private static RecordType Type(JoinDescription join) =>
        RecordType.TryFind(join.Type, out var type) ? type : throw new ArgumentException($"no type {join.Type}");

    private static RecordType Owner(JoinDescription join) =>
        RecordType.TryFind(Type(join).Field(join.Within).RefersTo!, out var owner) ? owner : throw new ArgumentException($"no type behind {join.Within}");

    /// <summary>A row that parts of one type stand in.</summary>
    private sealed record Row(LabRecord Owner, string Type, string Within);

    private sealed record Part(LabRecord Record, JoinDescription Join)
    {
        /// <summary>Bytes of its texts: at least as many as characters of them in the row.</summary>
        public int Length => (Join.Texts ?? []).Sum(name => Record[Record.Type.Field(name)].Length);
    }
}
