namespace Ecluse.Samples.Documents;

/// <content>The text of the sample instruction.</content>
public static partial class SampleDocuments
{
    private const string InstructionRecords =
        """
        records:
          practitioner: [rpps, family-name, given-names, title, role, speciality, address, postal-code, city, phone, email, active]
          organisation: [kind, name, identifier, address, postal-code, city, phone, email]
          patient:
            - number
            - family-name
            - birth-name
            - given-names
            - first-given-name
            - title
            - sex
            - birth-date
            - birth-date-accuracy
            - birth-place-code
            - birth-place
            - birth-rank
            - deceased-date
            - ins
            - ins-oid
            - identity-status
            - nir
            - address
            - postal-code
            - city
            - country
            - phone
            - mobile
            - email
            - last-visit
          coverage: [kind, member-number, valid-from, valid-until]
          order: [number, ordered-at, received-at, priority, status]
          specimen: [number, type-code, type-text, collected-at, received-at, status]
          observation:
            - kind
            - version
            - rank
            - code
            - code-text
            - loinc
            - status
            - value-number
            - value-comparator
            - value-unit
            - value-code
            - value-code-text
            - value-text
            - value-written
            - range-low
            - range-high
            - range-text
            - flag
            - method
            - observed-at
            - issued-at
            - validated-at
          report: [number, title, status, issued-at]
          document: [title, media-type, created-at, content, content-sha256]
        free-text:
          - type: observation
            field: comment
            reason: les commentaires de validation font partie du résultat rendu et doivent rester lisibles avec lui

        """;

    private static string InstructionHead(SampleInstruction sample) =>
        $$"""
        # Instruction du Laboratoire des Trois-Rivières (inventé) : démonstration d’Écluse.
        # Les commentaires P et D ne sont pas dans la liste.
        type: instruction/1
        number: {{InstructionNumber}}
        contract: {{ContractNumber}}
        purpose: reprise des dossiers du laboratoire dans KALISIL, MEGABUS n’étant plus maintenu
        environment: test
        time-zone: Europe/Paris
        source: { connection: {{sample.Source}}, profile: { name: megabus } }
        target: { connection: {{sample.Target}}, profile: { name: kalisil } }
        bounds:
          patients: { last-visit-on-or-after: {{LastVisitOnOrAfter:yyyy-MM-dd}} }
          undated: leave
        expected-patients: { count: {{sample.ExpectedPatients}}, tolerance-percent: 2 }
        erase-by: "{{Instant(sample.EraseBy)}}"
        fate: delete
        inspect: counts
        remainder:
          where: base MEGABUS, gardée hors réseau au laboratoire
          by: Laboratoire des Trois-Rivières
          until: 2036-12-31
          duty: conservation des comptes rendus par le laboratoire, responsable du traitement
        trial: {{(sample.IsTrial ? "true" : "false")}}

        """;
}
