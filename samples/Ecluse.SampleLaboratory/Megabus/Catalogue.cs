namespace Ecluse.Samples.Megabus;

/// <summary>
/// Tests, units, specimen types and coded answers of the sample laboratory. LOINC and UCUM codes are the public ones;
/// the laboratory's own codes and its reference ranges are invented and must not be used for care.
/// </summary>
internal static class Catalogue
{
    /// <summary>Blood count.</summary>
    public static readonly LabTest[] BloodCount =
    [
        new("HB", "Hémoglobine", "718-7", "g/dL", "g/dL", "SANG", 'N', 120, 160, 1),
        new("HT", "Hématocrite", "4544-3", "%", "%", "SANG", 'N', 370, 470, 1),
        new("GR", "Hématies", "789-8", "T/L", "10*12/L", "SANG", 'N', 400, 540, 2),
        new("GB", "Leucocytes", "6690-2", "G/L", "10*9/L", "SANG", 'N', 400, 1000, 2),
        new("PLQ", "Plaquettes", "777-3", "G/L", "10*9/L", "SANG", 'N', 150, 400),
        new("VGM", "Volume globulaire moyen", "787-2", "fL", "fL", "SANG", 'N', 800, 1000, 1),
        new("PNN", "Polynucléaires neutrophiles", "751-8", "G/L", "10*9/L", "SANG", 'N', 180, 750, 2),
        new("LYM", "Lymphocytes", "731-0", "G/L", "10*9/L", "SANG", 'N', 100, 400, 2),
    ];

    /// <summary>Chemistry.</summary>
    public static readonly LabTest[] Chemistry =
    [
        new("GLU", "Glycémie à jeun", "2345-7", "g/L", "g/L", "SERU", 'N', 70, 110, 2, "Hexokinase"),
        new("CRE", "Créatinine", "2160-0", "µmol/L", "umol/L", "SERU", 'N', 45, 104, 0, "Enzymatique"),
        new("NA", "Sodium", "2951-2", "mmol/L", "mmol/L", "SERU", 'N', 136, 145),
        new("K", "Potassium", "2823-3", "mmol/L", "mmol/L", "SERU", 'N', 350, 510, 2),
        new("ALT", "Transaminases ALAT", "1742-6", "UI/L", "[IU]/L", "SERU", 'N', 5, 45),
        new("AST", "Transaminases ASAT", "1920-8", "UI/L", "[IU]/L", "SERU", 'N', 5, 40),
        new("GGT", "Gamma-GT", "2324-2", "UI/L", "[IU]/L", "SERU", 'N', 8, 55),
    ];

    /// <summary>Lipids.</summary>
    public static readonly LabTest[] Lipids =
    [
        new("CHO", "Cholestérol total", "2093-3", "g/L", "g/L", "SERU", 'N', 120, 200, 2),
        new("HDL", "Cholestérol HDL", "2085-9", "g/L", "g/L", "SERU", 'N', 40, 65, 2),
        new("TRI", "Triglycérides", "2571-8", "g/L", "g/L", "SERU", 'N', 40, 150, 2),
    ];

    /// <summary>Single tests.</summary>
    public static readonly LabTest[] Singles =
    [
        new("CRP", "Protéine C réactive", "1988-5", "mg/L", "mg/L", "SERU", 'N', 0, 50, 1, "Immunoturbidimétrie"),
        new("TSH", "TSH ultrasensible", "3016-3", "mUI/L", "m[IU]/L", "SERU", 'N', 27, 420, 2, "Électrochimiluminescence"),
        new("TNI", "Troponine I", "10839-9", "µg/L", "ug/L", "PLAS", 'N', 0, 12, 2, "Électrochimiluminescence"),
        new("INR", "INR", "6301-6", "", "1", "PLAS", 'N', 80, 120, 2),
        new("DDI", "D-dimères", "48065-7", "ng/mL", "ng/mL", "PLAS", 'N', 0, 500),
        new("FER", "Ferritine", "2276-4", "µg/L", "ug/L", "SERU", 'N', 15, 200),
        new("HBA", "Hémoglobine glyquée", "4548-4", "%", "%", "SANG", 'N', 40, 60, 1, "HPLC"),
    ];

