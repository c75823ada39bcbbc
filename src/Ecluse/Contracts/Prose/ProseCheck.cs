using System.Text.RegularExpressions;

namespace Ecluse.Contracts.Prose;

/// <summary>
/// Reads a contract as it is written (a signed contract, general terms of sale) and looks for each point of GDPR art. 28. It
/// quotes what it found and opens no gate: only a record does (<see cref="ContractCheck"/>).
/// </summary>
/// <remarks>Source: <c>docs/spec/contract-prose.md</c>; CNIL decision SAN-2022-009, §32 to 38.</remarks>
public static partial class ProseCheck
{
    private const int QuoteMax = 600;

    /// <summary>Whether this reader takes a file of that name.</summary>
    public static bool Takes(string fileName) =>
        ProseFile.Extensions.Contains(Path.GetExtension(fileName), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a .txt, .md, .docx or text PDF, in French or English.</summary>
    /// <param name="fileName">Its name; the extension tells the kind.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="Errors.EcluseException"><c>CONTRACT-020</c> to <c>022</c>: too large, unreadable, no text.</exception>
    public static ProseReport Run(string fileName, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            return Run(ProseSentences.Of(ProseFile.Lines(fileName, bytes)));
        }
        catch (RegexMatchTimeoutException slow)
        {
            throw ProseErrors.Unreadable(Path.GetExtension(fileName), slow);
        }
    }

    /// <summary>A file is neither a record nor of a kind that this reader takes.</summary>
    /// <returns><c>CONTRACT-008</c>.</returns>
    public static Errors.EcluseException UnknownKind() => new(
        "CONTRACT-008",
        new("Only a record (.yaml, .yml) or a contract as written (.txt, .md, .docx, .pdf) can be checked here.", "Seuls une fiche (.yaml, .yml) ou un contrat tel qu’il est écrit (.txt, .md, .docx, .pdf) peuvent être contrôlés ici."),
        new("Make a record of the contract: ecluse contract new", "Faites une fiche du contrat : ecluse contract new"),
        Errors.ErrorKind.Usage);

    private static ProseReport Run(List<ProseSentence> sentences)
    {
        var texts = sentences.Select(sentence => new Plain(sentence)).ToList();
        var adoption = texts.FirstOrDefault(text => ProseRules.Adopts.IsMatch(text.Sentence) && !ProseRules.Empty.IsMatch(text.Sentence));
        return new ProseReport(
            [.. ContractPoint.All.Select(point => Find(point, texts, adoption))],
            [.. texts.Where(text => text.Repealed).Select(text => Shown(text.Source.Quote))],
            sentences.Count);
    }

    private static ProseFinding Find(ContractPoint point, List<Plain> texts, Plain? adoption)
    {
        var rule = ProseRules.ByPoint[point.Id];
        var best = texts
            .Where(text => !text.SaysNothing && rule.Says(text.Sentence, text.Heading, text.AboutData))
            .OrderBy(text => text.Verdict).ThenByDescending(text => text.Concrete).FirstOrDefault();
        if (best is null or { Verdict: not ProseVerdict.Present } && adoption is not null
            && ProseRules.SaidByEuClauses.Contains(point.Id))
        {
            best = adoption;
        }

        return best is null
            ? new(point, ProseVerdict.Absent, null, "")
            : new(point, best == adoption ? ProseVerdict.Present : best.Verdict, Shown(best.Source.Quote), best.Source.Heading.Split(ProseSentences.HeadingBreak)[0]);
    }

    private static string Shown(string quote) => quote.Length <= QuoteMax ? quote : quote[..QuoteMax] + " […]";

    /// <summary>A sentence as the rules see it: one kind of apostrophe, one kind of space.</summary>
    private sealed record Plain
    {
        internal Plain(ProseSentence source)
        {
            Source = source;
            Sentence = Level(source.Quote);
            Heading = Level(source.Heading);
            AboutData = ProseRules.AboutData.IsMatch(Level(source.Context)) || ProseRules.AboutData.IsMatch(Sentence);
            Concrete = IsConcrete(source.Quote);
            Repealed = ProseRules.Repealed.IsMatch(Sentence) && !ProseRules.NoLonger.IsMatch(Sentence);
            SaysNothing = ProseRules.Empty.IsMatch(Sentence)
                || (!Concrete && ProseRules.Elsewhere.IsMatch(Sentence));
            Verdict = Repealed ? ProseVerdict.Obsolete
                : !Concrete && RegulationText.Restates(source.Quote) ? ProseVerdict.Restated
                : ProseVerdict.Present;
        }

        internal ProseSentence Source { get; }

        internal string Sentence { get; }

        internal string Heading { get; }

        internal bool AboutData { get; }

        internal bool Concrete { get; }

        internal bool Repealed { get; }

        internal bool SaysNothing { get; }

        internal ProseVerdict Verdict { get; }

        private static string Level(string text) => text.Replace('’', '\'').Replace('\u00A0', ' ').Replace('\u202F', ' ');
    }

    /// <summary>
    /// Whether a duration, a date, an address, or a word that the Regulation does not use and that names something (a product,
    /// a place, a person, a standard) stands in it.
    /// </summary>
    private static bool IsConcrete(string quote) =>
        Quantity().IsMatch(quote)
        || Measure().IsMatch(quote)
        || Name().Matches(quote).Any(word => !RegulationText.Uses(word.Value) && !PartyWord().IsMatch(word.Value));

    [GeneratedRegex(@"\b\d+ ?(h\b|heures?|jours?|mois|ans?\b|années|semaines|hours?|days?|months?|years?|weeks?|bits?)|\b(un|une|deux|trois|cinq|six|dix|douze|trente|one|two|three|five|six|ten|twelve|thirty|quarante-huit|vingt-quatre|soixante-douze|forty-eight|twenty-four)\b( \([^)]*\))? (jours?|mois|ans?|années|heures?|semaines|days?|months?|years?|hours?|weeks?)\b|\b\d{1,2}(er)?[ /.]\w+[ /.]20\d\d|\b20\d\d\b(?!/)|@|\b\d{5} \p{Lu}", RegexOptions.IgnoreCase)]
    private static partial Regex Quantity();

    [GeneratedRegex(@"\b(AES|TLS|VPN|MFA|SFTP|ISO|HDS|SSH|27001|double authentification|multi-factor|two-factor|badge|pare-feu|firewall|sauvegardes? \w+iennes?|nightly back-?ups?|journaux|coffre)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Measure();

    [GeneratedRegex(@"(?<=[\p{L},;:»)] )\p{Lu}[\p{L}\p{Nd}-]{2,}")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(Prestataires?|Clients?|Laboratoires?|Sous-?traitants?|Sous-traitant|Fournisseur|Éditeur|Contrat|Convention|Avenant|Parties?|Données|Personnelles?|Services?|Laboratory|Customers?|Vendors?|Suppliers?|Providers?|Agreement|Addendum|Party|Parties|RGPD|GDPR|CNIL|Européenne?|European|Regulation|Règlement|Annexe?s?|Clause|Responsable|Titulaire|Société|Company|Sub-?processors?)$", RegexOptions.IgnoreCase)]
    private static partial Regex PartyWord();
}
