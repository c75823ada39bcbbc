using Ecluse.Samples.Rows;
using static Ecluse.Samples.Rows.ColumnKind;
using static Ecluse.Samples.Rows.DyeKind;

namespace Ecluse.Samples.Megabus;

/// <summary>
/// An invented schema in the manner of an old French laboratory system. Only the families of columns come from the
/// decision (SAN-2022-009, §8); no table or column is copied from any product.
/// </summary>
internal static class MegabusSchema
{
    /// <summary>Patients: the flat row that leaked, with prescriber, sampler and insurer repeated in it.</summary>
    public static readonly SampleTable Patients = new(
        "FICPAT", "NUMPAT",
        N("NUMPAT"), C("IPP", 12, Token), C("NOM", 40, Words), C("NOMNAIS", 40, Words), C("PRENOM", 60, Words),
        C("TITRE", 5), C("SEXE", 1), N("DATNAI"), N("RANGNAI"), C("LIEUNAI", 5), C("VILNAI", 40, Words),
        N("DATDEC"), C("NIR", 13), C("CLENIR", 2), C("INSMAT", 15), V("INSOID", 30), C("INSSTA", 1),
        C("ADR1", 50, Words), C("ADR2", 50, Words), C("CP", 5), C("VILLE", 40, Words), C("PAYS", 3),
        C("TEL", 14), C("PORT", 14), V("EMAIL", 80, Mail), N("DERVISITE"), V("COMMP", 250, Words),
        V("COMMD", 250, Words), V("IDENT_SR", 30, Token), V("PM", 30, Token), V("ZONE_LIBRE_1", 50, Words),
        V("ZONE_LIBRE_2", 50, Words), V("ZONE_LIBRE_3", 50, Token), C("PRESCOD", 8), C("PRESNOM", 40, Words),
        C("PRESPRE", 30, Words), C("PRESADR", 50, Words), C("PRESCP", 5), C("PRESVIL", 40, Words), C("PRESTEL", 14), V("PRESMEL", 80, Mail),
        C("PRELCOD", 8), C("PRELNOM", 40, Words), C("PRELPRE", 30, Words), C("PRELADR", 50, Words), C("PRELTEL", 14), C("TPCODE", 9),
        C("TPNOM", 50, Words), C("TPADR", 50, Words), C("TPTEL", 14), N("DATCRE"), N("DATMOD"));

    /// <summary>Orders, each with the prescriber repeated in it.</summary>
    public static readonly SampleTable Orders = new(
        "FICDEM", "NUMPAT",
        N("NUMDEM"), N("NUMPAT"), C("NODOS", 14, SerialDigits), N("DATDEM"), N("HEUDEM"), N("DATREC"), N("HEUREC"),
        C("URG", 1), C("ETAT", 1), C("PRESCOD", 8), C("PRESNOM", 40, Words), C("PRESPRE", 30, Words), C("PRESTEL", 14),
        C("SERVICE", 9), V("RENSCLIN", 250, Words), V("COMMDEM", 250, Words), N("DATMOD"));

    /// <summary>Specimens, each with its sampler repeated in it.</summary>
    public static readonly SampleTable Specimens = new(
        "FICPRE", "NUMPAT",
        N("NUMPRE"), N("NUMPAT"), N("NUMDEM"), C("NOTUBE", 14, SerialToken), C("NATURE", 4), N("DATPRE"), N("HEUPRE"),
        N("DATREC"), N("HEUREC"), C("PRELCOD", 8), C("PRELNOM", 40, Words), C("ETAT", 1), V("COMMPRE", 250, Words));

    /// <summary>Results of every kind and version in one table.</summary>
    public static readonly SampleTable Results = new(
        "FICRES", "NUMPAT",
        N("NUMRES"), N("NUMPAT"), N("NUMDEM"), N("NUMPRE"), C("CODANA", 6), C("LIBANA", 40), C("TYPRES", 1),
        C("RESULTAT", 20, Number), C("CODREP", 6), V("TEXTRES", 250, FilledWords), C("UNITE", 10), C("NMIN", 10),
        C("NMAX", 10), C("NTEXTE", 40), C("DRAPEAU", 2), C("METHODE", 40, Words), N("VERSION"), N("REMPLACE"),
        N("PERE"), N("RANG"), C("STATUT", 1), N("DATRES"), N("HEURES"), N("DATVAL"), N("HEUVAL"), C("VALCOD", 8),
        V("COMMRES", 250, Words));

