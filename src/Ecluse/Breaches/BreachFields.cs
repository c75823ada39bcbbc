using Ecluse.Errors;
using static Ecluse.Breaches.BreachSection;
using static Ecluse.Breaches.FieldKind;
using static Ecluse.Breaches.FieldScope;

namespace Ecluse.Breaches;

/// <summary>The fields of a dossier: the closed list, in the order of the CNIL's form.</summary>
/// <remarks>Source: the CNIL's online service for breach notices, and GDPR 33(3), 34; the words are ours.</remarks>
public static class BreachFields
{
    /// <summary>When the handler was aware.</summary>
    public const string Aware = "aware";

    /// <summary>Whether a controller is concerned.</summary>
    public const string Concerned = "concerned";

    /// <summary>When a controller was told.</summary>
    public const string Told = "told";

    /// <summary>When a controller knew otherwise.</summary>
    public const string KnewOtherwise = "knew-otherwise";

    /// <summary>When the authority was notified; each time one version.</summary>
    public const string AuthorityNotified = "authority-notified";

    /// <summary>Why no notice to the authority is owed.</summary>
    public const string RiskUnlikely = "risk-unlikely";

    /// <summary>Whether NIS2 applies.</summary>
    public const string Nis2 = "nis2-applies";

    /// <summary>How severe it is.</summary>
    public const string Severity = "severity";

    /// <summary>Whether the persons are told.</summary>
    public const string PersonsDecision = "persons-decision";

    /// <summary>When the persons were told.</summary>
    public const string PersonsTold = "persons-told";

    /// <summary>Whether the keys stayed safe.</summary>
    public const string KeysSafe = "keys-safe";

    /// <summary>How many persons.</summary>
    public const string Persons = "persons";

    /// <summary>How many records.</summary>
    public const string Records = "records";

    /// <summary>A step of containment.</summary>
    public const string Step = "step";

    /// <summary>When a step is to be looked at again.</summary>
    public const string StepAgain = "step-again";

    /// <summary>That the breach is closed.</summary>
    public const string Closed = "closed";

    /// <summary>Yes.</summary>
    public const string Yes = "yes";

    /// <summary>No.</summary>
    public const string No = "no";

    /// <summary>The ground of article 34(3)(a).</summary>
    public const string Unintelligible = "no-unintelligible";

    private static readonly (string, Text)[] YesNo = [(Yes, new("yes", "oui")), (No, new("no", "non"))];

    /// <summary>Every field, in order.</summary>
    public static IReadOnlyList<BreachField> All { get; } =
    [
        .. ClockFields(), .. NatureFields(), .. OriginFields(), .. PersonFields(), .. DataFields(), .. ConsequenceFields(), .. MeasureFields(),
        .. CommunicationFields(), .. ContainmentFields(),
    ];

    private static readonly Dictionary<string, BreachField> ByName = All.ToDictionary(field => field.Name);

    /// <summary>A field by its name; null for a name that is none.</summary>
    public static BreachField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The title of a section.</summary>
    public static Text TitleOf(BreachSection section) => section switch
    {
        Clocks => new("Instants and notices", "Instants et notifications"),
        Nature => new("Nature of the breach", "Nature de la violation"),
        BreachSection.Origin => new("Origin and cause", "Origine et cause"),
        BreachSection.Persons => new("Persons", "Personnes"),
        DataTouched => new("Data", "Données"),
        Consequences => new("Likely consequences", "Conséquences probables"),
        Measures => new("Measures", "Mesures"),
        Communication => new("Telling the persons", "Information des personnes"),
        _ => new("Containment", "Endiguement"),
    };

