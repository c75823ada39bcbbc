using System.CommandLine;
using System.Text;
using Ecluse.CheckPages;
using Ecluse.Checks;
using Ecluse.Errors;
using Ecluse.Host.Checks;
using Ecluse.Host.Composition;
using Ecluse.Writing;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse check</c>: judges an installation against the reproaches of 2022 and art. 28, 29, 32, 33; <c>ecluse check questions</c>: what it cannot see.</summary>
internal static class CheckVerb
{
    public static Command Create(VerbContext context)
    {
        var questionnaire = new Option<string?>("--questionnaire") { Description = "filled answers to ecluse check questions · réponses remplies à ecluse check questions" };
        var page = new Option<string?>("--page") { Description = "folder for the printable page, in both languages · dossier de la page à imprimer, dans les deux langues" };
        var zone = ZoneChoice.Option();
        var command = new Command(
            "check", "looks at the installation: what holds of the security duties, what does not, what nothing shows (exit 0, 2, 3 unless all holds) · regarde l’installation : ce qui tient des devoirs de sécurité, ce qui ne tient pas, ce que rien ne montre (sortie 0, 2, 3 sauf si tout tient)")
        {
            questionnaire, page, zone, Questions(context),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            // It looks before anything is erased: what is past its date is what it is to find.
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation, eraseDue: false);
            var answer = new Answer(context, parsed);
            var answers = parsed.GetValue(questionnaire) is { } path ? CheckAnswers.Read(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancellation)) : CheckAnswers.None;
            var facts = await new Gathering(installation, new MasterKey(MasterKey.UsualPath, installation.Data.Path)).RunAsync(null, cancellation);
            var report = Checking.Of(facts, answers);
            await (await installation.EraseDueAsync(tryAgain: false, cancellation)).WarnAsync(context, parsed);
            if (parsed.GetValue(page) is { } folder)
            {
                await WriteAsync(folder, report, ZoneChoice.Of(parsed.GetValue(zone)!), cancellation);
            }

            Say(answer, report);
            answer.Json(Facts(report, answers));
            return report.Holds ? 0 : (int)ErrorKind.PartlyDone;
        });
        return command;
    }

    private static Command Questions(VerbContext context)
    {
        var output = new Option<string?>("--output", "-o") { Description = "file to write; else the terminal · fichier à écrire ; sinon le terminal" };
        var command = new Command("questions", "writes the empty questionnaire, each question explained (exit 0) · écrit le questionnaire vide, chaque question expliquée (sortie 0)") { output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var text = CheckAnswers.Empty(answer.Language);
            if (parsed.GetValue(output) is { } path)
            {
                await WholeFile.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancellation);
                answer.Say($"{path} is written; fill it and give it to ecluse check --questionnaire.", $"{path} est écrit ; le remplir et le donner à ecluse check --questionnaire.");
            }
            else
            {
                answer.Say(text.TrimEnd('\n'));
            }

            answer.Json(new { Questions = RequirementBook.Questions.Select(one => new { one.Id, Question = one.Question!.Value.In(answer.Language), one.Source, one.Days }) });
            return 0;
        });
        return command;
    }

    private static async Task WriteAsync(string folder, CheckReport report, PageZone zone, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        foreach (var (language, name, other) in new[] { (Language.English, "check.en.html", "check.fr.html"), (Language.French, "check.fr.html", "check.en.html") })
        {
            await WholeFile.WriteAsync(Path.Combine(folder, name), Encoding.UTF8.GetBytes(CheckPage.Render(report, language, zone, other)), cancellation);
        }
    }

    private static void Say(Answer answer, CheckReport report)
    {
        foreach (var chapter in report.Findings.GroupBy(finding => finding.Requirement.Chapter))
        {
            answer.Say(RequirementBook.TitleOf(chapter.Key).English, RequirementBook.TitleOf(chapter.Key).French);
            foreach (var finding in chapter)
            {
                var mark = finding.Verdict switch { Verdict.Holds => "✓", Verdict.NotShown => "?", _ => "✗" };
                answer.Say($"  {mark} {finding.Requirement.Title.In(answer.Language)}  [{finding.Requirement.SourceIn(answer.Language)}]");
                foreach (var line in finding.Evidence)
                {
                    answer.Say($"      {line.In(answer.Language)}");
                }

                if (finding.Verdict != Verdict.Holds)
                {
                    answer.Say($"      → {finding.Requirement.ToDo.In(answer.Language)}");
                }
            }
        }

        answer.Say(
            $"{report.Count(Verdict.Holds)} hold, {report.Count(Verdict.DoesNotHold)} do not hold, {report.Count(Verdict.NotShown)} are not shown.",
            $"{report.Count(Verdict.Holds)} tiennent, {report.Count(Verdict.DoesNotHold)} ne tiennent pas, {report.Count(Verdict.NotShown)} ne sont pas montrées.");
    }

    private static object Facts(CheckReport report, CheckAnswers answers) => new
    {
        report.At, report.Holds, Questionnaire = answers.Sha256.Length > 0 ? answers.Sha256 : null,
        Findings = report.Findings.Select(finding => new
        {
            finding.Requirement.Id, finding.Requirement.Chapter, finding.Requirement.Source, finding.Verdict,
            Evidence = finding.Evidence.Select(line => line.English),
            ToDo = finding.Verdict == Verdict.Holds ? null : finding.Requirement.ToDo.English,
        }),
    };
}
