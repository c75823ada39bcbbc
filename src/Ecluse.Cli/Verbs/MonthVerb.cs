using System.CommandLine;
using System.Text;
using Ecluse.Errors;
using Ecluse.Host.Checks;
using Ecluse.Host.Composition;
using Ecluse.MonthPages;
using Ecluse.Months;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse month</c>: what was done with one controller's data in a month, to print.</summary>
internal static class MonthVerb
{
    public static Command Create(VerbContext context)
    {
        var controller = new Option<string>("--controller") { Description = "name of the controller, or number of one of its contracts · nom du responsable, ou numéro d’un de ses contrats", Required = true };
        var month = new Option<string>("--month") { Description = "year and month, as 2026-10 · année et mois, comme 2026-10", Required = true };
        var page = new Option<string?>("--page") { Description = "folder for the printable page, in both languages · dossier de la page à imprimer, dans les deux langues" };
        var zone = ZoneChoice.Option();
        var command = new Command(
            "month", "what was done with one controller’s data in a month, by whom, what was watched and found (exit 0, 2, 10) · ce qui fut fait des données d’un responsable en un mois, par qui, ce qui fut veillé et trouvé (sortie 0, 2, 10)")
        {
            controller, month, page, zone,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var (asked, named) = (CalendarMonth.Read(parsed.GetValue(month)), parsed.GetValue(controller)!);
            var inZone = ZoneChoice.Of(parsed.GetValue(zone)!);
            var name = (await installation.Contracts.ControllersAsync(cancellation)).GetValueOrDefault(named) ?? named;
            var report = await new MonthGathering(installation).RunAsync(name, asked, inZone.Zone, cancellation);
            if (parsed.GetValue(page) is { } folder)
            {
                var names = await MonthPeople.NamesAsync(installation, name, cancellation);
                Directory.CreateDirectory(folder);
                foreach (var (language, file, other) in new[] { (Language.English, "en", "fr"), (Language.French, "fr", "en") })
                {
                    await WholeFile.WriteAsync(
                        Path.Combine(folder, $"month-{asked}.{file}.html"), Encoding.UTF8.GetBytes(MonthPage.Render(report, names, language, inZone, $"month-{asked}.{other}.html")), cancellation);
                }
            }

            Say(answer, report);
            answer.Json(report);
            return 0;
        });
        return command;
    }

    private static void Say(Answer answer, MonthReport report)
    {
        answer.Say($"{report.Controller}  {report.Month}  {report.From:yyyy-MM-dd HH:mm}Z – {report.Until:yyyy-MM-dd HH:mm}Z ({report.Zone})");
        foreach (var one in report.Holdings)
        {
            var erased = one.ErasedAt is { } at ? $"{at:yyyy-MM-dd HH:mm}Z" : "–";
            answer.Say(
                $"  {one.Id}  patients {(one.Patients is { } count ? answer.Number(count) : "–")}  erase by {one.EraseBy:yyyy-MM-dd HH:mm}Z  erased {erased}",
                $"  {one.Id}  patients {(one.Patients is { } nombre ? answer.Number(nombre) : "–")}  à effacer avant {one.EraseBy:yyyy-MM-dd HH:mm}Z  effacé {erased}");
        }

        answer.Say(
            $"  acts {report.Deeds.Sum(one => one.Count)}  erased {report.Erasures.Count}  alerts {report.Alerts.Count}  warnings {report.Warnings.Count}  breaches {report.Breaches.Count}  due next {report.Due.Count}",
            $"  actes {report.Deeds.Sum(one => one.Count)}  effacés {report.Erasures.Count}  alertes {report.Alerts.Count}  signalements {report.Warnings.Count}  violations {report.Breaches.Count}  à venir {report.Due.Count}");
    }
}
