using System.Globalization;

namespace Ecluse.Samples.Documents;

/// <content>The text of the sample contract record.</content>
public static partial class SampleDocuments
{
    // The hash of the sample's paper contract: a document that exists in the story only.
    private const string PaperSha256 = "6f1c0d5a9b7e4832a1d0c4f7e8b2693550f4ad1e7c98b23641d5e0f9a8c7b612";

    private static string ContractHead(string signed, string from, string until) =>
        $$"""
        # Laboratoire et éditeurs inventés : démonstration d’Écluse.
        type: contract/1
        number: {{ContractNumber}}
        basis: own
        signed-document:
          title: Contrat de sous-traitance, reprise des dossiers du Laboratoire des Trois-Rivières
          sha256: "{{PaperSha256}}"
          pages: 14
        read-by:
          - { name: Dr Hélène Aubrac-Nivel, party: controller, on: {{signed}} }
          - { name: Maud Keravel, party: processor, on: {{signed}} }
        in-force: { from: "{{from}}", until: "{{until}}" }
        parties:
          controller:
            name: Laboratoire des Trois-Rivières
            registration: FINESS 99 000 123 4
            address: 12 quai des Écluses, 99123 Trois-Rivières
            contact: { name: Dr Hélène Aubrac-Nivel, position: biologiste responsable, details: direction@trois-rivieres.example }
            representative: { name: Dr Hélène Aubrac-Nivel, position: présidente }
          processor:
            name: Solvane Santé
            registration: SIREN 999 000 111
            address: 4 allée du Halage, 99200 Port-Aval
            contact: { name: Maud Keravel, position: ingénieure de migration, details: migration@solvane.example }
            representative: { name: Yannick Delestre, position: directeur général }
          receiving-vendor: { name: Orlane Systèmes }

        """;

    private static string ContractPoints(string signed) =>
        $$"""
        mentions:
          subject-matter:
            text: Solvane Santé fait passer les dossiers que le laboratoire désigne de MEGABUS à KALISIL.
            where: article 1
            systems: [MEGABUS 4.2 (ancien système), KALISIL 3.1 (nouveau système)]
          duration:
            text: Le contrat couvre la reprise, sa vérification et l’effacement qui la suit.
            months: 6
          nature:
            text: Les seules opérations sont celles que voici.
            operations:
              - lecture des colonnes désignées par un compte qui ne peut que lire
              - mise en parcelles chiffrées, chargement, rapprochement, effacement certifié
          purpose:
            text: Les données ne servent qu’à la reprise des dossiers dans le nouveau système.
            aims: [reprise des dossiers et des résultats dans KALISIL]
          data-types:
            text: Seules passent les données que l’instruction énumère.
            types: [identité et statut INS, prescriptions et prélèvements, résultats validés et comptes rendus, caisse et mutuelle]
          data-subjects:
            text: Les personnes dont le laboratoire tient le dossier ou avec qui il travaille.
            categories: [patients vus depuis le 7 mai 2017, prescripteurs, préleveurs et biologistes]
          controller-rights:
            text: Le laboratoire décide seul de ce qui passe et peut tout arrêter.
            rights: [signer ou refuser chaque étape avec sa propre clé, arrêter à tout instant, vérifier le journal seul]
        clauses:
          instructions:
            text: Rien n’est lu sans une instruction écrite et signée par un signataire du laboratoire.
            channel: fichier d’instruction signé (SSHSIG) par une clé de cette fiche
            transfers: []
          confidentiality:
            text: Chaque intervenant a signé un engagement personnel de confidentialité.
            undertaking: modèle ENG-07, engagements signés gardés par la directrice
          security:
            text: Ces mesures sont en place avant la première lecture.
            measures:
              - chiffrement age de chaque parcelle avant tout dépôt, clé propre au passage
              - comptes nominatifs, aucun compte partagé, aucun accès anonyme
              - journal signé, vérifiable de l’extérieur
          sub-processors:
            text: Rien n’est confié à un tiers qui ne soit pas nommé ici.
            list: []
          data-subject-requests:
            text: Une demande d’un patient est transmise au laboratoire, qui seul y répond.
            forward-within-days: 2
            contact: accueil du laboratoire, patients@trois-rivieres.example
          assistance:
            text: Solvane Santé remet les pièces dont le laboratoire a besoin face à l’autorité.
            tasks: [description des mesures pour l’analyse d’impact, chiffres et chronologie d’une violation]
            contact: dpo@solvane.example
          end-of-contract:
            text: À la fin, tout est effacé, clés comprises, et certifié.
            fate: delete
            within-days: 8
          audits:
            text: Le laboratoire contrôle sur pièces et sur place.
            notice-days: 5
            evidence: [plan, manifeste et certificat de chaque passage, journal et points de contrôle]
          unlawful-instruction:
            text: Une instruction qui semble illicite est signalée aussitôt, et suspendue.
            within-hours: 24
            contact: direction@trois-rivieres.example
          sub-processor-authorisation:
            text: Tout nouveau sous-traitant ultérieur demande un accord écrit.
            authorisation: specific
            notice-days: 30
          flow-down:
            text: Un sous-traitant ultérieur signe les mêmes engagements.
            means: contrat écrit remis en copie avant toute intervention
          written-form:
            text: Le contrat est écrit et signé des deux parties.
            form: electronic
            signed-on: {{signed}}
        breach-notice-hours: 24

        """;

    private static string ContractTail(DateTimeOffset from) =>
        $$"""
        hosting:
          none-because: "les parcelles ne quittent pas les machines du laboratoire (démonstration sur une seule machine)"
        impact-assessment: { reference: AIPD-2026-03, date: {{from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}} }
        data-protection-officers:
          controller: { name: Cabinet Ormeval, contact: dpo@trois-rivieres.example }
          processor: { name: Inès Roudaut, contact: dpo@solvane.example }

        """;
}
