using System.Buffers;
using System.Text;
using Ecluse.Instructions;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>
/// Whether the target can hold a record, field by field, against its own description: the same check counts the misfits
/// at planning and treats them at extraction, so that what passes is what the signature accepted.
/// Works on UTF-8 and allocates nothing for a record that fits. Not safe for two threads at once.
/// </summary>
public sealed class FitCheck
{
    private readonly List<RuleFit>[] fits;
    private readonly List<Misfit> found = [];

    /// <summary>Prepares the check.</summary>
    public FitCheck(TargetDescription target)
    {
        ArgumentNullException.ThrowIfNull(target);
        fits = [.. RecordType.All.Select(type => Rules(type, target))];
    }

    // Descriptions under the same conditions belong to one rule of the target; the rules stand in its order.
    private static List<RuleFit> Rules(RecordType type, TargetDescription target)
    {
        var rules = new List<RuleFit>();
        foreach (var described in target.Fields.Where(one => one.Type == type.Name))
        {
            if (type.TryField(described.Field, out var field))
            {
                var rule = rules.Find(one => one.IsUnder(described.When));
                if (rule is null)
                {
                    rules.Add(rule = new RuleFit(type, described.When ?? []));
                }

                rule.Fields[field.Ordinal] = new FieldFit(described);
            }
        }

        return rules.Count == 0 ? [new RuleFit(type, [])] : rules;
    }

    /// <summary>What of the record does not fit; empty when all does. The list is reused at the next call.</summary>
    public IReadOnlyList<Misfit> Check(LabRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        found.Clear();
        var rules = fits[record.Type.Ordinal];
        var rule = RuleOf(record);
        if (rule is null)
        {
            // No rule of the target takes such a record: what the first one asks of it is not there.
            found.Add(new(record.Type.Name, rules[0].Conditions[0].Field, MisfitKind.UnknownCode));
            return found;
        }

        var ofType = rule.Fields;
        foreach (var field in record.Type.Fields)
        {
            var fit = ofType[field.Ordinal];
            if (!record.Has(field))
            {
                if (fit is { Required: true })
                {
                    found.Add(new(record.Type.Name, field.Name, MisfitKind.Missing));
                }
            }
            else if (fit is null)
            {
                if (field.Kind is not (FieldKind.Key or FieldKind.Reference))
                {
                    found.Add(new(record.Type.Name, field.Name, MisfitKind.NotHeld));
                }
            }
            else if (fit.Problem(record[field]) is { } problem)
            {
                found.Add(new(record.Type.Name, field.Name, problem));
            }
        }

        return found;
    }

    /// <summary>
    /// What of the target's catalogue would have to be there for the code of this misfit; empty where the target's profile does
    /// not name the code. What is given is the description's, never the record's.
    /// </summary>
    public IReadOnlyList<LackedCode> Lacked(LabRecord record, Misfit misfit)
    {
        ArgumentNullException.ThrowIfNull(record);
        var field = record.Type.Field(misfit.Field);
        return misfit.Kind == MisfitKind.UnknownCode && RuleOf(record)?.Fields[field.Ordinal] is { } fit && record.GetText(field) is { } code
            ? fit.Lacked(field, code)
            : [];
    }

    /// <summary>Conditions of the first rule of the target that takes a record; null when none does.</summary>
    internal IReadOnlyList<FitCondition>? ConditionsOf(LabRecord record) => RuleOf(record)?.Conditions;

    /// <summary>Whether two lists of conditions are those of one rule.</summary>
    internal static bool AreSame(IReadOnlyList<FitCondition> one, IReadOnlyList<FitCondition> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => RuleFit.Same(pair.First, pair.Second));

    private RuleFit? RuleOf(LabRecord record)
    {
        foreach (var rule in fits[record.Type.Ordinal])
        {
            if (rule.Takes(record))
            {
                return rule;
            }
        }

        return null;
    }

    private sealed class RuleFit(RecordType type, IReadOnlyList<FitCondition> conditions)
    {
        private readonly (RecordField Field, FitCondition Condition)[] asked =
            [.. conditions.Select(condition => (type.Field(condition.Field), condition))];

        public IReadOnlyList<FitCondition> Conditions => conditions;

        public FieldFit?[] Fields { get; } = new FieldFit?[type.Fields.Count];

        public bool IsUnder(IReadOnlyList<FitCondition>? others) => AreSame(conditions, others ?? []);

        public bool Takes(LabRecord record)
        {
            foreach (var (field, condition) in asked)
            {
                var text = condition.Present is null ? record.GetText(field) : null;
                var holds = condition switch
                {
                    { OneOf: { } some } => text is not null && some.Contains(text),
                    { NoneOf: { } none } => text is null || !none.Contains(text),
                    _ => record.Has(field) == (condition.Present ?? true),
                };
                if (!holds)
                {
                    return false;
                }
            }

            return true;
        }

