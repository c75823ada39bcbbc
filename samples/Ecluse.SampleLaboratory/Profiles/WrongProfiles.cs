using Ecluse.Errors;

namespace Ecluse.Samples.Profiles;

/// <summary>
/// Ten target profiles, each wrong in one way that a hurried person gets wrong, in writing and in reading alike: what
/// is read back through the profile equals what was sent (the shifted time zone apart, whose offsets show). Only
/// figures that nobody computed through the profile, or eyes on raw rows, can tell.
/// </summary>
/// <remarks>The last two concern the first two patients of the laboratory, who are twins: every sample has them.</remarks>
public static class WrongProfiles
{
    /// <summary>The ten of them.</summary>
    public static IReadOnlyList<WrongProfile> All { get; } =
    [
        Wrong(
            "low-and-high-exchanged", new("low and high bounds exchanged", "bornes basse et haute échangées"),
            ("range-low: { column: range_low,", "range-low: { column: range_high,"),
            ("range-high: { column: range_high,", "range-high: { column: range_low,"),
            ("range_low: { field: range-low,", "range_low: { field: range-high,"),
            ("range_high: { field: range-high,", "range_high: { field: range-low,")),
        Wrong(
            "unit-factor-1000", new("numbers a thousand times too small", "nombres mille fois trop petits"),
            ("value-number: { column: value_number, transform: [decimal] }", "value-number: { column: value_written, transform: [without-comparator, { only: number }, decimal-comma] }"),
            ("value_number: { field: value-number, transform: [decimal] }", "value_number: { field: value-number, transform: [{ times: '1000' }] }")),
        Wrong(
            "inverted-sex", new("sexes inverted", "sexes inversés"),
            ("sex: { codes: { M: male, F: female, X: other } }", "sex: { codes: { F: male, M: female, X: other } }")),
        Wrong(
            "day-and-month-exchanged", new("day and month of birth exchanged", "jour et mois de naissance échangés"),
            ("birth-date: { column: birth_date, transform: [{ date: native }] }", "birth-date: { column: birth_date, transform: [{ date: YYYY-DD-MM }] }"),
            ("birth_date: { field: birth-date, transform: [{ date: native }] }", "birth_date: { field: birth-date, transform: [{ date: YYYY-DD-MM }] }")),
        Wrong(
            "two-tests-exchanged", new("glucose and creatinine exchanged", "glycémie et créatinine échangées"),
            ("B2345: GLU", "B2345: CRE"),
            ("B2160: CRE", "B2160: GLU")),
        Wrong(
            "decimal-comma-lost", new("decimal comma written where a point is read", "virgule décimale écrite là où un point est lu"),
            ("value-number: { column: value_number, transform: [decimal] }", "value-number: { column: value_number, transform: [decimal-comma] }"),
            ("value_number: { field: value-number, transform: [decimal] }", "value_number: { field: value-number, transform: [decimal-comma] }")),
        Wrong(
            "time-zone-shifted", new("hours of another time zone", "heures d’un autre fuseau"),
            ("time-zone: Europe/Paris", "time-zone: Europe/London")),
        Wrong(
            "flag-dropped", new("flags of abnormal results dropped", "drapeaux des résultats anormaux perdus"),
            ("\n      flag: flag\n", "\n"),
            ("\n          flag: flag\n", "\n")),
        Wrong(
            "comment-of-another-order", new("the comment of one order under another", "commentaire d’une demande sous une autre"),
            ("lists:\n", "lists:\n  other-order: { codes: { '100000': '100008', '100008': '100000' } }\n"),
            (
                "          legacy_ref: id\n          dossier_number: { field: number, transform: [integer] }\n          body: comment",
                "          legacy_ref: id\n          dossier_number: { field: number, transform: [{ codes: other-order, unknown: keep }] }\n          body: comment")),
        Wrong(
            "patient-of-the-twin", new("one twin under the other’s number", "un jumeau sous le numéro de l’autre"),
            ("lists:\n", "lists:\n  twins: { codes: { L0000000: L0000001, L0000001: L0000000 } }\n"),
            ("\n      number: patient_number\n", "\n      number: { column: patient_number, transform: [{ codes: twins, unknown: keep }] }\n"),
            ("patient_number: number\n", "patient_number: { field: number, transform: [{ codes: twins, unknown: keep }] }\n")),
    ];

    /// <summary>
    /// The old system's profile with a column of passwords under a harmless name taken for a comment: rule 6 refuses
    /// it once the column is listed and counted.
    /// </summary>
    public static WrongProfile HarmlessName { get; } = new(
        "harmless-name", new("passwords under a harmless name", "mots de passe sous un nom anodin"),
        WrongProfile.Apply(
            SampleProfiles.Megabus(), "comment-d: { column: COMMD, transform: [mojibake-refuse] }", "comment-d: ZONE_LIBRE_3"));

    private static WrongProfile Wrong(string name, Text what, params (string Right, string Wrong)[] edits) => new(
        name, what, edits.Aggregate(SampleProfiles.Kalisil(), (text, edit) => WrongProfile.Apply(text, edit.Right, edit.Wrong)));
}
