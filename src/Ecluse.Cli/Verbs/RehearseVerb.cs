using System.CommandLine;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse passage rehearse PLAN</c>: the whole walk into a target that keeps nothing, before anything is signed.</summary>
internal static class RehearseVerb
{
    public static Command Create(VerbContext context)
    {
        var planFile = new Argument<FileInfo>("PLAN") { Description = "the plan, plan.json · le plan, plan.json" };
        var command = new Command("rehearse", "the whole walk into a null target · tout le trajet, vers une cible qui ne garde rien") { planFile };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var bytes = await File.ReadAllBytesAsync(parsed.GetValue(planFile)!.FullName, cancellation);
            var plan = CanonicalDocument.Read<Plan>(bytes);
            var instruction = await installation.Instructions.GetAsync(plan.Instruction.Sha256, cancellation);
            var totals = new RunningTotals();
            long leftOut = 0;
            await using (var source = await installation.Gates.OpenSourceAsync(plan, cancellation))
            using (var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock))
            {
                var reading = new PatientReading(
                    source, instruction.Scope, plan.Target.Description, plan.Treatments(),
                    new RecordProjection(plan.Compared), new byte[32]);
                await foreach (var patient in reading.ReadAsync(cancellation))
                {
                    if (patient.IsLeftOut)
                    {
                        leftOut++;
                        continue;
                    }

                    totals.Add(patient);
                    ((IProgress<PassageProgress>)progress).Report(new(
                        PassageStage.Sealing, totals.Patients, plan.Expected.Patients, 0, totals.PlainBytes));
                }
            }

            var act = new Acts.Act(
                "passage.rehearsed", await installation.ActorAsync(cancellation),
                new Dictionary<string, string> { ["plan"] = plan.Id },
                new Dictionary<string, string> { ["plan"] = Sha256Hex.Of(bytes) });
            await installation.Ledger.NoteAsync(null, act, cancellation);
            var same = totals.ToCounts().Patients == plan.Expected.Patients && totals.PlainBytes == plan.Expected.PlainBytes;
            answer.Say(
                $"{answer.Number(totals.Patients)} patients would pass, {answer.Number(leftOut)} left out: {(same ? "as planned" : "not as planned")}.",
                $"{answer.Number(totals.Patients)} patients passeraient, {answer.Number(leftOut)} laissés : {(same ? "comme prévu" : "autrement que prévu")}.");
            answer.Json(new { counts = totals.ToCounts(), leftOut, asPlanned = same });
            return same ? 0 : (int)Errors.ErrorKind.PartlyDone;
        });
        return command;
    }
}
