using System.Globalization;
using System.Reflection;
using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>Reads a rule's file; whatever is wrong is told with its line.</summary>
public static class RuleFile
{
    private static readonly Lazy<DocumentSchema> Shape = new(() => DocumentSchema.FromResource(Assembly.GetExecutingAssembly(), "watch-rule.schema.json"));

    // What a condition needs, and what it takes besides nothing.
    private static readonly Dictionary<string, string[]> Needs = new()
    {
        ["each"] = [],
        ["count"] = ["at-least", "within"],
        ["distinct"] = ["of", "at-least", "within"],
        ["sum"] = ["of", "at-least", "within"],
        ["above-usual"] = ["of", "at-least", "times", "within", "usual"],
        ["first-seen"] = ["of", "within"],
        ["due-within"] = ["within"],
        ["absent-for"] = ["within"],
    };

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The schema that closes the file.</summary>
    public static DocumentSchema Schema => Shape.Value;

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="DocumentException"><c>DOC-…</c>: not such a file; <c>WATCH-001</c> to <c>WATCH-005</c>, <c>WATCH-009</c>: it does not say one rule.</exception>
    public static WatchRule Read(string file, ReadOnlySpan<byte> bytes)
    {
        var tree = YamlDocument.Read(file, bytes, Schema);
        var problems = new ProblemList(file);
        CheckCondition(tree, problems);
        var looks = SelectionOf(tree, problems);
        if (tree.Text("subject") is { } subject && subject != WatchRule.Installation && !tree.Texts("by").Contains(subject))
        {
            problems.Add("WATCH-003", tree.Scalar("subject")!, new(
                "an alert is about one of the ids that make the group (by), or the installation", "une alerte porte sur un des identifiants du groupe (by), ou sur l’installation (installation)"));
        }

        var isOff = tree.Text("status") == "off";
        if (isOff != tree.Has("reason"))
        {
            problems.Add("WATCH-009", tree.Scalar("id")!, new(
                "a rule that is switched off (status: off) says why (reason), and no other does", "une règle arrêtée (status: off) dit pourquoi (reason), et aucune autre"));
        }

        problems.ThrowIfAny();
        var sha256 = Sha256Hex.Of(bytes);
        return new WatchRule(
            tree.Text("id")!, sha256[..16], Enum.Parse<AlertLevel>(tree.Text("level")!, ignoreCase: true), Both(tree.Mapping("title")!),
            Both(tree.Mapping("why")!), Both(tree.Mapping("todo")!), looks, tree.Texts("by"), tree.Text("subject")!, ConditionOf(tree),
            Span(tree, "again-after") ?? Day)
        {
            FalsePositives = tree.Sequence("false-positives") is { } list ? [.. list.Mappings.Select(Both)] : [],
            Law = tree.Texts("law"),
            Sha256 = sha256,
            IsTrial = tree.Text("status") == "trial",
            IsOff = isOff,
            Reason = tree.Text("reason"),
        };
    }

    /// <summary>Reads a duration as it is written: <c>90s</c>, <c>5m</c>, <c>24h</c>, <c>30d</c>.</summary>
    internal static TimeSpan Duration(string text)
    {
        var number = int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    private static void CheckCondition(DocumentMapping tree, ProblemList problems)
    {
        var condition = tree.Scalar("condition")!;
        var needs = Needs[condition.Text];
        foreach (var name in needs.Where(name => !tree.Has(name)))
        {
            problems.Add("WATCH-001", condition, new($"this condition needs the member {name}", $"cette condition demande le membre {name}"));
        }

        foreach (var name in Needs.Values.SelectMany(all => all).Distinct().Where(name => tree.Has(name) && !needs.Contains(name)))
        {
            problems.Add("WATCH-002", tree.Find(name)!, new($"this condition does not read {name}", $"cette condition ne lit pas {name}"));
        }

        if (condition.Text is "count" or "distinct" && tree.Integer("at-least") is > CountMax)
        {
            problems.Add("WATCH-004", tree.Find("at-least")!, new($"at most {CountMax} are counted one by one", $"au plus {CountMax} se comptent un à un"));
        }
    }

    private const int CountMax = 10_000;

    private static Selection SelectionOf(DocumentMapping tree, ProblemList problems)
    {
        var source = Enum.Parse<SightingSource>(tree.Text("looks-at")!, ignoreCase: true);
        Func<string, bool> isKnown = source switch
        {
            SightingSource.Events => EventKinds.All.ContainsKey,
            SightingSource.Journal => name => ActName.Find(name) is not null,
            _ => StandingKinds.All.ContainsKey,
        };
        foreach (var kind in tree.Sequence("kinds")!.Items.Cast<DocumentScalar>().Where(kind => !isKnown(kind.Text)))
        {
            problems.Add("WATCH-005", kind, new("nothing of this kind is ever seen there", "rien de cette sorte n’y est jamais vu"));
        }

        return new Selection(source, tree.Texts("kinds").ToHashSet(StringComparer.Ordinal), Ids(tree.Mapping("where")), Ids(tree.Mapping("where-not")));
    }

    private static Condition ConditionOf(DocumentMapping tree)
    {
        var (of, least, within) = (tree.Text("of") ?? "", tree.Integer("at-least") ?? 0, Span(tree, "within") ?? TimeSpan.Zero);
        return tree.Text("condition") switch
        {
            "count" => new Count((int)least, within),
            "distinct" => new Distinct(of, (int)least, within),
            "sum" => new Sum(of, least, within),
            "above-usual" => new AboveUsual(of, least, (int)tree.Integer("times")!, within, Span(tree, "usual")!.Value),
            "first-seen" => new FirstSeen(of, within),
            "due-within" => new DueWithin(within),
            "absent-for" => new AbsentFor(within),
            _ => new Each(),
        };
    }

    private static Dictionary<string, IReadOnlySet<string>> Ids(DocumentMapping? selection) => selection?.Members.ToDictionary(
        member => member.Name, member => (IReadOnlySet<string>)((DocumentSequence)member.Value).Texts.ToHashSet(StringComparer.Ordinal)) ?? [];

    private static TimeSpan? Span(DocumentMapping tree, string name) => tree.Text(name) is { } text ? Duration(text) : null;

    private static Text Both(DocumentMapping text) => new(text.Text("en")!, text.Text("fr")!);
}
