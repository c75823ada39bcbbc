using Ecluse.Drawing;
using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Writing;

namespace Ecluse.Pages.Tests.Gallery;

/// <summary>Invented views of a passage in each of its states; every name and figure is made up.</summary>
internal static class InventedPassages
{
    public static readonly PageZone Paris = PageZone.Of(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    private static readonly DateTimeOffset Start = new(2026, 11, 14, 13, 2, 7, TimeSpan.Zero);

    private static readonly (Text Name, long Planned, long DueToRejects)[] Types =
    [
        (new Text("Patients", "Patients"), 90_214, 12), (new Text("Practitioners", "Prescripteurs"), 1_437, 0),
        (new Text("Orders", "Demandes"), 308_172, 37), (new Text("Specimens", "Prélèvements"), 349_384, 41),
        (new Text("Results", "Résultats"), 2_178_190, 268), (new Text("Reports", "Comptes rendus"), 297_055, 35),
        (new Text("Documents", "Documents"), 38_218, 4), (new Text("Coverages", "Couvertures"), 88_326, 11),
    ];

    private static readonly string[] Keys = ["patient", "practitioner", "order", "specimen", "observation", "report", "document", "coverage"];

    public static PassageView Approved() => At(0, 0, OpenGate.None, PassageState.Opened, 3);

    public static PassageView Opened() => At(61, 0, OpenGate.Source, PassageState.Opened, 4);

    public static PassageView Sealed() => At(96, 0, OpenGate.None, PassageState.Sealed, 5);

    public static PassageView Loading() => At(96, 40, OpenGate.Target, PassageState.Sealed, 5);

    public static PassageView Stopped() => At(96, 0, OpenGate.None, PassageState.Stopped, 5) with { WasStopped = true, RowsThatStay = 4 };

    public static PassageView Halted() => At(96, 58, OpenGate.None, PassageState.Sealed, 5) with
    {
        Trouble = new Trouble(
            new Text("Parcel 59 is not the one that was sealed.", "Le colis 59 n’est pas celui qui a été scellé."),
            new Text(
                "Expected 4be1 07c9 …, found 9a30 d552 … It was not opened. The source can seal it again under the same approval.",
                "Attendu 4be1 07c9 …, trouvé 9a30 d552 … Il n’a pas été ouvert. La source peut le sceller de nouveau sous la même approbation."),
            "PARCEL-002", 59),
    };

    public static PassageView Reconciled() => At(96, 96, OpenGate.None, PassageState.Reconciled, 7) with
    {
        Rejects = Rejects(decision: null),
        Reconciliation = Legs(true, new EyeLeg(34, null, null)),
    };

    public static PassageView Differs() => At(96, 96, OpenGate.None, PassageState.Loaded, 6) with
    {
        Trouble = new Trouble(
            new Text("Source and target differ.", "La source et la cible diffèrent."),
            new Text(
                "Leg 2 found 2 figures that no misfit explains. The passage fails unless the laboratory stops it or the profile is corrected under a new plan.",
                "Le contrôle 2 a trouvé 2 chiffres qu’aucun rejet n’explique. Le passage échoue ; le laboratoire peut l’arrêter, ou un nouveau plan corriger le profil."),
            "RECONCILE-002"),
        Reconciliation = Legs(false, null),
    };

    public static PassageView Erased() => At(96, 96, OpenGate.None, PassageState.Erased, 9) with
    {
        At = Start.AddHours(19),
        WasAccepted = true,
        Rejects = Rejects(new Text("Left out, Dr Maud Tressan", "Laissés de côté, Dr Maud Tressan")),
        Reconciliation = Legs(true, new EyeLeg(34, "Dr Maud Tressan", Start.AddMinutes(141))),
        Erasure = Erasure(ErasureTiming.Early),
        Certificate = "C-5d0c9e4177ab",
        Stages =
        [
            new StageDuration(new Text("Seal", "Sceller"), TimeSpan.FromMinutes(47.2), new Text("32 patients a second", "32 patients par seconde")),
            new StageDuration(new Text("Load", "Charger"), TimeSpan.FromMinutes(69)),
            new StageDuration(new Text("Reconcile", "Rapprocher"), TimeSpan.FromMinutes(14.3)),
            new StageDuration(new Text("Erase", "Effacer"), TimeSpan.FromSeconds(27.4)),
        ],
    };

    public static PassageView Demo() => Erased() with
    {
        Laboratory = "Laboratoire des Trois-Rivières (inventé)",
        IsOneMachine = true,
        Reconciliation = Legs(true, new EyeLeg(34, "Dr Maud Tressan", Start.AddMinutes(141), AutomaticSignature: true)),
        Invented = new InventedPeople([Twin(), Hostile()],
        [
            new ColumnPair("PATIENT", "NUMPAT", "patient", "external_number"), new ColumnPair("PATIENT", "NOM", "patient", "family_name"),
            new ColumnPair("PATIENT", "PRENOM", "patient", "given_names"), new ColumnPair("PATIENT", "DDN", "patient", "birth_date"),
            new ColumnPair("PATIENT", "SEXE", "patient", "sex"), new ColumnPair("RESULTAT", "CODANA", "observation", "code"),
            new ColumnPair("RESULTAT", "VALEUR", "observation", "value_number"), new ColumnPair("RESULTAT", "UNITE", "observation", "unit"),
        ]),
    };

    public static ErasureView Erasure(ErasureTiming timing) => new(
        timing == ErasureTiming.Late ? Start.AddDays(7).AddHours(5) : Start.AddMinutes(1092), Start.AddDays(7).AddHours(4), timing,
        [
            new RecipientStatement("age1pq" + new string('q', 1900) + "h7k2m9x4w8ze", new Text("Target gate, on the receiving server", "Porte cible, sur le serveur d’accueil"), Start.AddMinutes(1092), "gate-3r-cible"),
            new RecipientStatement("age1lab0f3c7k2m9x4w8zeq5t6y7u8i9o0p", new Text("Laboratory, in its safe", "Laboratoire, dans son coffre"), null, null),
        ],
        97, 4_103_882_911,
        [
            new PlaceErased("depot/P-0147ab12cd34/", new Text("97 files removed, folder re-read empty", "97 fichiers supprimés, dossier relu vide")),
            new PlaceErased("keys/passages/P-0147ab12cd34.key", new Text("overwritten, removed, re-read absent", "réécrit, supprimé, relu absent")),
            new PlaceErased("ecluse.db", new Text("ids, counts and hashes stay; no patient value was written there", "restent des identifiants, des nombres et des empreintes ; aucune valeur de patient n’y fut écrite"), Stays: true),
        ],
        new Text(
            "It cannot prove that nobody copied the parcels or a key outside Écluse, that no snapshot or backup of the disk holds them, or that a gate told the truth. Overwriting does not reach every block of an SSD or of a copy-on-write file system.",
            "Il ne peut pas prouver que personne n’a copié les colis ou une clé hors d’Écluse, qu’aucun instantané ni sauvegarde du disque ne les garde, ni qu’une porte a dit vrai. La réécriture n’atteint pas tous les blocs d’un SSD ou d’un système de fichiers à copie sur écriture."));

    private static PassageView At(int @sealed, int loaded, OpenGate gate, PassageState state, int stepsDone) => new()
    {
        Passage = "P-0147ab12cd34",
        Laboratory = "Laboratoire des Trois-Rivières",
        SourceSystem = "MEGABUS 7.2",
        TargetSystem = "KALISIL 3.1",
        State = state,
        Gate = gate,
        At = Start.AddMinutes(30 + stepsDone * 9),
        Zone = Paris,
        Contract = "SOL-3R-2025",
        PlanSha256 = "7c1e90ab33f8d2046be715c98a0fe2d641bb7095c6a30e1f92d854f7b3806d1c",
        ApprovedBy = "Dr Maud Tressan",
        Patients = new PatientCounts(96_418, 90_214, 90_214L * @sealed / 96, 90_214L * loaded / 96 - (loaded == 96 ? 12 : 0), loaded == 96 ? 12 : 0),
        Stayed =
        [
            new StayedBehind(new Text("last seen before 1 June 2016", "vus avant le 1er juin 2016"), 6_187),
            new StayedBehind(new Text("no usable date of last visit", "sans date de dernière visite utilisable"), 17),
        ],
        ColumnsNotRead = 31,
        Parcels = new ParcelCounts(96, @sealed, loaded, 42_748_780L * @sealed),
        Types = [.. Types.Select(type => new TypeProgress(
            type.Name, type.Planned, stepsDone > 3 ? type.Planned * @sealed / 96 : null,
            loaded > 0 ? type.Planned * loaded / 96 - (loaded == 96 ? type.DueToRejects : 0) : null,
            stepsDone >= 7 ? type.Planned - type.DueToRejects : null, loaded == 96 ? type.DueToRejects : 0))],
        Steps = Steps(stepsDone, state, loaded),
        EraseBy = Start.AddDays(7).AddHours(4),
        Checkpoint = new CheckpointView("ecluse.example/journal/3r", 48_211, "nzxB16C+VeLSX0Qd0nY8b1b8kY0aF7vS2m9r4c1QpTg="),
    };

    private static List<PassageStepView> Steps(int done, PassageState state, int loaded)
    {
        (Text Name, string By, double Minutes)[] steps =
        [
            (new Text("Instruction signed", "Instruction signée"), "Dr Maud Tressan", -3100),
            (new Text("Plan made", "Plan établi"), "Nadia Kervella", -1300), (new Text("Plan signed", "Plan signé"), "Dr Maud Tressan", -1181),
            (new Text("Source gate opened", "Porte source ouverte"), "gate-3r-source, Nadia Kervella", 0),
            (new Text("Sealed, source gate closed", "Scellé, porte source fermée"), "gate-3r-source, Nadia Kervella", 47),
            (new Text("Loaded into the target", "Chargé dans la cible"), "gate-3r-cible, Nadia Kervella", 116),
            (new Text("Reconciled", "Rapproché"), "gate-3r-cible, Nadia Kervella", 130),
            (new Text("Acceptance signed", "Recette signée"), "Dr Maud Tressan", 141), (new Text("Erased, certificate made", "Effacé, certificat établi"), "gate-3r-cible, Nadia Kervella", 1092),
        ];
        return [.. steps.Select((step, i) => i < done
            ? new PassageStepView(step.Name, step.By, Start.AddMinutes(step.Minutes))
            : i == done ? new PassageStepView(step.Name, null, null, loaded == 58 || state == PassageState.Stopped ? StepState.Failed : StepState.Now)
            : new PassageStepView(step.Name, null, null, StepState.ToCome))];
    }

    private static List<RefusedCount> Rejects(Text? decision) =>
    [
        new("REJECT-CHECK", new Text("A constraint of the target refused", "Une contrainte de la cible a refusé"), 7, decision),
        new("REJECT-UNIQUE", new Text("The target holds the number already", "Numéro déjà pris dans la cible"), 5, decision),
    ];

    private static ReconciliationView Legs(bool figuresAgree, EyeLeg? byEye) => new(
        [.. Keys.Zip(Types, (key, type) => new TypeComparison(key, type.Planned, type.DueToRejects, type.Planned - type.DueToRejects))],
        new PatientComparison(90_214, 90_202, 0, 0, 12), new SharedComparison(1_437, 0), Figures(figuresAgree), byEye);

    private static List<FigurePair> Figures(bool agree) =>
    [
        new("results-by-test", "GLY", "count", true), new("results-by-test", "GLY", "sum", agree, "1012873.40", agree ? "1012873.40" : "1012873400"),
        new("results-by-test", "HB", "count", true), new("results-by-test", "HB", "max", agree, "19.8", agree ? "19.8" : "198"),
        new("patients-by-sex", "F", "count", true), new("patients-by-sex", "M", "count", true),
        new("visits", "", "first", true),
    ];

    private static RawRow Row(string table, params (string, string?)[] columns) =>
        new(table, [.. columns.Select(column => new KeyValuePair<string, string?>(column.Item1, column.Item2))]);

    private static SamplePatient Twin() => new("PASVRAI Élodie-Inès", // invented
    [
        Row("PATIENT", ("NUMPAT", "00048211"), ("NOM", "PASVRAI             "), ("PRENOM", "ELODIE INES         "), ("DDN", "19870229"), ("SEXE", "2"), ("MDP_PORTAIL", "not read"), ("COMM_P", null)),
        Row("RESULTAT", ("CODANA", "GLY"), ("VALEUR", "5,10"), ("UNITE", "mmol/L")), Row("RESULTAT", ("CODANA", "HB"), ("VALEUR", "13,2"), ("UNITE", "g/dL")),
    ],
    [
        Row("patient", ("id", "0b0f8c1e-3d53-4c39-9c4f-0d5f8a4d2a11"), ("external_number", "00048211"), ("family_name", "PASVRAI"), ("given_names", "ELODIE INES"), ("birth_date", null), ("sex", "F")),
        Row("observation", ("id", "9f3c41d7-a0be-45e2-9001-000000000001"), ("code", "GLY"), ("value_number", "5.10"), ("unit", "mmol/L")),
        Row("observation", ("id", "9f3c41d7-a0be-45e2-9001-000000000002"), ("code", "HB"), ("value_number", "13.2"), ("unit", "g/dL")),
    ]);

    private static SamplePatient Hostile() => new("<script>alert(1)</script> & \"O’Hara\" \u202Egnp.exe",
        [Row("PATIENT", ("NUMPAT", "\"><img src=x onerror=alert(1)>"), ("NOM", "</style><b>"), ("PRENOM", new string('W', 90)))],
        [Row("patient", ("external_number", "\"><img src=x onerror=alert(1)>"), ("family_name", "</style><b>"))]);
}
