using System.Text.RegularExpressions;

namespace Ecluse.Contracts.Prose;

/// <summary>The rules, one a point, and what is common to all (<c>docs/spec/contract-prose.md</c>).</summary>
internal static class ProseRules
{
    private const string Processor = @"(sous-traitants? (ultérieur|secondaire|de (second|deuxième) rang)|sous-traitance (ultérieure|de second rang)|autres? (sous-traitants?|prestataires?)|sous-traite|sub-?-?process|another processor|other (processor|provider)|further processor|sub-?contract|tiers pour (l’|l')exécut|nouveau sous-traitant)";
    private const string Controller = @"(responsable (du|de) traitement|laboratoire|client\b|donneur d'ordre|établissement|controller|laboratory|customer|hospital)";
    private const string Length = @"(\d|jusqu|until|tant que|as long as|for the (life|term|time)|toute la durée|\b(un|deux|trois|quatre|cinq|six|douze|dix|one|two|three|four|five|six|twelve|ten|eighteen|dix-huit)\b.{0,12}(mois|ans?|années?|jours|months?|years?|days|weeks|semaines)|prend fin|cesse|expire|ends? (on|with|when))";
    private const string Identity = @"\b(noms?|prénoms?|date de naissance|naissance|nir|ins|sécurité sociale|sexe|adresses?|téléphones?|courriels?|résultats?|comptes? rendus?|prescripteurs?|mutuelles?|prescriptions?|names?|surnames?|birth|sex|address(es)?|telephones?|phone|e-?mails?|results?|reports?|insurance|insurer|identifiers?|identifiants?|specimens?|prélèvements?|analyses|diagnos\w+|blood|test orders?)\b";
    private const string Operation = @"\b(collecte|recueil|enregistrement|extraction|lecture|copie|hébergement|consultation|conversion|transcodage|transfert|transmission|chargement|import|export|effacement|suppression|stockage|conservation|sauvegarde|contrôle|rapprochement|hosting|storage|storing|extracting|converting|reading|copying|conversion|loading|transfer|erasure|deletion|erasing|viewing|recording|back-?ups?|retrieval|reconciliation|mapping|sorting|printing)\b";
    private const string People = @"\b(patients?|patientes|prescripteurs?|préleveurs?|médecins|infirmi\w+|salariés du laboratoire|biologistes|assurés|ayants droit|prescribers?|physicians?|doctors|nurses|donors?|donneurs|policy-?holders|samplers|personnel du laboratoire|laboratory staff|staff of the laboratory|next of kin|parents)\b";

    private static readonly string[] AnySentence = [@"\w+\W+\w+\W+\w+"];

    internal static readonly Regex AboutData = ProseRule.Pattern(
        @"(données|personal data|\bdata\b|traitement|processing|processor|sous-trait|rgpd|gdpr|vie privée|privacy|patient|dossiers|records|2021/915)");

    /// <summary>A sentence that says nothing yet: to be filled in, to be agreed later, or that sends elsewhere, or says that it is not so.</summary>
    internal static readonly Regex Empty = ProseRule.Pattern(
        @"\[[^\]]*\]|…{1,}|\.{4,}|_{3,}|\bto be (defined|completed|filled|determined|agreed|specified)\b|\btb[dc]\b|à (remplir|compléter|définir|préciser|convenir)\b|(sera|seront) (définie?|précisée?|fixée?|convenue?|arrêtée?)s?\b|(shall|will) be (defined|agreed|specified|set|determined)\b( later| in due| at a| by)?|(n'est|ne sont|n'a|n'ont) pas (été )?(prévu|fixé|défini|précisé|organisé|ouvert|admis|requis)|(is|are) not (provided for|defined|set out|specified|agreed|required|available)|ne (donne|donnent|comporte|prévoit|ouvre|ouvrent|sont|fait|font)( lieu à)? (aucun|pas)|(?<!sous )\baucune? (audit|assistance|garantie|obligation|engagement)|\bno (audit|assistance|warranty|obligation|duty)\b|(does|shall|do) not (assist|audit|undertake|have to|warrant|set|state)|n'est pas tenue?|not (obliged|bound|required) to");

