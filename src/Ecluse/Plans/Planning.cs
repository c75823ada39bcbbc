using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.PatientIdentity;
using Ecluse.Records;

namespace Ecluse.Plans;

/// <summary>
/// The dry run: the whole walk with nothing at its end. Counts come out, and what the target cannot hold is known before
/// anything moves.
/// </summary>
/// <param name="clock">What time it is.</param>
public sealed class Planning(TimeProvider clock)
{
    private const int ConflictBatch = 500;

    /// <summary>Runs it and writes the plan.</summary>
    /// <param name="id">Id of the plan, under which its keys were made.</param>
    /// <param name="order">What it is bound to.</param>
    /// <param name="source">The open source gate.</param>
    /// <param name="target">The open target gate, to ask for conflicts; null when it stands elsewhere.</param>
    /// <param name="progress">Told while reading.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <exception cref="EcluseException"><c>PLAN-001</c> to <c>-008</c>.</exception>
    public async Task<Plan> RunAsync(
        string id, PlanningOrder order, ISourceGate source, ITargetGate? target, IProgress<PassageProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(source);
        if (!order.Scope.Fields.ContainsKey(RecordType.Patient.Name))
        {
            throw PlanErrors.NoPatientType();
        }

        if (order.EraseBy <= clock.GetUtcNow())
        {
            throw PlanErrors.EraseByPast();
        }

        TreatmentRules.Check(order);
        var survey = await source.SurveyAsync(order.Scope, null, cancellation);
        Judge(order, survey);
        var compared = Compared(order);
        var reading = new PatientReading(
            source, order.Scope, order.Description, order.Treatments, new RecordProjection(compared),
            digestKey: null);
        var tally = new DryRunTally();
        var conflicts = target is null ? null : new ConflictCount(target);
        await foreach (var patient in reading.ReadAsync(cancellation))
        {
            if (patient.Key is null && patient.IsLeftOut)
            {
                throw PlanErrors.SharedDoesNotFit(patient.Misfits.Keys.First(order.Leaves));
            }

            tally.Add(patient);
            if (conflicts is not null && patient.Key is not null && !patient.IsLeftOut)
            {
                await conflicts.AddAsync(patient.Key, cancellation);
            }

            progress?.Report(new(
                PassageStage.Planning, tally.Expected.Patients, PassingPatients(survey), 0, tally.Expected.PlainBytes));
        }

        Judge(order, survey, reading, tally);
        return Write(
            id, order, survey, reading, tally, compared, conflicts is null ? null : await conflicts.EndAsync(cancellation));
    }

    private Plan Write(
        string id, PlanningOrder order, SourceSurvey survey, PatientReading reading, DryRunTally tally,
        IReadOnlyDictionary<string, IReadOnlyList<string>> compared, long? conflicts)
    {
        var expected = tally.Expected.ToCounts();
        long Most(long count) => count + ((count * order.TolerancePercent + 99) / 100);
        return new Plan(
            id,
            clock.GetUtcNow(),
            order.Contract,
            order.Instruction,
            order.Environment,
            new PlannedSource(
                order.Source.Connection, order.Source.Profile, survey.Engine, survey.SchemaSha256, survey.CodeListsSha256,
                survey.Consistency),
            new PlannedTarget(order.Target.Connection, order.Target.Profile, order.Description, "ecluse_passage"),
            survey.Types,
            survey.Columns,
            order.FreeText,
            tally.Misfits(order.Treatments, reading.UnreadableMisfits),
            conflicts is null ? null : new Dictionary<string, long> { [RecordType.Patient.Name] = conflicts.Value },
            compared,
            expected,
            order.TolerancePercent,
            new PassageLimits(
                Most(expected.Patients), Most(tally.Expected.AllRecords), Most(expected.PlainBytes),
                expected.Patients - ((expected.Patients * order.TolerancePercent) / 100)),
            order.Recipients,
            order.Gates,
            order.OneMachine,
            order.EraseBy,
            order.Fate,
            order.Trial,
            order.Checkpoint,
            order.Compiled);
    }

    private static void Judge(PlanningOrder order, SourceSurvey survey)
    {
        if (order.Scope.Undated == Instructions.UndatedRule.Refuse)
        {
            foreach (var type in survey.Types)
            {
                var undated = type.Left
                    .Where(left => left.Reason is LeftReason.PatientUndated or LeftReason.OrderUndated).Sum(left => left.Count);
                if (undated > 0)
                {
                    throw PlanErrors.Undated(type.Type, undated);
                }
            }
        }

        if (survey.Columns.FirstOrDefault(column =>
                column is { Use: ColumnUse.Listed, Inspection.Password: > 0, InspectionReason: null }) is { } suspect)
        {
            throw PlanErrors.PasswordLike(suspect.Table, suspect.Column, suspect.Inspection!.Password);
        }
    }

    private static void Judge(PlanningOrder order, SourceSurvey survey, PatientReading reading, DryRunTally tally)
    {
        if (order.Environment == "production" && tally.HasTestIdentity)
        {
            throw PlanErrors.TestIdentityInProduction();
        }

        var read = tally.Expected.Patients + tally.LeftOut + reading.Unreadable.Count;
        if (read != PassingPatients(survey))
        {
            throw PlanErrors.CountsDisagree(RecordType.Patient.Name, PassingPatients(survey), read);
        }

        if (read == 0)
        {
            throw PlanErrors.Nothing();
        }

        if (Math.Abs(read - order.ExpectedPatients) * 100 > order.ExpectedPatients * order.TolerancePercent)
        {
            throw PlanErrors.NotAsExpected(order.ExpectedPatients, read, order.TolerancePercent);
        }
    }

    private static long PassingPatients(SourceSurvey survey) =>
        survey.Types.Single(type => type.Type == RecordType.Patient.Name).Passing;

    // Compared by value: what the instruction lists and the target's own reading side gives back.
    private static Dictionary<string, IReadOnlyList<string>> Compared(PlanningOrder order) => RecordType.All
        .Where(type => order.Scope.Fields.ContainsKey(type.Name) && order.Holds.ContainsKey(type.Name))
        .ToDictionary(
            type => type.Name,
            type => (IReadOnlyList<string>)
            [
                .. type.Fields.Where(field => order.Holds[type.Name].Contains(field.Name)
                    && (field.Kind == FieldKind.Key || order.Scope.Lists(type.Name, field.Name)
                        || (field.Kind == FieldKind.Reference && order.Scope.Fields.ContainsKey(field.RefersTo!))
                        || TreatmentRules.WritesInto(order, type, field)))
                    .Select(field => field.Name),
            ]);

    private sealed class ConflictCount(ITargetGate target)
    {
        private readonly List<string> batch = [];
        private long count;

        public async Task AddAsync(string key, CancellationToken cancellation)
        {
            batch.Add(key);
            if (batch.Count == ConflictBatch)
            {
                await EndAsync(cancellation);
            }
        }

        public async Task<long> EndAsync(CancellationToken cancellation)
        {
            if (batch.Count > 0)
            {
                count += await target.CountConflictsAsync(RecordType.Patient, batch, cancellation);
                batch.Clear();
            }

            return count;
        }
    }
}