        public static bool Same(FitCondition one, FitCondition other) =>
            one.Field == other.Field && one.Present == other.Present
            && (one.OneOf ?? []).SequenceEqual(other.OneOf ?? []) && (one.NoneOf ?? []).SequenceEqual(other.NoneOf ?? []);
    }

    private sealed class FieldFit
    {
        private readonly FieldDescription described;
        private readonly HashSet<string>? codes;
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> codeLookup;
        private readonly SearchValues<char>? repertoire;

        public FieldFit(FieldDescription described)
        {
            this.described = described;
            if (described.Codes is not null)
            {
                codes = new HashSet<string>(described.Codes, StringComparer.Ordinal);
                codeLookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
            }

            repertoire = described.Encoding is "windows-1252" or "iso-8859-1" ? SingleByte(described.Encoding) : null;
        }

        public bool Required => described.Required;

        // A description may come from another machine: it shall not make the plan count who has a certain NIR, name or town.
        public IReadOnlyList<LackedCode> Lacked(RecordField field, string code) => field.Class is DataClass.Clinical or DataClass.Technical
            ? [.. (described.Lacks ?? []).Where(lacked => lacked.Code == code)]
            : [];

        public MisfitKind? Problem(ReadOnlySpan<byte> utf8)
        {
            // The length in bytes bounds the length in characters: most values are settled without decoding.
            if (codes is null && repertoire is null && described.Encoding != "utf-8-bmp"
                && (described.LengthMax is null || utf8.Length <= described.LengthMax)
                && described.DecimalPrecision is null && !described.FullDateOnly && described.Without is null && described.Finest is null)
            {
                return null;
            }

            Span<char> small = stackalloc char[256];
            var chars = utf8.Length <= small.Length ? small : new char[utf8.Length];
            var text = (ReadOnlySpan<char>)chars[..Encoding.UTF8.GetChars(utf8, chars)];
            return ProblemOf(text);
        }

        private MisfitKind? ProblemOf(ReadOnlySpan<char> text)
        {
            if (codes is not null && !codeLookup.Contains(text))
            {
                return MisfitKind.UnknownCode;
            }

            if (described.LengthMax is { } longest && CodePoints(text) > longest)
            {
                return MisfitKind.TooLong;
            }

            if (described.FullDateOnly && text.Length < "2020-01-01".Length)
            {
                return MisfitKind.PartialDate;
            }

            if (described.DecimalPrecision is { } precision && !Holds(text, precision, described.DecimalScale ?? 0))
            {
                return MisfitKind.TooPrecise;
            }

            if (described.Finest is { } finest && IsFiner(text, finest))
            {
                return MisfitKind.TooPrecise;
            }

            foreach (var sign in described.Without ?? [])
            {
                if (text.Contains(sign, StringComparison.Ordinal))
                {
                    return MisfitKind.OutsideRepertoire;
                }
            }

            var outside = described.Encoding switch
            {
                "utf-8-bmp" => text.ContainsAnyInRange('\uD800', '\uDFFF'),
                _ => repertoire is not null && text.ContainsAnyExcept(repertoire),
            };
            return outside ? MisfitKind.OutsideRepertoire : null;
        }

        // Of an instant, YYYY-MM-DDThh:mm:ss with an optional fraction: a part that says nothing is none.
        private static bool IsFiner(ReadOnlySpan<char> text, TimeUnit finest)
        {
            if (text.Length < "2020-01-01T00:00:00".Length || text[10] != 'T')
            {
                return false;
            }

            var rest = text[19..];
            var fraction = rest.StartsWith(".", StringComparison.Ordinal) && rest[1..rest.IndexOfAny('Z', '+', '-')].ContainsAnyExcept('0');
            return finest == TimeUnit.Day || fraction || (finest == TimeUnit.Minute && !text[17..19].SequenceEqual("00"));
        }

        private static int CodePoints(ReadOnlySpan<char> text)
        {
            var count = 0;
            foreach (var character in text)
            {
                count += char.IsLowSurrogate(character) ? 0 : 1;
            }

            return count;
        }

        private static bool Holds(ReadOnlySpan<char> number, int precision, int scale)
        {
            var unsigned = number.TrimStart('-');
            var point = unsigned.IndexOf('.');
            var whole = (point < 0 ? unsigned : unsigned[..point]).TrimStart('0').Length;
            var fraction = point < 0 ? 0 : unsigned.Length - point - 1;
            return fraction <= scale && whole <= precision - scale;
        }

        private static SearchValues<char> SingleByte(string name)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            var encoding = Encoding.GetEncoding(name);
            var bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
            return SearchValues.Create(encoding.GetString(bytes));
        }
    }
}
