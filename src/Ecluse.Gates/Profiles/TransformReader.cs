using Ecluse.Errors;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Reads the closed list of transforms (<c>docs/spec/profile.md</c>, section 7).</summary>
internal sealed class TransformReader(IReadOnlyDictionary<string, CodeList> lists, TimeZoneInfo? zone)
{
    private const string NativeDate = "YYYY-MM-DD";
    private const string NativeDateTime = "YYYY-MM-DD hh:mm:ss";

    public IReadOnlyList<Transform> Read(ProfileNode? node) => All(node) is var all && all.All(transform => transform.CanRead)
        ? all
        : throw node!.Fail("PROFILE-008", new Text(
            "one of these transforms only writes and cannot stand in read",
            "une de ces transformations ne fait qu’écrire et ne peut pas être dans read"));

    private List<Transform> All(ProfileNode? node) => node is null ? [] : [.. node.OneOrMore.SelectMany(One)];

    private IEnumerable<Transform> One(ProfileNode node)
    {
        if (node.IsText)
        {
            return [Bare(node)];
        }

        var (name, value) = node.Entries is [var first, ..] ? first : default;
        if (name is null)
        {
            throw node.Unknown("the transform", "la transformation", "");
        }

        return name.Text switch
        {
            "date" => Dated(node, value),
            "datetime" => Timed(node, value),
            "time" when node.Only("time") is not null && value.Text is "hh:mm" or "hh:mm:ss" => [new TimeOfDayTransform(value.Text == "hh:mm:ss", Here(node))],
            "codes" => [Codes(node, value)],
            "split" => [Split(node, value)],
            "drop-last" when node.Only("drop-last", "shape").Need("shape").Text == "hex-40" => [new DropLastTransform(value.Text)],
            _ => [Single(node.Only(name.Text), name.Text, value)],
        };
    }

    private static Transform Bare(ProfileNode node) => node.Text switch
    {
        "trim" => new TrimTransform(),
        "upper" => new CaseTransform(upper: true),
        "lower" => new CaseTransform(upper: false),
        "decimal" => new DecimalTransform(comma: false, trimZeros: false),
        "decimal-comma" => new DecimalTransform(comma: true, trimZeros: false),
        "integer" => new IntegerTransform(),
        "comparator" => new ComparatorTransform(keepSign: true),
        "without-comparator" => new ComparatorTransform(keepSign: false),
        "previous" => new PreviousTransform(),
        "nir" => new NirTransform(),
        "phone" => new PhoneTransform(),
        "mojibake-refuse" => new MojibakeTransform(),
        "day" => new DayTransform(),
        "utf-8-in-windows-1252" => new TwiceEncodedTransform(),
        "base64" => new Base64Transform(),
        "sha256" => new Sha256Transform(),
        var name => throw node.Unknown("the transform", "la transformation", name),
    };

    private static Transform Single(ProfileNode node, string name, ProfileNode value) => name switch
    {
        "pad" => new PadTransform(value.Number),
        "zero-pad" => new ZeroTransform(value.Number, inColumn: true),
        "fill-zeros" => new ZeroTransform(value.Number, inColumn: false),
        "prefix" => new AffixTransform(value.Text, atStart: true),
        "suffix" => new AffixTransform(value.Text, atStart: false),
        "absent" => new AbsentTransform([.. value.OneOrMore.Select(text => text.Text)]),
        "decimal" when value.Text == "trim-zeros" => new DecimalTransform(comma: false, trimZeros: true),
        "without" => new WithoutTransform([.. value.OneOrMore.Select(text => text.Text)]),
        "times" => Times(value),
        "plus" when value.Number > 0 => new PlusTransform(value.Number),
        "pair" when value.Number > 1 => new PairTransform(value.Number),
        "stands-for" when value.List is [var sign, var meant] => new StandsForTransform(sign.Text, meant.Text),
        "boolean" when value.List is [var yes, var no] => new BooleanTransform(yes.Text, no.Text),
        "only" or "except" when value.Text is "number" or "date" or "full-date" => new KindTransform(value.Text, name == "only"),
        "only" or "except" or "decimal" or "boolean" or "plus" or "pair" or "stands-for" => throw value.Unknown("the form", "la forme", name),
        _ => throw node.Unknown("the transform", "la transformation", name),
    };