    private static IEnumerable<BreachField> ClockFields() =>
    [
        Field(Aware, Clocks, Instant, Incident, new("When we were aware", "Quand nous en avons eu connaissance"), note: new("what made it certain enough", "ce qui l’a rendu assez certain")),
        Field(Concerned, Clocks, Choice, Controller, new("Is this controller concerned?", "Ce responsable est-il concerné ?"), YesNo, new("why not, or what of its data", "pourquoi non, ou quelles données")),
        Field(Told, Clocks, Instant, Controller, new("When the controller was told", "Quand le responsable a été informé"), note: new("whom and how", "qui et comment")),
        Field(KnewOtherwise, Clocks, Instant, Controller, new("When the controller knew otherwise", "Quand le responsable l’a su autrement"), note: new("from whom", "par qui")),
        Field(AuthorityNotified, Clocks, Instant, Controller, new("When the authority was notified", "Quand l’autorité a été notifiée"), note: new("the notice’s reference number", "le numéro de la notification")) with { Repeats = true },
        Field("delay-reasons", Clocks, Typed, Controller, new("Reasons for a notice after 72 hours", "Motifs d’une notification au-delà de 72 heures")),
        Field(RiskUnlikely, Clocks, Choice, Controller, new("Is a risk for the persons unlikely (no notice owed)?", "Un risque pour les personnes est-il improbable (pas de notification) ?"), YesNo, new("the reasoning", "le raisonnement")),
        Field("health-agency-told", Clocks, Instant, Controller, new("When the health agency was told", "Quand l’agence de santé a été avisée"), note: new("the report’s reference number", "le numéro du signalement")),
        Field(Nis2, Clocks, Choice, FieldScope.Both, new("Does NIS2 apply?", "NIS2 s’applique-t-elle ?"), YesNo, new("why, or why not", "pourquoi, ou pourquoi non")),
        Field("csirt-warned", Clocks, Instant, Controller, new("When the CSIRT had its early warning", "Quand le CSIRT a reçu l’alerte précoce")),
        Field("csirt-notified", Clocks, Instant, Controller, new("When the CSIRT was notified", "Quand le CSIRT a été notifié")),
        Field(Closed, Clocks, Choice, Incident, new("Is the breach closed?", "La violation est-elle close ?"), YesNo, new("on what ground", "sur quel fondement")),
    ];

    private static IEnumerable<BreachField> NatureFields() =>
    [
        Field("certainty", Nature, Choice, Incident, new("Established or suspected", "Avérée ou supposée"), [("established", new("established", "avérée")), ("suspected", new("suspected", "supposée"))]),
        Field("discovered", Nature, Instant, Incident, new("Discovered", "Découverte")),
        Field("began", Nature, Instant, FieldScope.Both, new("Began", "Début")),
        Field("ended", Nature, Instant, FieldScope.Both, new("Ended", "Fin")),
        Field("going-on", Nature, Choice, Incident, new("Still going on?", "Toujours en cours ?"), YesNo),
        Field("circumstances", Nature, Typed, FieldScope.Both, new("How it was found: who, where, how", "Circonstances de la découverte : qui, où, comment")),
        Field("loss", Nature, Choices, Incident, new("What was lost", "Ce qui est perdu"),
        [
            ("confidentiality", new("confidentiality", "confidentialité")), ("integrity", new("integrity", "intégrité")),
            ("availability", new("availability", "disponibilité")),
        ]),
    ];