    internal static readonly Regex Elsewhere = ProseRule.Pattern(
        @"(set out|defined|described|specified|listed|given|found|figurent?|précisée?s?|définie?s?|décrite?s?|indiquée?s?|listée?s?|énumérée?s?|détaillée?s?|fixée?s?) (in|at|by|à|dans|en|au|aux|par) (the |l'|la |le |les |its )?(annexe?|appendix|schedule|order form|bon de commande|devis|quotation|conditions particulières|special conditions|website|site|documentation)|(voir|see|cf\.?) (l'|the )?(annexe?|appendix|schedule)");

    internal static readonly Regex Repealed = ProseRule.Pattern(
        @"95/46|directive (européenne )?du 24 octobre 1995|directive of 24 october 1995|(articles? |art\.? )(34|35)( et (de l'article )?35| and 35)? de la (loi|même loi)|(articles? |sections? |art\.? )(34|35)( and 35)? of (the |that )?(french |said |same )?(data protection )?(law|act|loi)|(loi|law|act)\b.{0,70}(78-17|1978|informatique et libertés).{0,40}\bart\w*\.? ?(34|35)\b|déclarations?( \w+){0,2} (préalables?|(auprès de|à) la (cnil|commission))|déclarée? (auprès de|à) la (cnil|commission)|(prior|simplified) (declaration|notification) (to|with) the (cnil|commission|authority)|declar(ed|ation)( \w+){0,3} (to|with) the (cnil|commission)|récépissé de (déclaration|la cnil)|norme simplifiée");

    internal static readonly Regex NoLonger = ProseRule.Pattern(@"abrog|repealed|no longer|n'est plus|ne sont plus|anciennement|formerly|remplac|replaced|superseded");

    internal static readonly Regex Adopts = ProseRule.Pattern(
        @"^(?!.*(inspir|s'appui|based on|drawn? (from|on)|modelled|adapt|with(out)? (change to|reference)|may|peuvent|pourr|envisage|not (adopt|appl)|n'(adopte|appli))).*(clauses?|cct|scc).*2021/915.*|^(?!.*(inspir|s'appui|based on|drawn? (from|on)|modelled|adapt|may|peuvent|pourr|envisage)).*2021/915.*\bclauses?\b.*(unchanged|unaltered|sans (changement|modification)|form part|font partie)");

    /// <summary>Points that the clauses of decision (EU) 2021/915 say by themselves when they are adopted.</summary>
    internal static readonly IReadOnlySet<string> SaidByEuClauses = new HashSet<string>(StringComparer.Ordinal)
    {
        "controller-rights", "instructions", "confidentiality", "sub-processors", "data-subject-requests", "assistance",
        "end-of-contract", "audits", "unlawful-instruction", "flow-down",
    };