    /// <summary>Coded answers: a serology each.</summary>
    public static readonly LabTest[] Serologies =
    [
        new("VIH", "Dépistage VIH 1 et 2", "56888-1", "", "", "SERU", 'C', Method: "Immunoenzymatique"),
        new("HBS", "Antigène HBs", "5196-1", "", "", "SERU", 'C', Method: "Immunoenzymatique"),
        new("RUB", "Rubéole, IgG", "25514-1", "", "", "SERU", 'C', Method: "Immunoenzymatique"),
    ];

    /// <summary>A text.</summary>
    public static readonly LabTest Smear = new("FROT", "Examen du frottis sanguin", "5909-7", "", "", "SANG", 'T');

    /// <summary>Urine culture, its isolates and their susceptibilities.</summary>
    public static readonly LabTest Culture = new("ECBU", "Examen cytobactériologique des urines", "630-4", "", "", "URIN", 'B');

    /// <summary>An isolate of a culture.</summary>
    public static readonly LabTest Isolate = new("GERME", "Germe isolé", "11475-1", "", "", "URIN", 'I');

    /// <summary>Antibiotics.</summary>
    public static readonly LabTest[] Antibiotics =
    [
        new("AMX", "Amoxicilline", "18861-5", "mg/L", "mg/L", "URIN", 'S', Decimals: 2),
        new("CTX", "Céfotaxime", "18886-2", "mg/L", "mg/L", "URIN", 'S', Decimals: 2),
        new("OFX", "Ofloxacine", "18959-7", "mg/L", "mg/L", "URIN", 'S', Decimals: 2),
        new("FOS", "Fosfomycine", "25596-8", "mg/L", "mg/L", "URIN", 'S', Decimals: 2),
        new("NIT", "Nitrofurantoïne", "18955-5", "mg/L", "mg/L", "URIN", 'S', Decimals: 2),
    ];

    /// <summary>ABO group.</summary>
    public static readonly LabTest Abo = new("ABO", "Groupe sanguin ABO", "883-9", "", "", "SANG", 'G', Method: "Filtration sur gel");

    /// <summary>Rhesus D.</summary>
    public static readonly LabTest Rhesus = new("RHD", "Rhésus D (RH1)", "10331-7", "", "", "SANG", 'G', Method: "Filtration sur gel");

    /// <summary>Screening for irregular antibodies.</summary>
    public static readonly LabTest Antibodies = new("RAI", "Recherche d’agglutinines irrégulières", "890-4", "", "", "SANG", 'A');

    /// <summary>Every test.</summary>
    public static readonly LabTest[] All =
    [
        .. BloodCount, .. Chemistry, .. Lipids, .. Singles, .. Serologies, Smear, Culture, Isolate, .. Antibiotics,
        Abo, Rhesus, Antibodies,
    ];

    /// <summary>Specimen types and their labels.</summary>
    public static readonly (string Code, string Label)[] Specimens =
        [("SANG", "Sang total (EDTA)"), ("SERU", "Sérum"), ("PLAS", "Plasma citraté"), ("URIN", "Urines")];

    /// <summary>Coded answers and their labels.</summary>
    public static readonly (string Code, string Label)[] Answers =
    [
        ("POS", "Positif"), ("NEG", "Négatif"), ("DOU", "Douteux"), ("IMM", "Immunité acquise"),
        ("S", "Sensible"), ("I", "Sensible à forte posologie"), ("R", "Résistant"),
        ("A", "Groupe A"), ("B", "Groupe B"), ("AB", "Groupe AB"), ("O", "Groupe O"), ("RHPOS", "RH:1"), ("RHNEG", "RH:-1"),
        ("ECOLI", "Escherichia coli"), ("KLPN", "Klebsiella pneumoniae"), ("ENFA", "Enterococcus faecalis"),
        ("STER", "Culture stérile"), ("CPOS", "Culture positive"),
    ];
}