    private static IEnumerable<BreachField> OriginFields() =>
    [
        Field("origin", BreachSection.Origin, Choices, Incident, new("Origin", "Origine"),
        [
            ("hacking", new("hacking, malware or phishing", "piratage, logiciel malveillant ou hameçonnage")),
            ("published", new("unintended publication", "publication involontaire")),
            ("device-lost", new("device lost or stolen", "équipement perdu ou volé")),
            ("device-discarded", new("device discarded without secure erasure", "équipement mis au rebut sans effacement sûr")),
            ("paper-lost", new("paper lost, stolen or left accessible", "papier perdu, volé ou laissé accessible")),
            ("paper-discarded", new("paper thrown away undestroyed", "papier jeté sans être détruit")),
            ("mail-lost", new("mail lost or opened", "courrier perdu ou ouvert")),
            ("wrong-person", new("another person’s data shown on a portal", "données d’une autre personne affichées sur un portail")),
            ("wrong-recipient", new("sent to the wrong recipient", "envoi à un mauvais destinataire")),
            ("spoken", new("told orally", "divulgation orale")), ("other", new("other", "autre")),
        ]),
        Field("cause", BreachSection.Origin, Choice, Incident, new("Cause of the breach", "Cause de la violation"),
        [
            ("external-malicious", new("external, malicious", "externe, malveillante")), ("external-accidental", new("external, accidental", "externe, accidentelle")),
            ("internal-malicious", new("internal, malicious", "interne, malveillante")), ("internal-accidental", new("internal, accidental", "interne, accidentelle")),
        ]),
        Field("processors", BreachSection.Origin, Typed, FieldScope.Both, new("Processors involved: names, contacts", "Sous-traitants impliqués : noms, coordonnées")),
    ];

    private static IEnumerable<BreachField> PersonFields() =>
    [
        Field("person-kinds", BreachSection.Persons, Choices, FieldScope.Both, new("Whose data", "Données de qui"),
        [
            ("patients", new("patients of the laboratory", "patients du laboratoire")), ("vulnerable", new("vulnerable persons", "personnes vulnérables")), ("minors", new("minors", "mineurs")),
            ("prescribers", new("prescribers", "prescripteurs")), ("employees", new("employees", "salariés")), ("other", new("other", "autres")),
        ]),
        Field(Persons, BreachSection.Persons, Number, Controller, new("Persons, approximately", "Nombre approximatif de personnes"), note: null),
        Field("identifiable", BreachSection.Persons, Choice, Incident, new("Directly identifiable?", "Directement identifiables ?"), YesNo),
    ];

    private static IEnumerable<BreachField> DataFields() =>
    [
        Field("data", DataTouched, Choices, FieldScope.Both, new("Kinds of data", "Catégories de données"),
        [
            ("name", new("name", "nom")), ("birth-date", new("date of birth", "date de naissance")), ("sex", new("sex", "sexe")),
            ("nir", new("social security number", "numéro de sécurité sociale")), ("contact", new("contact", "coordonnées")),
            ("login", new("login data", "données de connexion")), ("health", new("health", "santé")), ("genetic", new("genetic data", "données génétiques")),
            ("insurance", new("insurance", "assurance maladie")), ("official-documents", new("official documents", "documents officiels")),
            ("financial", new("financial", "données bancaires")), ("other", new("other", "autres")),
        ]),
        Field(Records, DataTouched, Number, Controller, new("Records, approximately", "Nombre approximatif d’enregistrements")),
        Field("medium", DataTouched, Choices, Incident, new("Medium", "Support"),
        [
            ("server", new("server", "serveur")), ("workstation", new("desktop or laptop", "poste fixe ou portable")), ("backup", new("backup", "sauvegarde")),
            ("removable", new("removable medium", "support amovible")), ("phone", new("telephone", "téléphone")), ("paper", new("paper", "papier")),
        ]),
    ];

    private static IEnumerable<BreachField> ConsequenceFields() =>
    [
        Field("consequences", Consequences, Choices, FieldScope.Both, new("For the data", "Pour les données"),
        [
            ("spread", new("spread further than needed", "diffusion au-delà du nécessaire")), ("matched", new("matched with other data", "croisement avec d’autres données")),
            ("misused", new("misused", "détournement")), ("falsified", new("falsified", "falsification")), ("unavailable", new("not there when needed for care", "indisponibles pour les soins")),
        ]),
        Field("harm", Consequences, Choices, FieldScope.Both, new("For the persons", "Pour les personnes"),
        [
            ("control", new("loss of control over the data", "perte de maîtrise des données")), ("identity-theft", new("identity theft", "usurpation d’identité")),
            ("phishing", new("targeted phishing", "hameçonnage ciblé")), ("fraud", new("fraud, false prescriptions", "fraude, fausses ordonnances")),
            ("discrimination", new("being discriminated against", "discrimination")), ("reputation", new("reputation", "réputation")), ("privacy", new("privacy", "vie privée")),
            ("secrecy", new("loss of professional secrecy", "perte du secret professionnel")), ("financial", new("financial loss", "perte financière")),
        ]),
        Field(Severity, Consequences, Choice, FieldScope.Both, new("Severity", "Gravité"),
        [
            ("negligible", new("negligible", "négligeable")), ("limited", new("limited", "limitée")), ("important", new("important", "importante")),
            ("maximal", new("maximal", "maximale")),
        ],
        new("the reasoning", "le raisonnement")),
    ];

