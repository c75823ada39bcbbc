using System.Globalization;
using System.Reflection;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>Sightings that must make a rule fire, or must not: what a rule ships with, so that everybody can see what it does.</summary>
/// <param name="What">What happens in it, in a line.</param>
/// <param name="MustFire">Whether the rule must fire.</param>
/// <param name="Findings">How often; null where once or more will do.</param>
/// <param name="Seen">What is seen, from a Monday at 08:00 on; the source is the rule's.</param>
/// <param name="Until">When the last round is.</param>
public sealed record RuleCase(Text What, bool MustFire, int? Findings, IReadOnlyList<Sighting> Seen, DateTimeOffset Until)
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<DocumentSchema> Shape = new(() => DocumentSchema.FromResource(Assembly.GetExecutingAssembly(), "watch-cases.schema.json"));

    /// <summary>Reads a file of cases.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="DocumentException"><c>DOC-…</c>: not such a file.</exception>
    public static IReadOnlyList<RuleCase> Read(string file, ReadOnlySpan<byte> bytes)
    {
        var tree = YamlDocument.Read(file, bytes, Shape.Value);
        return [.. tree.Sequence("must-fire")!.Mappings.Select(one => Of(one, true)), .. tree.Sequence("must-not-fire")!.Mappings.Select(one => Of(one, false))];
    }

    /// <summary>Runs it: how often the rule fires.</summary>
    public int Run(WatchRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var engine = new WatchEngine([rule]);
        return Seen.Sum(one => engine.Take(one with { Source = rule.Looks.Source }).Count) + engine.Look(Until, []).Count;
    }

    /// <summary>Whether a number of findings is what the case asks for.</summary>
    public bool Holds(int findings) => MustFire ? Findings is { } asked ? findings == asked : findings > 0 : findings == 0;

    private static RuleCase Of(DocumentMapping one, bool mustFire)
    {
        var seen = one.Sequence("seen")!.Mappings.SelectMany(Sightings).OrderBy(sighting => sighting.At).ToList();
        var until = one.Text("until") is { } text ? Monday + RuleFile.Duration(text) : seen.Count > 0 ? seen[^1].At : Monday;
        var what = one.Mapping("what")!;
        return new RuleCase(
            new(what.Text("en")!, what.Text("fr")!), mustFire, (int?)one.Integer("findings"), [.. seen.Select((sighting, at) => sighting with { Number = at + 1 })], until);
    }

    private static IEnumerable<Sighting> Sightings(DocumentMapping given)
    {
        var every = given.Text("every") is { } text ? RuleFile.Duration(text) : TimeSpan.FromSeconds(1);
        for (var time = 0; time < (given.Integer("times") ?? 1); time++)
        {
            var ids = given.Mapping("ids")?.Members.ToDictionary(member => member.Name, member => ((DocumentScalar)member.Value).Text) ?? [];
            if (given.Text("each-another") is { } other)
            {
                ids[other] = ids.GetValueOrDefault(other, other + ":") + time.ToString(CultureInfo.InvariantCulture);
            }

            var at = Monday + RuleFile.Duration(given.Text("at")!) + (every * time);
            yield return new Sighting(
                SightingSource.Events, 0, at, given.Text("kind")!, ids,
                given.Mapping("numbers")?.Members.ToDictionary(member => member.Name, member => long.Parse(((DocumentScalar)member.Value).Text, CultureInfo.InvariantCulture)) ?? [])
            {
                Due = given.Text("due") is { } due ? Monday + RuleFile.Duration(due) : null,
            };
        }
    }
}
