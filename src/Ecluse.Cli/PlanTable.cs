using Ecluse.Errors;
using Ecluse.Plans;
using Spectre.Console;

namespace Ecluse.Cli;

/// <summary>A plan as a table for the terminal: what passes, what stays and why, what does not fit.</summary>
internal static class PlanTable
{
    public static void Write(IAnsiConsole console, Answer answer, Plan plan, string sha256)
    {
        if (answer.IsJson)
        {
            return;
        }

        string Say(string english, string french) => answer.Language == Language.French ? french : english;
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(Say("Records", "Enregistrements"));
        table.AddColumn(new TableColumn(Say("at the source", "à la source")).RightAligned());
        table.AddColumn(new TableColumn(Say("pass", "passent")).RightAligned());
        table.AddColumn(new TableColumn(Say("stay", "restent")).RightAligned());
        table.AddColumn(Say("why they stay", "pourquoi"));
        foreach (var type in plan.Types)
        {
            table.AddRow(
                PlanWords.Type(type.Type, answer.Language),
                answer.Number(type.Total),
                type.Listed ? answer.Number(type.Passing) : "0",
                answer.Number(type.Listed ? type.Left.Sum(left => left.Count) : type.Total),
                string.Join(", ", type.Left.Where(left => left.Count > 0).Select(
                    left => $"{answer.Number(left.Count)} {PlanWords.Reason(left.Reason, answer.Language)}")));
        }

        console.Write(table);
        foreach (var misfit in plan.Misfits)
        {
            Write(console, answer, misfit);
        }

        var listed = plan.Columns.Count(column => column.Use == ColumnUse.Listed);
        console.WriteLine(Say(
            $"  columns: {listed} read, {plan.Columns.Count - listed} never leave the engine",
            $"  colonnes : {listed} lues, {plan.Columns.Count - listed} ne quittent jamais la base"));
        console.WriteLine(Say(
            $"  expected in the target: {answer.Number(plan.Expected.Patients)} patients; erased by {plan.EraseBy:yyyy-MM-dd HH:mm}Z",
            $"  attendus dans la cible : {answer.Number(plan.Expected.Patients)} patients ; effacé avant le {plan.EraseBy:yyyy-MM-dd HH:mm}Z"));
        console.WriteLine(Say($"  plan {plan.Id}, sha256 {sha256}", $"  plan {plan.Id}, sha256 {sha256}"));
    }

    // What does not fit, and under it what the target's people would have to add to their catalogue.
    private static void Write(IAnsiConsole console, Answer answer, PlannedMisfit misfit)
    {
        var (words, treatment) = (PlanWords.Misfit(misfit.Kind, answer.Language), PlanWords.Treatment(misfit.Treatment, answer.Language));
        console.WriteLine(new Errors.Text(
            $"  does not fit: {answer.Number(misfit.Records)} {misfit.Type}.{misfit.Field}, {words}: {treatment}",
            $"  n’entre pas : {answer.Number(misfit.Records)} {misfit.Type}.{misfit.Field}, {words} : {treatment}").In(answer.Language));
        foreach (var lack in misfit.Lacks ?? [])
        {
            var (records, patients) = (answer.Number(lack.Records), answer.Number(lack.Patients));
            console.WriteLine("    " + PlanWords.Lack(lack, answer.Language) + new Errors.Text(
                $": {records} records, {patients} patients", $" : {records} enregistrements, {patients} patients").In(answer.Language));
        }

        if (misfit.NotNamed > 0)
        {
            console.WriteLine("    " + PlanWords.NotNamed(answer.Number(misfit.NotNamed.Value), answer.Language));
        }
    }
}