    internal static readonly IReadOnlyDictionary<string, ProseRule> ByPoint = new Dictionary<string, ProseRule>(StringComparer.Ordinal)
    {
        ["subject-matter"] = ProseRule.Of(
            @"^(objet|subject[- ]matter|subject of|purpose of (the|this) (contract|agreement|addendum)|scope)",
            [@"données|data|traite|process|personnel|patient|pour (le|son) compte|behalf|dossiers|records|\bbase\b|résultats|results"],
            [
                [@"subject[- ]matter (and duration )?of (the|this) (processing|contract|agreement)|(objet|l'objet)( et la durée)? (du|de ce|dudit) traitement|objet de la sous-traitance"],
                [@"a pour objet|pour objet de|objet\b.{0,40}\best\b", @"traite|données|patient|dossiers"],
                [@"\b(confie|charge|entrusts?|engages|appoints|instructs|retains|commissions)\b", @"\b(reprise|migration|hébergement|maintenance|traitement|transfert|to (host|migrate|maintain|transfer|move|run|carry)|with|moving)\b", @"données|data|patient|dossiers|records|base"],
            ],
            @"conditions (de|of) (vente|sale)|violation|breach", onlyAboutData: true),
        ["duration"] = ProseRule.Of(
            @"^(durée|duration|term\b|période|entrée en vigueur|commencement|how long|calendrier|subject[- ]matter (and|,) duration|objet et durée)",
            [Length],
            [
                [@"(durée|duration) (du|of the|of this|of) (traitement|processing)|subject[- ]matter and duration of|l'objet et la durée du"],
                [@"(conclue?|souscrite?|s'étend|dure|prend effet|court|in force|concluded|runs?|lasts?|takes effect|begins?|starts?|commences?|confiée?s?|pour une durée|for a (term|period)|initial term)", Length, @"contrat|accord|convention|avenant|traitement|mission|prestation|opération|agreement|contract|processing|engagement|addendum|services|work"],
            ],
            @"conserv|retain|retention|archiv|confidential|garanti|warrant|paie|payment|factur|invoice|préavis|notice|violation|breach|audit|chiffr|sauvegard|back-?up|mot de passe|password|survi", onlyAboutData: true),
        ["nature"] = ProseRule.Of(
            @"^(nature\b(?! des données)|opérations|operations|description (du|of the) (traitement|processing)|processing operations|what (is|will be) done|activités de traitement)",
            AnySentence,
            [
                [@"(nature|nature et la finalité|nature and purposes?) (du|of the|of) (traitement|processing)"],
                [@"(opérations|operations|activités|activities).{0,40}(réalisé|effectué|confié|traitement|carried|performed|processing|compris|includ)", $"{Operation}.*{Operation}"],
                [@"(traitement|processing|prestation|services|prestataire|vendor|supplier|processor|sous-traitant|mission|work)", $"{Operation}.*{Operation}.*{Operation}"],
            ],
            @"(compte (tenu )?de|tenant compte|account) (de )?(la |the )?nature|nature, (de )?(la |the )?(portée|scope)|nature (de|of) (la |the )?(violation|breach|instruction|données|data)|nature and scope|interdi|forbid|prohibit|à la fin|at the end|mesures|measures|sécurité|security|registre|violation|breach", onlyAboutData: true),
        ["purpose"] = ProseRule.Of(
            @"^(finalités?|purposes?\b(?! of (the|this) (contract|agreement|addendum))|buts?\b|objectifs? (du|poursuivi)|aims?|nature and purpose|nature et finalité|why)",
            AnySentence,
            [
                [@"finalités? (du|de ce|des|poursuivie|est|unique|exclusive)|purposes? (of (the )?(processing|operation|work|migration|transfer)|is|are)\b|nature and purpose of|la finalité du"],
                [@"(aux seules fins|à (la )?seule fin|dans le (seul )?but|ayant pour (but|finalité)|\bà des fins d|a pour (but|finalité)|solely (to|for|so)|for the (sole|only|exclusive) purpose of|exclusively (to|so)|so that|afin (que|d'assurer|de permettre)|is (meant|intended) to|(sert|servent) à|vise à)", @"laboratoire|patient|continu|disposer|reprise|logiciel|migration|software|system|laboratory|soin|care|historique|history|résultats|results|données|data"],
            ],
            @"(no|any) other (purpose|end)|d'autres? (fins?|finalités?|buts?)|ses propres|own (purposes|ends)|marketing|commercial|nature, (de )?(la |the )?(portée|scope)|scope, context|violation|breach|audit|sécurité|security|measures|mesures|instruction|subject[- ]matter of this (contract|agreement)|demandes?\b|requests?\b|sous-traitants? ultérieur|sub-?processor", onlyAboutData: true),
        ["data-types"] = ProseRule.Of(
            @"(types?|catégories?|categor\w+|nature) (de |des |of )(the )?(personal )?(données|data)|^(données|data)( \w+)?( (concernées|traitées|processed|concerned))?$|^personal data|which data",
            [$"{Identity}.*{Identity}"],
            [
                [@"(types?|catégories?|categor\w+|nature) (de |des |of )(the )?(personal )?(données|data)\b"],
                [@"(données|data|informations|fichiers|files|dossiers|records).{0,60}(concernées?|traitées?|transmises?|reprises?|suivantes?|sont|comprennent|comportent|contiennent|are|comprise|include|contain|processed|covered|following|hold|consist)", $"{Identity}.*{Identity}.*{Identity}"],
                [@"(porte(nt)? sur|relates? to|covers?|concerns?|concerne|bears on)", $"{Identity}.*{Identity}.*{Identity}"],
            ],
            @"violation|breach|incident|nature, (de )?(la |the )?(portée|scope)|factur|invoice|(adresse|contact|joign)\w* .*@|habilit|compte d'accès"),
        ["data-subjects"] = ProseRule.Of(
            @"catégories? (de |des )?(personnes|intéressés)|^personnes concernées|categor\w+ of (data subjects|persons|individuals|people)|^(data subjects|persons|people|individuals)( concerned)?$|whose data",
            AnySentence,
            [
                [@"catégories? (de |des )personnes|categor\w+ of (data subjects|persons|individuals|people)"],
                [@"(personnes concernées|data subjects|persons concerned|people concerned|individuals concerned)( par le traitement| by the processing)? (sont|are|comprennent|include)", People],
                [@"(données|data|informations|files|fichiers|dossiers|records|traitement|processing)", @"(concern|relat|relatives?|se rapport|about|belong|appart|of|des|aux)", $"{People}.*{People}"],
            ],
            @"violation|breach|incident|droits? des|rights? of (the )?(data|patients|persons|individ)|demande|request|exerc|secret|confidential|inform(er|s|er les)? (the |les )?patients|soins|aide|assist"),
        ["controller-rights"] = ProseRule.Of(
            @"(obligations?|droits?|engagements?|rights?|duties|commitments|role|rôle|undertakings).{0,50}" + Controller,
            [@"(doit|s'engage|peut|conserve|garde|reste|veille|est tenu|détermine|décide|s'assure|fourni|document|must|shall|may|undertakes|keeps|retains|remains|decides|ensures|supervis|gives|is entitled|has the)"],
            [
                [@"(obligations?|droits?|engagements?|devoirs|rights?|duties).{0,40} (du|de la|de l'|of) (the |notre |our )?" + Controller],
                [@"^.{0,30}" + Controller + @".{0,30}\b(conserve|garde|reste|peut|doit|s'engage|veille|fixe|détermine|retains?|keeps?|remains?|may|shall|must|undertakes?|decides?|is entitled)\b.{0,90}(superviser|suspendre|suspend|documente|informer les (patients|personnes)|inform the (patients|persons|data subjects)|licéité|lawful|base légale|legal basis|supervis|fournir les données|supply the data|donne\w* les instructions|give\w* (its )?instructions|à tout (moment|instant)|at any time)"],
            ],
            @"aide|assist|helps?\b|pay|prix|price|factur|sous-traitants? ultérieur|sub-?processor|audit|violation|breach|restitu|delet|libertés|freedoms|fully liable|pleinement responsable|contract or other legal act between|fixées dans le contrat"),
        ["instructions"] = ProseRule.Of(
            @"^(instructions|documented instructions|consignes)",
            [@"instruction|consigne|demande", @"\b(seul\w*|que|uniquement|exclusivement|only|solely|exclusively|nothing|never|rien|conform\w*|strict\w*|sans|without|document\w*|écrit\w*)\b"],
            [[@"instructions?|consignes?|ordres? écrits?|written orders?", @"(\bne\b.{0,80}\bque|\bn'.{0,80}\bque|\b(uniquement|seul\w*|exclusivement|strict\w*|conform\w*|only|solely|exclusively|nothing|never|rien|no more than|sans|without|unless|sauf|aucun\w*|save))\b", @"trait|process|agi|act|opér|operat|data|données|touch|exécut|carr(y|ies)"]],
            @"illicite|illég|infring|unlawful|contraire|violation|constitue|méconna|illegal|contravene|enfreint|breach|effac|supprim|delet|erase|audit|autre sous-traitant|sous-traitants? ultérieur|sub-?processor|répond|answer|reply|à la fin|at the end|personnes agissant"),
        ["confidentiality"] = ProseRule.Of(
            @"^(confidentialit|secret|discretion|non-disclosure)",
            [@"confidential|secre[tc]|discr|silence|226-13|non-disclosure", @"(personnes|salarié|collaborat|intervenant|employ|staff|persons|people|agents|technicien|engineer|équipe|team|whoever|anyone|quiconque|personnel\b(?!le))"],
            [[@"confidential|secre[tc]|discrétion|discretion|non-disclosure|silence", @"(personnes|salarié|collaborat|intervenant|employ|staff|persons|people|agents|technicien|engineer|équipe|team|whoever|anyone|everyone|quiconque|personnel\b(?!le))", @"engage|sign|soumis|tenu|bound|commit|undert|astrein|oblig|subject to|sworn"]],
            @"intégrité|integrity|secret des affaires|trade secret|natural persons|informations (commerciales|de l'autre partie)|other party"),
        ["security"] = ProseRule.Of(
            @"(sécurité|security|safeguards|mesures techniques|technical and organi[sz]ational|protection des données\b)",
            [@"(chiffr|crypt|authentif|authentic|journal|logg|trac|sauvegard|back-?up|pare-feu|firewall|badge|tls|aes|pseudonym|cloison|segregat|27001|mots? de passe|password|vpn|antivirus|contrôle d'accès|access control|verrou|lock|article 32|mesures techniques et organisationnelles|technical and organi[sz]ational measures|redond|redundan|habilitation)"],
            [
                [@"(mesures|measures|safeguards)", @"article 32|articles? 32\b"],
                [@"(mesures|measures)( \w+){0,2} (techniques et (d')?organisation\w*|technical and organi[sz]ational)|(technical and organi[sz]ational|techniques et organisationnelles|de sécurité|security) (measures|suivantes)|mesures de sécurité|mesures techniques|security measures", @"prend|met |mettent|mettre|œuvre|takes?|implement|appl|maintain|adopt|garanti|ensure|apport"],
                [@"(chiffr|encrypt|aes|tls|vpn).*(authentif|authentic|journal|logg|sauvegard|back-?up|pare-feu|firewall|badge|cloison|password|mot de passe|contrôle d'accès|access control)|(authentif|authentic|journal|logg|sauvegard|back-?up|badge|firewall|pare-feu).*(chiffr|encrypt|aes|tls|vpn|authentif|multi-factor|access control)"],
            ],
            @"\b(aide|aider|assist\w*|help\w*)\b|garanties suffisantes|sufficient guarantees|sous-traitants? ultérieur|sub-?processor|autre sous-traitant|other processor|demandes? d|le client (est|doit|fait|assure)|customer (is|shall|must|remains)"),
        ["sub-processors"] = ProseRule.Of(
            @"(sous-traitants? ultérieurs?|sous-traitance( ultérieure)?$|sub-?-?process|autres sous-traitants|other processors|sub-?contract)",
            [@"autoris|authori|consent|accord|approv|engage|recrut|recour|faire appel|appoint|employ|liste|list|ne .{0,40}pas|condition|objec"],
            [[Processor, @"condition|paragraphes? 2|autoris|authori|consent|accord|approv|objec|recrut|recour|appel|appoint|engage|mêmes? obligations|same .{0,30}(obligations|duties)|liste|\blist\b"]],
            FreeHand),
        ["data-subject-requests"] = ProseRule.Of(
            @"(droits? des (personnes|patients)|demandes? des (personnes|patients)|exercice des droits|rights? of (the )?(data subjects|persons|patients|individuals)|data subjects?['’]? (rights|requests)|requests (from|of|by))",
            [@"demande|request|droit|right", @"aid|assist|help|transmet|transmis|forward|pass|relay|renvoi|répond|respon|adress|communiqu|send|sent|concours"],
            [[@"demande|request|droits? (d'accès|prévus|des (personnes|patients))|exerc", @"personnes?|patients?|data subjects?|individual|person\b|persons", @"\b(aid\w+|assist\w*|help\w*|transmet\w*|transmise?s?|forward\w*|pass(es|ed)?|relay\w*|renvoi\w*|support\w*|adress\w*|communiqu\w*|send\w*|sent|prêt\w* (son )?concours|hand(s|ed)?)\b"]],
            @"vous pouvez|you may|violation|breach|audit|\bnos (patients|clients)|autorité de contrôle|supervisory authority"),
        ["assistance"] = ProseRule.Of(
            @"^(assistance|aide|coopération|cooperation|help|support to)",
            [@"32 (à|to) 36|articles? 3[2-6]|analyses? d'impact|impact assessment|consultation|aipd|dpia|\bpia\b|violation|breach"],
            [[@"\b(aid\w+|assist\w*|help\w*|support\w*|collabor\w*|contribu\w*|apport\w*|concours|coop\w*|co-op\w*)\b", @"32 (à|to|through) 36|articles? 3[2-6]|analyses? d'impact|impact assessment|consultation préalable|prior consultation|aipd|dpia|\bpia\b|(violation|breach|incident).{0,80}(notif|autorité|cnil|authority)|notif.{0,80}(violation|breach)"]],
            @"audit|sous-traitants? ultérieur|sub-?processor|de l'article 34|95/46"),
        ["end-of-contract"] = ProseRule.Of(
            @"(sort des données|fin (du|de) (contrat|prestation|traitement|la)|end of (the )?(contract|processing|services|agreement)|restitution|deletion|fate|réversibilité|return of|effacement|exit|termination)",
            [@"\b(effac|supprim|détrui|destruct|suppress|restitu|renvo|ren(d|v)|delet|eras|return|destroy|purge|wipe)", @"données|data|copies|copy|fichiers|files|dossiers|records|support|base|them\b|everything|tout"],
            [[@"\b(effac|supprim|détrui|destruct|suppress|restitu|renvoi|renvoy|delet|eras|return|destroy|purg|wip(e|ing))", @"(fin\b|au terme|à l'issue|expir|résili|cessation|achevée?|achèvement|finished|\bends?\b|terminat|complet|over\b|acceptance|recette|réception|clôture)", @"données|data|copies|copy|fichiers|files|dossiers|records"]],
            @"demande d(e|'une) (personne|patient)|matériel|badges|equipment|sauvegarde\w* (quotidien|journali)|mots? de passe|droit à l'effacement|prêt|loan"),
        ["audits"] = ProseRule.Of(
            @"(audit|inspection|contrôles?$|preuves?|evidence|demonstrat|vérification|documentation)",
            [@"audit|inspect|contrôl|vérif|preuve|evidence|démontr|demonstrat|verif|examin|visit"],
            [[@"\baudits?\b|audité|inspect|contrôles? sur (place|pièces)|vérifications? sur|on-site|on the spot|démontrer|demonstrate|éléments? de preuve", Controller + @"|audit\w*|auditeur|inspector|expert|mandat"]],
            @"licen[cs]e|factur|invoice|comptab|financ|piste d'audit|audit trail|audit log|journaux d'audit|sous-traitants? ultérieur|sub-?processor"),
        ["unlawful-instruction"] = ProseRule.Of(
            @"(instruction illicite|illicit|unlawful instruction|unlawful|alerte)",
            [@"instruction|consigne|ordre|order", @"inform|alert|avert|warn|signal|notif|tell|prév|avis|say"],
            [[@"instructions?|consignes?|\bordres?\b|\borders?\b", @"inform|alert|avert|avis|warn|signal|notif|tells?\b|prévien|prévenir|point\w* out|says? so|le dit|fait savoir|écrit", @"violation|illicite|illég|contraire|méconna|enfrein|infring|unlawful|illegal|contrary|breach\w* (the|this|data|of|european)|against the|contrev|contraven|violat|incompatib|not lawful|in conflict"]],
            @"violations? de données|data breach|breach of personal data|personal data breach"),
        ["sub-processor-authorisation"] = ProseRule.Of(
            @"(sous-traitants? ultérieurs?|sous-traitance( ultérieure)?$|sub-?-?process|autres sous-traitants|other processors|sub-?contract)",
            [@"autoris|authori|consent|accord (écrit|préalable)|approv|permission|agré|s'oppos|object"],
            [[Processor, @"autoris|authori|consent|accord (écrit|préalable|exprès)|approv|permission|agré(é|ment)|par écrit|written"]],
            FreeHand),
        ["flow-down"] = ProseRule.Of(
            @"(sous-traitants? ultérieurs?|sous-traitance( ultérieure)?$|sub-?-?process|autres sous-traitants|other processors|sub-?contract)",
            [FlowDown],
            [[Processor, FlowDown]],
            FreeHand),
        ["written-form"] = ProseRule.Of(
            @"(forme écrite|written form|form of (this|the) (contract|agreement)|^forme\b|^form\b|signatures?$)",
            [@"écrit|written|writing|sign|électroni|electroni"],
            [
                [@"^(fait|done|signed|signé|executed|établi)\b.{0,80}(\b\d{4}\b|exemplaires?|originaux|originals|counterparts|copies)"],
                [@"(contrat|convention|avenant|présent accord|l'accord|présente annexe|agreement|contract|addendum|amendment)\b.{0,90}(\bécrite?\b|par écrit|in writing|in written|signée?s?\b|\bsigned\b|forme écrite|written form|signature électronique|electronic signature|electronically|eidas)", @"forme|form\b|établi|fait|signé|signed|conclu|concluded|executed|drawn|made|in writing|made out|passé"],
                [@"(signé|signed|executed).{0,60}(parties|both|exemplaires|counterparts|originals)"],
            ],
            @"instruction|autorisation (écrite )?(préalable|du|de)|accord (écrit )?préalable|sans (l')?accord|prior written|written (agreement|consent|authori[sz]ation) of|sous-traitants? ultérieur|sub-?processor|confidential|commande|purchase order|another processor|autre sous-traitant|recette"),
    };

    private const string FlowDown = @"mêmes? .{0,30}(obligations|devoirs|engagements|clauses)|obligations (identiques|équivalentes|au moins)|same .{0,40}(obligations|duties|terms|clauses|commitments)|(identical|equivalent|no less|matching) .{0,30}(obligations|duties|terms|protect|strict)|réperc|(pass(es|ed)?|flow(s|ed)?|hand(s|ed)?) (down|on)|moins (strict|protect)|reprend .{0,40}(obligations|clauses)|back-to-back|mirror";
    private const string FreeHand = @"(peut|pourra|may|is free to|est libre de|se réserve).{0,60}(librement|freely|à (son|sa) (gré|convenance|discrétion)|at (its|will|any).{0,20}discretion|sans (avoir à )?(en )?(inform|avert|autoris|accord|avis|devoir)|without (inform|asking|the need|notice|notif|having|any (prior )?(consent|notice|authori)|prior consent))|tout ou partie .{0,80}(librement|tiers de son choix)|third part(y|ies) of its choice|tiers de son choix";
}
