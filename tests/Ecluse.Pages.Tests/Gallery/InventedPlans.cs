using System.Text;
using Ecluse.Instructions;
using Ecluse.PlanPages;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Pages.Tests.Gallery;

/// <summary>Invented plans; every name and figure is made up.</summary>
internal static class InventedPlans
{
    public static readonly string Sha = "7c1e90ab33f8d2046be715c98a0fe2d641bb7095c6a30e1f92d854f7b3806d1c";

    public static PlanView View(Plan plan) => new()
    {
        Plan = plan,
        PlanSha256 = Sha,
        PlanBytes = 18_412,
        PlanFile = "plan-sauldre.json",
        Laboratory = "Laboratoire de la Sauldre",
        SourceSystem = "MEGABUS 7.2",
        TargetSystem = "KALISIL 3.1",
        Signatories = ["Dr Yann Corvellec"],
        Purpose = "Changement de système de gestion de laboratoire",
        LastVisitOnOrAfter = new DateOnly(2017, 5, 7),
        EstimatedTime = TimeSpan.FromMinutes(141),
        Zone = InventedPassages.Paris,
    };

    public static Plan Full() => new(
        "l-0152ab12cd34",
        new DateTimeOffset(2026, 11, 13, 15, 40, 0, TimeSpan.Zero),
        Reference("SOL-SAU-2026", "a1"),
        Reference("I-2026-07", "b2"),
        "production",
        new PlannedSource("megabus", Reference("megabus", "c3"), "sqlite", Hash("d4"), null, ReadConsistency.Snapshot),
        new PlannedTarget("kalisil", Reference("kalisil", "e5"), new TargetDescription("postgres", Hash("e5"), Hash("f6"), LoadPromise.Transaction, [], new Dictionary<string, long>()), "ecluse_passage"),
        Types(),
        Columns(inspected: true),
        [new ListedFreeText("observation", "comment", "Partie du compte rendu rendu au patient."), new ListedFreeText("order", "reason", "Nécessaire à l’interprétation des résultats.")],
        [
            new PlannedMisfit(
                "observation", "code", MisfitKind.UnknownCode, 214, 190, FitTreatment.LeavePatientOut,
                [new PlannedLack("CRP-US", "4537-7", "analyse.loinc", 180, 171), new PlannedLack("VS", "30341-2", "analyse.loinc", 31, 30)], 3),
            new PlannedMisfit("observation", "value-text", MisfitKind.TooLong, 34, 31, FitTreatment.LeavePatientOut),
            new PlannedMisfit("patient", "birth-date", MisfitKind.Unreadable, 7, 7, FitTreatment.LeaveValueOut),
            new PlannedMisfit("patient", "birth-rank", MisfitKind.NotHeld, 120_874, 120_874, FitTreatment.LeaveFieldOut),
        ],
        new Dictionary<string, long> { ["patient"] = 3 },
        new Dictionary<string, IReadOnlyList<string>>(),
        new PassageCounts(120_843, new Dictionary<string, long>
        {
            ["practitioner"] = 1_914, ["patient"] = 120_843, ["order"] = 412_906, ["observation"] = 2_908_190,
        }, 3_912_004_112),
        2,
        new PassageLimits(123_260, 3_512_730, 3_990_244_195, 118_427),
        [
            new PlannedRecipient("age1pq1" + new string('q', 1900) + "h7k2m9x4w8ze", "target-gate", "serveur d’accueil"),
            new PlannedRecipient("age1lab0f3c7k2m9x4w8zeq5t6y7u8i9o0p", "controller", "coffre du laboratoire"),
        ],
        new GateKeys("ssh-ed25519 AAAAsource", "ssh-ed25519 AAAAtarget"),
        false,
        new DateTimeOffset(2026, 11, 21, 17, 0, 0, TimeSpan.Zero),
        "return",
        false,
        "ecluse.example/journal/sau\n48211\nnzxB16C+VeLSX0Qd0nY8b1b8kY0aF7vS2m9r4c1QpTg=\n");

    public static Plan Bare() => Full() with
    {
        Columns = Columns(inspected: false),
        FreeText = [],
        Misfits = [],
        Conflicts = null,
        OneMachine = true,
        Environment = "test",
        Fate = "delete",
        Trial = true,
    };

    private static List<TypeSurvey> Types() =>
    [
        new("practitioner", true, 1_914, [new LeftBehind(LeftReason.NotReferredTo, 212)]),
        new("organisation", false, 0, [new LeftBehind(LeftReason.TypeNotListed, 41)]),
        new("patient", true, 120_874, [new LeftBehind(LeftReason.PatientBeforeBound, 8_386), new LeftBehind(LeftReason.PatientUndated, 17)]),
        new("order", true, 412_906, [new LeftBehind(LeftReason.Orphan, 12), new LeftBehind(LeftReason.PatientBeforeBound, 28_474)]),
        new("observation", true, 2_908_190, [new LeftBehind(LeftReason.PatientBeforeBound, 196_022)]),
    ];

    private static List<ColumnSurvey> Columns(bool inspected)
    {
        (string Table, string Listed, string NotListed, string Bound, string Free, string Credential)[] tables =
        [
            ("PATIENT", "NUMPAT NOM PRENOM NOMNAISS DDN SEXE NIR ADR1 CP VILLE TEL", "COMM_P PROFESSION EMPLOYEUR MEDTRAIT2 FLAG_VIP PHOTO", "DATDERVIS", "", "LOGIN_PORTAIL MDP_PORTAIL"),
            ("DEMANDE", "NUMDEM DATDEM PRESC PRELEV URGENT", "COMM_D SAISIE_PAR POSTE", "NUMPAT", "RENS_CLIN", ""),
            ("RESULTAT", "CODANA VALEUR UNITE NORME VALIDE_LE", "AUTOMATE LOT_REACTIF", "NUMDEM", "CONCLUSION", ""),
            ("UTILISAT", "", "NOM SERVICE ACTIF", "", "", "LOGIN MDP_HASH"),
        ];
        var columns = new List<ColumnSurvey>();
        foreach (var (table, listed, notListed, bound, free, credential) in tables)
        {
            void Add(string names, DataClass kind, ColumnUse use) => columns.AddRange(names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => new ColumnSurvey(table, name, kind, use, inspected ? Inspect(name) : null, name == "COMM_D" && inspected ? "Codes du laboratoire, vus par le Dr Corvellec." : null)));
            Add(listed, DataClass.Identity, ColumnUse.Listed);
            Add(notListed, DataClass.Technical, ColumnUse.NotListed);
            Add(bound, DataClass.Technical, ColumnUse.BoundOnly);
            Add(free, DataClass.FreeText, ColumnUse.Listed);
            Add(credential, DataClass.Credential, ColumnUse.NotListed);
        }

        return columns;
    }

    private static ColumnInspection Inspect(string name) => name switch
    {
        "NIR" => new(129_277, 121_004, 120_988, 0, 0, 0),
        "TEL" => new(129_277, 98_112, 0, 0, 98_101, 0),
        "COMM_D" => new(441_380, 1_204, 2, 14, 9, 31),
        "MDP_PORTAIL" => new(129_277, 14_210, 0, 0, 0, 14_210),
        _ => new(1_000, 900, 0, 0, 0, 0),
    };

    private static DocumentReference Reference(string id, string seed) => new(id, Hash(seed));

    private static string Hash(string seed) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
}