    private static TimesTransform Times(ProfileNode value)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(value.Text);
        return Digits.IsDecimal(text, point: true, comma: false) && text.AsSpan().ContainsAnyInRange((byte)'1', (byte)'9')
            ? new TimesTransform(value.Text)
            : throw value.Fail("PROFILE-002", new Text("expected a decimal other than zero", "un décimal non nul est attendu"));
    }

    private static SplitTransform Split(ProfileNode node, ProfileNode value)
    {
        var take = node.Only("split", "take").Need("take");
        return take.Text is "first" or "rest" or "last" or "before-last" || take.Number > 0
            ? new SplitTransform(value.Text, take.Text)
            : throw take.Unknown("the part", "la partie", take.Text);
    }

    private CodesTransform Codes(ProfileNode node, ProfileNode value)
    {
        var unknown = node.Only("codes", "unknown").Find("unknown");
        return new CodesTransform(
            lists.TryGetValue(value.Text, out var list) ? list : throw value.Unknown("the list", "la liste", value.Text),
            unknown?.Text switch
            {
                null or "refuse" => UnknownCode.Refuse,
                "keep" => UnknownCode.Keep,
                "leave-out" => UnknownCode.LeaveOut,
                var other => throw unknown.Unknown("the treatment", "le traitement", other),
            });
    }

    private static IEnumerable<Transform> Dated(ProfileNode node, ProfileNode value)
    {
        node.Only("date", "absent", "partial", "pivot", "impossible");
        var pattern = new DatePattern(value.Text == "native" ? NativeDate : value.Text, node.Find("pivot")?.Number ?? -1);
        if (!pattern.HasDate || pattern.HasTime)
        {
            throw value.Fail("PROFILE-006", new Text(
                "a date’s pattern has year, month and day once each (YYYY, MM, DD)",
                "le motif d’une date a une fois l’année, le mois et le jour (YYYY, MM, DD)"));
        }

        if (pattern.NeedsPivot && node.Find("pivot") is null)
        {
            throw value.Fail("PROFILE-006", new Text("a two-digit year needs a pivot", "une année à deux chiffres demande un pivot"));
        }

        var cutShort = node.Find("partial") is { Text: "cut-short" };
        if (cutShort && !(pattern.EndOf('Y') < pattern.EndOf('M') && pattern.EndOf('M') < pattern.EndOf('D')))
        {
            throw value.Fail("PROFILE-006", new Text(
                "only a pattern of year, month and day in this order can be cut short",
                "seul un motif année, mois et jour dans cet ordre peut être écourté"));
        }

        return [.. Absents(node), new DateTransform(
            pattern, value.Text, cutShort || (node.Find("partial")?.Flag ?? false), cutShort, LeavesOut(node))];
    }

    private IEnumerable<Transform> Timed(ProfileNode node, ProfileNode value)
    {
        node.Only("datetime", "absent", "date-only", "midnight", "zone", "impossible");
        var pattern = new DatePattern(value.Text == "native" ? NativeDateTime : value.Text, -1);
        if (!pattern.HasDate || !pattern.HasTime || pattern.NeedsPivot)
        {
            throw value.Fail("PROFILE-006", new Text(
                "a datetime’s pattern has YYYY, MM, DD, hh and mm once each, and ss if need be",
                "le motif d’une date et heure a une fois YYYY, MM, DD, hh et mm, et ss au besoin"));
        }

        return [.. Absents(node), new DateTimeTransform(
            pattern, value.Text, node.Find("zone") is { } named ? Zone(named) : Here(node), node.Find("date-only")?.Flag ?? false, IsDate(node.Find("midnight")), LeavesOut(node))];
    }

    private TimeZoneInfo Here(ProfileNode node) => zone ?? throw node.Fail("PROFILE-007", new Text(
        "a datetime needs the profile’s time-zone", "une date et heure demande le time-zone du profil"));

    internal static TimeZoneInfo Zone(ProfileNode node) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(node.Text, out var zone)
            ? zone
            : throw node.Unknown("the time zone", "le fuseau horaire", node.Text);

    private static IEnumerable<Transform> Absents(ProfileNode node) =>
        node.Find("absent") is { } texts ? [new AbsentTransform([.. texts.OneOrMore.Select(text => text.Text)])] : [];

    private static bool IsDate(ProfileNode? midnight) => midnight switch
    {
        null => false,
        { Text: "date" } => true,
        var other => throw other.Unknown("the meaning of midnight", "le sens de minuit", other.Text),
    };

    private static bool LeavesOut(ProfileNode node) => node.Find("impossible") switch
    {
        null => false,
        { Text: "refuse" } => false,
        { Text: "leave-out" } => true,
        var other => throw other.Unknown("the treatment", "le traitement", other.Text),
    };

    /// <summary>Refuses a reading-only transform in the writing half.</summary>
    public IReadOnlyList<Transform> Inverses(ProfileNode? node)
    {
        var transforms = All(node);
        if (node is not null && transforms.FirstOrDefault(transform => !transform.CanWrite) is not null)
        {
            throw node.Fail("PROFILE-008", new Text(
                "one of these transforms only reads: it has no inverse and cannot stand in write",
                "une de ces transformations ne fait que lire : elle n’a pas d’inverse et ne peut pas être dans write"));
        }

        return transforms;
    }
}
