using Ecluse.Checks;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.CheckPages;

/// <summary>What <c>ecluse check</c> found, to print: each requirement with its verdict, what was looked at, where it is written, what to do.</summary>
public static class CheckPage
{
    /// <summary>The page.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="language">Its one language.</param>
    /// <param name="zone">Its time zone.</param>
    /// <param name="otherLanguageFile">File name of the other language's page; null for no link.</param>
    public static string Render(CheckReport report, Language language, PageZone zone, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        var pen = new Pen(language, zone);
        var foot = pen.Say(
            $"Looked at on {Dates.Instant(report.At, zone, Language.English)}, {zone.Name.English}.", $"Regardé le {Dates.Instant(report.At, zone, Language.French)}, {zone.Name.French}.");
        return new Sheet(CheckParts.Title(pen), Html.Of($"{CheckParts.Head(report, pen)}{CheckParts.Body(report, pen)}"), foot, otherLanguageFile).Write(pen);
    }
}

/// <summary>The parts of it, for the console too.</summary>
internal static class CheckParts
{
    public static string Title(Pen pen) => pen.Say("Check", "Contrôle");

    public static Html Head(CheckReport report, Pen pen) => Parts.Head(
        report.Controller ?? pen.Say("SAN-2022-009 §§52 to 79; GDPR 28, 29, 32, 33", "SAN-2022-009 §§52 à 79 ; RGPD 28, 29, 32, 33"), Title(pen), Html.Text(pen.Say(
            $"{pen.Number(report.Findings.Count)} requirements: {pen.Number(report.Count(Verdict.Holds))} hold, {pen.Number(report.Count(Verdict.DoesNotHold))} do not, {pen.Number(report.Count(Verdict.NotShown))} are not shown. What nobody shows is not held to be so.",
            $"{pen.Number(report.Findings.Count)} exigences : {pen.Number(report.Count(Verdict.Holds))} tiennent, {pen.Number(report.Count(Verdict.DoesNotHold))} ne tiennent pas, {pen.Number(report.Count(Verdict.NotShown))} ne sont pas montrées. Ce que rien ne montre n’est pas réputé tenu.")));

    public static Html Body(CheckReport report, Pen pen) => Html.Of(
        $"""
        {ToDo(report, pen)}
        {report.Findings.GroupBy(finding => finding.Requirement.Chapter).Select(chapter => Chapter(chapter.Key, [.. chapter], pen))}
        <p class="p small muted">{pen.Say(
            "It looks at what this program can see of its own installation, and at what a person answered. It is neither an audit nor legal advice; the law’s texts prevail.",
            "Il regarde ce que ce programme voit de sa propre installation, et ce qu’une personne a répondu. Ce n’est ni un audit ni un conseil juridique ; les textes priment.")}</p>
        """);

    public static Html Tag(Verdict verdict, Pen pen) => verdict switch
    {
        Verdict.Holds => Parts.Tag("check", pen.Say("holds", "tient"), "ok"),
        Verdict.NotShown => Parts.Tag("eye", pen.Say("not shown", "non montré"), "warn"),
        _ => Parts.Tag("stop", pen.Say("does not hold", "ne tient pas"), "bad"),
    };

    private static Html ToDo(CheckReport report, Pen pen)
    {
        var owed = report.Findings.Where(finding => finding.Verdict == Verdict.DoesNotHold).ToList();
        return owed.Count == 0 ? Html.None : Html.Of(
            $"""<section class="notes">{owed.Select(finding => Parts.Note("bad", "warn", pen.Say(finding.Requirement.Title), Html.Text(pen.Say(finding.Requirement.ToDo))))}</section>""");
    }

    private static Html Chapter(CheckChapter chapter, IReadOnlyList<Finding> findings, Pen pen)
    {
        var title = pen.Say(RequirementBook.TitleOf(chapter));
        var table = new Table(title, pen.Say("Requirement", "Exigence"), pen.Say("Verdict", "Verdict"), pen.Say("What was looked at", "Ce qui fut regardé"), pen.Say("What to do", "Que faire"));
        foreach (var finding in findings)
        {
            var asked = finding.Requirement;
            table.Add(
                finding.Verdict != Verdict.DoesNotHold,
                Html.Of($"""{pen.Say(asked.Title)}<div class="small muted">{asked.SourceIn(pen.Language)}</div>"""), Tag(finding.Verdict, pen),
                Html.Join(finding.Evidence.Select(line => Html.Of($"<div>{pen.Say(line)}</div>"))),
                finding.Verdict == Verdict.Holds ? Html.Text("–") : Html.Text(pen.Say(asked.ToDo)));
        }

        return Parts.Section(title, Html.Text($"{findings.Count(one => one.Verdict == Verdict.Holds)} / {findings.Count}"), table.Write());
    }
}
