using Ecluse.Contracts.Prose;

namespace Ecluse.Cli.Verbs;

/// <summary>What <c>ecluse contract check FILE</c> says about a contract as it is written.</summary>
internal static class ProseAnswer
{
    // 0 whatever was found: this reader informs, and opens or refuses nothing.
    public static int Write(Answer answer, ProseReport report)
    {
        foreach (var finding in report.Findings)
        {
            answer.Say($"{Mark(finding.Verdict)} {finding.Verdict.Name().In(answer.Language),-8}  {finding.Point.Title.In(answer.Language)} ({LawIn(finding, answer)})");
            if (finding.Quote is { } quote)
            {
                answer.Say($"     “{quote}”", $"     «\u00A0{quote}\u00A0»");
            }
        }

        foreach (var sentence in report.RepealedLaw)
        {
            answer.Say($"! repealed law: “{sentence}”", $"! droit abrogé : « {sentence} »");
        }

        Conclude(answer, report);
        answer.Json(new
        {
            gate = "none",
            report.Sentences,
            findings = report.Findings.Select(one => new
            {
                point = one.Point.Id, title = one.Point.Title.In(answer.Language), one.Point.Source, one.Verdict, one.Heading, one.Quote,
            }),
            report.RepealedLaw,
        });
        return 0;
    }

    private static void Conclude(Answer answer, ProseReport report)
    {
        var (present, restated, obsolete, absent) = (
            report.Count(ProseVerdict.Present), report.Count(ProseVerdict.Restated),
            report.Count(ProseVerdict.Obsolete), report.Count(ProseVerdict.Absent));
        answer.Say(
            $"{present} present, {restated} restated, {obsolete} obsolete, {absent} absent. A reading aid: it opens nothing; only a signed record does (ecluse contract new).",
            $"{present} présents, {restated} recopiés, {obsolete} périmés, {absent} absents. Aide à la lecture : elle n’ouvre rien ; seule une fiche signée le fait (ecluse contract new).");
    }

    private static string LawIn(ProseFinding finding, Answer answer) => answer.Language == Errors.Language.French
        ? finding.Point.Source.Replace("GDPR", "RGPD", StringComparison.Ordinal)
        : finding.Point.Source;

    private static char Mark(ProseVerdict verdict) => verdict switch
    {
        ProseVerdict.Present => '✓',
        ProseVerdict.Absent => '✗',
        _ => '~',
    };
}
