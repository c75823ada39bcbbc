using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Storage;
using Ecluse.Writing;
using Spectre.Console;

namespace Ecluse.Cli.Demo;

/// <summary>What a laboratory's director reads at the end: a panel on the terminal, and the same as one page.</summary>
internal static class DemoClosing
{
    private const int PatientsShown = 4;

    /// <summary>Writes both pages, draws the panel.</summary>
    /// <returns>Path of the page in the reader's language.</returns>
    public static async Task<string> WriteAsync(VerbContext context, DemoPlay play, DemoStage stage, Language language)
    {
        await using var installation = await Installation.OpenAsync(new DataFolder(stage.Data), context.Clock, CancellationToken.None);
        var work = await installation.WorkAsync(play.Passage, CancellationToken.None);
        var invented = Invented(play.Sample!, new SampleShowing(installation).Pairs(work.Plan));
        foreach (var each in new[] { Language.French, Language.English })
        {
            var html = await PageMaker.PassageAsync(
                installation, work, each, invented, CancellationToken.None, Path.GetFileName(Page(play, Other(each))));
            await WholeFile.WriteAsync(Page(play, each), html, CancellationToken.None);
        }

        await DrawAsync(context, installation, work, language);
        return Page(play, language);
    }

    private static async Task DrawAsync(
        VerbContext context, Installation installation, PassageWork work, Language language)
    {
        var ledger = installation.Ledger;
        var id = work.Passage.Id;
        var report = Documents.CanonicalDocument.Read<ReconciliationReport>(
            (await ledger.FindDocumentAsync(id, DocumentKind.Reconciliation, CancellationToken.None))!.Bytes);
        var (certificate, _) = await CertificateMaker.MakeAsync(installation, id, CancellationToken.None);
        var checkpoint = (await installation.Journal.LatestAsync(CancellationToken.None))!;
        var surveyed = work.Plan.Types.Single(type => type.Type == "patient");
        string N(long number) => Numbers.Of(number, language);
        string Say(string english, string french) => language == Language.French ? french : english;

        var grid = new Grid().AddColumn(new GridColumn().PadRight(3)).AddColumn();
        grid.AddRow(Say("Passed", "Passés"), Say(
            $"{N(report.Patients.Equal)} patients, {N(Found(report, "observation"))} results",
            $"{N(report.Patients.Equal)} patients, {N(Found(report, "observation"))} résultats"));
        foreach (var left in surveyed.Left.Where(left => left.Count > 0))
        {
            grid.AddRow(Say("Stayed", "Restés"), $"{N(left.Count)} {Plans.PlanWords.Reason(left.Reason, language)}");
        }

        if (surveyed.Passing > work.Plan.Expected.Patients)
        {
            grid.AddRow(Say("Stayed", "Restés"), Say(
                $"{N(surveyed.Passing - work.Plan.Expected.Patients)} that the new system cannot hold, counted before anything moved",
                $"{N(surveyed.Passing - work.Plan.Expected.Patients)} que le nouveau système ne peut pas tenir, comptés avant que rien ne bouge"));
        }

        if (report.Patients.Rejected > 0)
        {
            grid.AddRow(Say("Refused", "Refusés"), Say(
                $"{N(report.Patients.Rejected)} by the new system, left out whole by a decision with its reason",
                $"{N(report.Patients.Rejected)} par le nouveau système, laissés entiers par une décision motivée"));
        }

        grid.AddRow(Say("Kept in", "Gardées"), Say(
            $"{N(work.Plan.Columns.Count(column => column.Use != Plans.ColumnUse.Listed))} columns of which no value left the old system, comments P and D, logins and passwords among them",
            $"{N(work.Plan.Columns.Count(column => column.Use != Plans.ColumnUse.Listed))} colonnes dont aucune valeur n’a quitté l’ancien système, dont les commentaires P et D, identifiants et mots de passe"));
        grid.AddRow(Say("Reconciled", "Rapprochés"), Say(
            $"by value {N(report.Patients.Equal)} of {N(report.Patients.Compared)} patients; past the profile {N(report.Figures.Count(figure => figure.Agrees))} of {N(report.Figures.Count)} figures; by eye a sample (the director is played)",
            $"par valeur {N(report.Patients.Equal)} patients sur {N(report.Patients.Compared)} ; hors profil {N(report.Figures.Count(figure => figure.Agrees))} chiffres sur {N(report.Figures.Count)} ; à l’œil un échantillon (la directrice est jouée)"));
        grid.AddRow(Say("Erased", "Effacé"), Say(
            $"{certificate.At:yyyy-MM-dd HH:mm:ss}Z, identity destroyed, {N(certificate.Parcels.Count)} parcels absent",
            $"{certificate.At:yyyy-MM-dd HH:mm:ss}Z, identité détruite, {N(certificate.Parcels.Count)} colis absents"));
        grid.AddRow(Say("Certificate", "Certificat"), certificate.Number);
        grid.AddRow(Say("Journal", "Journal"), Say(
            $"{N(checkpoint.Size)} entries, root {checkpoint.Root[..16]}…", $"{N(checkpoint.Size)} entrées, racine {checkpoint.Root[..16]}…"));
        context.Terminal.Console.Write(new Panel(grid).Header(Say(" Passage ended, every gate held ", " Passage achevé, toutes les portes ont tenu ")).RoundedBorder());
    }

    private static long Found(ReconciliationReport report, string type) =>
        report.Types.FirstOrDefault(compared => compared.Type == type)?.Found ?? 0;

    private static InventedPeople Invented(JsonDocument sample, IReadOnlyList<ColumnPair> pairs)
    {
        var before = Rows(sample.RootElement.GetProperty("before"));
        var after = Rows(sample.RootElement.GetProperty("after"));
        return new InventedPeople(
            [
                .. before.Take(PatientsShown).Select(patient => new SamplePatient(
                    Label(patient), patient.Rows, after.Single(other => other.Patient == patient.Patient).Rows)),
            ],
            pairs);
    }

    // Invented people have names that one may print.
    private static string Label(RawPatient patient)
    {
        var row = patient.Rows.FirstOrDefault(row => row.Table == "FICPAT");
        string? Column(string name) => row?.Columns.FirstOrDefault(column => column.Key == name).Value?.Trim();
        return Column("NOM") is { Length: > 0 } name ? $"{name} {Column("PRENOM")}" : patient.Patient;
    }

    private static List<RawPatient> Rows(JsonElement side) =>
    [
        .. side.EnumerateArray().Select(patient => new RawPatient(
            patient.GetProperty("patient").GetString()!,
            [
                .. patient.GetProperty("rows").EnumerateArray().Select(row => new RawRow(
                    row.GetProperty("table").GetString()!,
                    [
                        .. row.GetProperty("columns").EnumerateArray().Select(column => KeyValuePair.Create(
                            column.GetProperty("key").GetString()!,
                            column.TryGetProperty("value", out var value) ? value.GetString() : null)),
                    ])),
            ])),
    ];

    private static Language Other(Language language) => language == Language.French ? Language.English : Language.French;

    private static string Page(DemoPlay play, Language language) =>
        Path.Combine(play.Folder, language == Language.French ? "passage.fr.html" : "passage.en.html");
}
