using Ecluse.PassagePages;

namespace Ecluse.Cli.Demo;

/// <summary>Which column of the old system became which of the new one, for the eyes; nothing is computed from it.</summary>
internal static class DemoPairs
{
    public static IReadOnlyList<ColumnPair> All { get; } =
    [
        .. Pairs("FICPAT", "patient",
            "NUMPAT legacy_ref", "IPP patient_number", "NOM family_name", "NOMNAIS birth_name", "PRENOM given_names",
            "TITRE title", "SEXE sex_code", "DATNAI birth_date", "RANGNAI birth_rank", "LIEUNAI birth_place_code",
            "VILNAI birth_place", "DATDEC deceased_date", "NIR nir", "INSMAT ins", "INSOID ins_oid", "INSSTA identity_status",
            "ADR1 address", "CP postal_code", "VILLE city", "PAYS country", "TEL phone", "PORT mobile", "EMAIL email",
            "DERVISITE last_visit"),
        .. Pairs("FICCOU", "coverage", "NOADH member_number", "REGIME kind", "DATDEB valid_from", "DATFIN valid_until"),
        .. Pairs("FICDEM", "lab_order", "NODOS dossier_number", "DATDEM ordered_at", "DATREC received_at", "URG priority", "ETAT status"),
        .. Pairs("FICPRE", "specimen", "NOTUBE tube_number", "NATURE type_code", "DATPRE collected_at", "ETAT status"),
        .. Pairs("FICRES", "result",
            "NUMRES legacy_ref", "CODANA test_code", "LIBANA label", "RESULTAT value_written", "UNITE unit_code",
            "CODREP answer_code", "TEXTRES value_text", "NMIN range_low", "NMAX range_high", "DRAPEAU flag", "STATUT status",
            "DATRES observed_at", "DATVAL validated_at"),
        .. Pairs("FICCR", "report", "NOCR report_number", "TITRE title", "ETAT status", "DATCR issued_at", "CONCL conclusion"),
    ];

    private static IEnumerable<ColumnPair> Pairs(string from, string to, params string[] columns) =>
        columns.Select(pair => pair.Split(' ')).Select(pair => new ColumnPair(from, pair[0], to, pair[1]));
}
