using Ecluse.Errors;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Reads how records stand in the row of another one (<c>docs/spec/profile.md</c>, section 8).</summary>
internal static class PartsReader
{
    /// <summary>A rule without rows.</summary>
    public static WithinRow Within(ProfileNode node, RecordType record, Func<ProfileNode, WriteExpression> expression)
    {
        if (node.Find("rows") is { } rows)
        {
            throw rows.Fail("PROFILE-023", new Text(
                "a record that stands within another one’s row has no rows", "un enregistrement dans la ligne d’un autre n’a pas de lignes"));
        }

        var within = node.Need("within");
        var reference = WriteRuleReader.Field(within, record);
        if (reference.Kind != FieldKind.Reference)
        {
            throw within.Fail("PROFILE-014", new Text(
                $"“{reference.Name}” is not a reference", $"« {reference.Name} » n’est pas une référence"));
        }

        return new WithinRow(
            reference,
            [.. (node.Find("same")?.OneOrMore ?? []).Select(field => WriteRuleReader.Field(field, record))],
            node.Need("parts").Entries.ToDictionary(part => part.Key.Text, part => expression(part.Value), StringComparer.Ordinal));
    }

    /// <summary>A column that takes parts.</summary>
    public static PartsText Column(ProfileNode node, RecordType record)
    {
        node.Only("parts", "at", "join", "end", "else");
        var at = (node.Find("at")?.Entries ?? []).Select(place => (place.Key.Text, WriteRuleReader.Field(place.Value, record))).ToArray();
        var join = node.Find("join");
        if (join is not null && (at.Length == 0 || join.Text.Length == 0))
        {
            throw join.Fail("PROFILE-023", new Text(
                "parts are joined by a text, and need their places (at)", "des parties se joignent par un texte, et demandent leurs places (at)"));
        }

        return new PartsText(
            node.Need("parts").Text, at, join?.Text, node.Find("end")?.Text ?? "", node.Find("else")?.Text, node.Mark);
    }

    /// <summary>Refuses parts that nobody gives, and records that would stand in no place.</summary>
    public static void CheckParts(WriteRule rule, ProfileNode node, WriteRule[] rules)
    {
        foreach (var parts in Columns(rule))
        {
            foreach (var name in parts.At.Select(place => place.Place).Prepend(parts.Part))
            {
                if (!rules.Any(other => StandsIn(other, rule) && other.Within!.Parts.ContainsKey(name)))
                {
                    throw node.Unknown("the part", "la partie", name);
                }
            }

            foreach (var (place, _) in parts.At)
            {
                if (rules.Any(other => StandsIn(other, rule) && other.Within!.Parts.TryGetValue(place, out var text) && !IsPlace(text)))
                {
                    throw node.Fail("PROFILE-023", new Text(
                        $"the place “{place}” is a field, through a closed list or with “|” and a constant behind it",
                        $"la place « {place} » est un champ, à travers une liste fermée ou suivi de « | » et d’une constante"));
                }
            }
        }

        if (rule.Within is { } within && !rules.Where(other => StandsIn(rule, other)).Any(other => PlacesOf(other, rule).Any()))
        {
            throw node.Fail("PROFILE-023", new Text(
                $"no row written for {within.Reference.RefersTo} has a column with places (at) for these parts",
                $"aucune ligne écrite pour {within.Reference.RefersTo} n’a de colonne à places (at) pour ces parties"));
        }
    }

    /// <summary>Columns of a rule that give the records of another rule their places.</summary>
    public static IEnumerable<PartsText> PlacesOf(WriteRule owner, WriteRule part) => Columns(owner)
        .Where(parts => parts.At.Count > 0 && part.Within!.Parts.ContainsKey(parts.Part)
            && parts.At.All(place => part.Within.Parts.ContainsKey(place.Place)));

    /// <summary>Columns of a rule that take parts.</summary>
    public static IEnumerable<PartsText> Columns(WriteRule rule) =>
        rule.Rows.SelectMany(row => row.Columns).Select(column => column.Value).OfType<PartsText>();

    private static bool IsPlace(WriteExpression expression) => expression is
        WrittenField { Transforms.Count: 0 }
        or WrittenField { Transforms: [CodesTransform { RefusesUnknown: true }] }
        or JoinedFields { Parts: [WrittenField { Transforms: [] or [DayTransform] }, WrittenConstant], Separator: "|", Transforms.Count: 0 };

    private static bool StandsIn(WriteRule part, WriteRule owner) => part.Within?.Reference.RefersTo == owner.Record.Name;
}
