namespace Ecluse.Plans;

/// <summary>
/// Records that the target keeps in the row of another record: the values of a test in one column of it, a specimen in its
/// order's row. What the row cannot hold of them together does not fit, each for itself as it may.
/// </summary>
/// <param name="Type">Record type name of the parts.</param>
/// <param name="When">Which records of the type it speaks of.</param>
/// <param name="Within">Reference to the record in whose row they stand.</param>
/// <param name="Into">Which records of the type referred to have such a row.</param>
/// <param name="Places">What says the place of a part, from 1; each must say the same one.</param>
/// <param name="Same">Fields that must be as those of the record that they stand within.</param>
/// <param name="Alike">Fields that must be alike in all parts of one row.</param>
/// <param name="Several">Whether a row takes more than one.</param>
/// <param name="Required">Whether a row needs at least one.</param>
/// <param name="LengthMax">Longest text of all parts together, in characters, or null without limit.</param>
/// <param name="Texts">Fields whose text stands in the row.</param>
/// <param name="Behind">Characters behind the parts; each part but the last takes one more at least.</param>
public sealed record JoinDescription(
    string Type,
    IReadOnlyList<FitCondition> When,
    string Within,
    IReadOnlyList<FitCondition> Into,
    IReadOnlyList<PlaceDescription> Places,
    IReadOnlyList<string> Same,
    IReadOnlyList<string> Alike,
    bool Several,
    bool Required,
    int? LengthMax = null,
    IReadOnlyList<string>? Texts = null,
    int Behind = 0);

/// <summary>What says the place of a part: a text of which the last piece, behind a bar, is the number.</summary>
/// <param name="Field">Field of the part.</param>
/// <param name="Under">Field of the record it stands within: its text is what stands before the number.</param>
/// <param name="Codes">The text for each value of the field, or null where the field's own is taken.</param>
/// <param name="Day">Whether of an instant the day alone counts.</param>
/// <param name="Suffix">What is put behind it: <c>|1</c> where there is only one place.</param>
public sealed record PlaceDescription(
    string Field, string Under, IReadOnlyDictionary<string, string>? Codes = null, bool Day = false, string Suffix = "");