    /// <summary>Reports of results (comptes rendus).</summary>
    public static readonly SampleTable Reports = new(
        "FICCR", "NUMPAT",
        N("NUMCR"), N("NUMPAT"), N("NUMDEM"), C("NOCR", 14, SerialToken), C("TITRE", 50), C("ETAT", 1), N("DATCR"),
        N("HEUCR"), C("VALCOD", 8), V("CONCL", 250, Words));

    /// <summary>Signed reports, byte for byte.</summary>
    public static readonly SampleTable Documents = new(
        "FICDOC", "NUMPAT",
        N("NUMDOC"), N("NUMPAT"), N("NUMCR"), N("NUMDEM"), C("TITRE", 50, Words), C("TYPDOC", 4), N("DATDOC"), N("HEUDOC"),
        new SampleColumn("CONTENU", Blob));

    /// <summary>Coverage by an insurer (tiers payant).</summary>
    public static readonly SampleTable Coverages = new(
        "FICCOU", "NUMPAT",
        N("NUMCOU"), N("NUMPAT"), C("TPCODE", 9), C("REGIME", 2), C("NOADH", 20, Token), N("DATDEB"), N("DATFIN"));

    /// <summary>People who prescribe, sample or validate.</summary>
    public static readonly SampleTable Practitioners = new(
        "FICINT", null,
        C("CODINT", 8), C("RPPS", 11), C("NOM", 40), C("PRENOM", 30), C("TITRE", 5), C("ROLE", 4), C("SPEC", 30),
        C("ADR", 50), C("CP", 5), C("VILLE", 40), C("TEL", 14), V("MEL", 80), N("ACTIF"));

    /// <summary>Insurers, wards and the laboratory itself.</summary>
    public static readonly SampleTable Organisations = new(
        "FICORG", null,
        C("CODORG", 9), C("GENRE", 3), C("NOM", 50), C("IDENT", 14), C("ADR", 50), C("CP", 5), C("VILLE", 40),
        C("TEL", 14), V("MEL", 80));

    /// <summary>Catalogue of tests.</summary>
    public static readonly SampleTable Tests = new(
        "CODANA", null,
        C("CODANA", 6), C("LIBANA", 40), C("LOINC", 7), C("UNITE", 10), C("NATURE", 4), C("TYPRES", 1));

    /// <summary>Units: the old system's and UCUM's.</summary>
    public static readonly SampleTable Units = new("CODUNI", null, C("UNITE", 10), C("UCUM", 12));

    /// <summary>Sexes.</summary>
    public static readonly SampleTable Sexes = new("CODSEX", null, C("SEXE", 1), C("LIBELLE", 20));

    /// <summary>Specimen types.</summary>
    public static readonly SampleTable SpecimenTypes = new("CODNAT", null, C("NATURE", 4), C("LIBELLE", 40));

    /// <summary>Coded results.</summary>
    public static readonly SampleTable Answers = new("CODREP", null, C("CODREP", 6), C("LIBELLE", 60));

    /// <summary>Every table, patients first.</summary>
    public static readonly IReadOnlyList<SampleTable> All =
    [
        Patients, Orders, Specimens, Results, Reports, Documents, Coverages, Practitioners, Organisations, Tests,
        Units, Sexes, SpecimenTypes, Answers,
    ];

    private static SampleColumn N(string name) => new(name, Integer);

    private static SampleColumn C(string name, int length, DyeKind dye = None) => new(name, ColumnKind.Char, length, dye);

    private static SampleColumn V(string name, int length, DyeKind dye = None) => new(name, Varchar, length, dye);
}