    private static IEnumerable<BreachField> MeasureFields() =>
    [
        Field("measures-before", Measures, Typed, FieldScope.Both, new("In place before", "En place avant")),
        Field("measures-now", Measures, Typed, FieldScope.Both, new("Taken at once", "Prises aussitôt")),
        Field("measures-next", Measures, Typed, FieldScope.Both, new("To come", "À venir")),
    ];

    private static IEnumerable<BreachField> CommunicationFields() =>
    [
        Field(KeysSafe, Communication, Choice, FieldScope.Both, new("Did the keys stay safe?", "Les clés sont-elles restées sûres ?"), YesNo, new("how that is known", "comment on le sait")),
        Field(PersonsDecision, Communication, Choice, Controller, new("Are the persons told?", "Les personnes sont-elles informées ?"),
        [
            (Yes, new("yes", "oui")),
            ("no-low-risk", new("no: no high risk (34(1))", "non : pas de risque élevé (34(1))")),
            (Unintelligible, new("no: unintelligible to whoever has it (34(3)(a))", "non : incompréhensibles pour qui les détient (34(3)(a))")),
            ("no-removed", new("no: later measures removed the high risk (34(3)(b))", "non : le risque élevé a été écarté ensuite (34(3)(b))")),
            ("public", new("by public communication: otherwise disproportionate (34(3)(c))", "par communication publique : effort disproportionné sinon (34(3)(c))")),
        ],
        new("the reasoning", "le raisonnement")),
        Field("advice", Communication, Typed, FieldScope.Both, new("What we advise the persons to do", "Ce que nous conseillons aux personnes")),
        Field(PersonsTold, Communication, Instant, Controller, new("When the persons were told", "Quand les personnes ont été informées"), note: new("how many, by which means", "combien, par quel moyen")),
        Field("contact", Communication, Typed, Controller, new("Whom the persons ask", "À qui les personnes s’adressent")),
    ];

    private static IEnumerable<BreachField> ContainmentFields() =>
    [
        Field(Step, Containment, Choice, FieldScope.Both, new("Step", "Démarche"),
        [
            ("host", new("takedown request to a host", "demande de retrait à un hébergeur")), ("search-engine", new("removal from a search engine", "déréférencement par un moteur de recherche")),
            ("registrar", new("request to a registrar", "demande à un bureau d’enregistrement")), ("judge", new("request to the judge", "requête au juge")),
            ("police", new("police complaint", "dépôt de plainte")), ("cert", new("CERT told", "CERT avisé")), ("mirror", new("mirror to check again", "miroir à revérifier")),
        ],
        new("to whom, and what for", "à qui, et pour quoi")) with { Repeats = true },
        Field("step-at", Containment, Instant, FieldScope.Both, new("When", "Quand")) with { Repeats = true },
        Field("step-answer", Containment, Typed, FieldScope.Both, new("Answer", "Réponse")) with { Repeats = true },
        Field(StepAgain, Containment, Instant, FieldScope.Both, new("Look again on", "Revérifier le")) with { Repeats = true },
    ];

    private static BreachField Field(
        string name, BreachSection section, FieldKind kind, FieldScope scope, Text title, (string, Text)[]? choices = null, Text? note = null) =>
        new(name, section, kind, scope, title, choices ?? [], note);
}
