using Ecluse.Fhir;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>The records of one patient, read into memory, and what of them passes a scope. Used again patient after patient.</summary>
internal sealed class FhirPatientRecords
{
    private static readonly RecordField LastVisit = RecordType.Patient.Field("last-visit");
    private static readonly RecordField OrderedAt = RecordType.Order.Field("ordered-at");
    private static readonly RecordField ReceivedAt = RecordType.Order.Field("received-at");
    private static readonly RecordField OrderOfReport = RecordType.Report.Field("order");
    private static readonly RecordField ReportOfDocument = RecordType.Document.Field("report");

    private static readonly RecordField?[] OrderOf =
        [.. RecordType.All.Select(type => type.TryField("order", out var field) ? field : null)];

    private readonly FhirFolderIndex index;
    private readonly Scope scope;
    private readonly HashSet<string>? keys;
    private readonly HashSet<string> except;
    private readonly FhirReader reader = new();
    private readonly List<LabRecord> pool = [];
    private readonly List<LabRecord> records = [];
    private readonly Utf8Keys<LeftReason?> orders = new();
    private readonly Utf8Keys<LabRecord> reports = new();
    private byte[] buffer = new byte[1 << 16];
    private LeftReason? patientReason;
    private bool holds;
    private bool isLeftOut;

    public FhirPatientRecords(FhirFolderIndex index, Scope scope)
    {
        this.index = index;
        this.scope = scope;
        keys = scope.Patients.Keys?.ToHashSet(StringComparer.Ordinal);
        except = (scope.Patients.Except ?? []).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The records, in the order of <see cref="RecordType.All"/>, then of the files.</summary>
    public IReadOnlyList<LabRecord> Records => records;

    /// <summary>Reads a patient's lines.</summary>
    public void Load(int patient)
    {
        records.Clear();
        var used = 0;
        foreach (var run in index.RunsOf(patient))
        {
            ReadRun(run, ref used);
        }

        for (var type = 0; type < RecordType.All.Count; type++)
        {
            records.AddRange(pool.Take(used).Where(record => record.Type.Ordinal == type));
        }

        Judge(patient);
    }

    /// <summary>Reads the line of a shared record.</summary>
    public LabRecord LoadShared(FhirRun place)
    {
        var used = 0;
        ReadRun(place, ref used);
        return pool[0];
    }

    /// <summary>Why a record of the patient stays, or <see langword="null"/> when it passes.</summary>
    public LeftReason? ReasonOf(LabRecord record)
    {
        if (!scope.Fields.ContainsKey(record.Type.Name))
        {
            return LeftReason.TypeNotListed;
        }

        if (!holds || !TryOrderReason(record, out var orderReason))
        {
            return LeftReason.Orphan;
        }

        return patientReason ?? orderReason ?? (isLeftOut ? LeftReason.PatientLeftOutByTreatment : null);
    }

    private void ReadRun(FhirRun run, ref int used)
    {
        if (buffer.Length < run.Length)
        {
            buffer = new byte[Math.Max(run.Length, (int)Math.Min(buffer.Length * 2L, Array.MaxLength))];
        }

        index.Read(run, buffer);
        var rest = buffer.AsSpan(0, run.Length);
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var record = used < pool.Count ? pool[used] : Fresh();
            reader.Read(rest[..end], record);
            used += reader.IsDecoy ? 0 : 1;
            rest = rest[(end + 1)..];
        }
    }

    private LabRecord Fresh()
    {
        var record = new LabRecord(RecordType.Patient);
        pool.Add(record);
        return record;
    }

    private void Judge(int patient)
    {
        holds = index.Holds(patient);
        isLeftOut = except.Contains(index.KeyOf(patient));
        patientReason = holds ? ReasonOfPatient(index.KeyOf(patient)) : null;
        orders.Clear();
        reports.Clear();
        foreach (var record in records)
        {
            if (record.Type == RecordType.Order)
            {
                orders.TryAdd(record[record.Type.Fields[0]], ReasonOfOrder(record));
            }
            else if (record.Type == RecordType.Report)
            {
                reports.TryAdd(record[record.Type.Fields[0]], record);
            }
        }
    }

    private LeftReason? ReasonOfPatient(string key)
    {
        if (scope.Patients.LastVisitOnOrAfter is { } from)
        {
            var visit = FhirDay.Of(records.Find(record => record.Type == RecordType.Patient)![LastVisit]);
            if (visit is null && scope.Undated != UndatedRule.Pass)
            {
                return LeftReason.PatientUndated;
            }

            if (visit < from)
            {
                return LeftReason.PatientBeforeBound;
            }
        }

        return keys is not null && !keys.Contains(key) ? LeftReason.PatientNotInList : null;
    }

    private LeftReason? ReasonOfOrder(LabRecord order)
    {
        if (scope.Orders is not { } bounds)
        {
            return null;
        }

        var day = FhirDay.Of(order[OrderedAt]) ?? FhirDay.Of(order[ReceivedAt]);
        return day is null
            ? scope.Undated == UndatedRule.Pass ? null : LeftReason.OrderUndated
            : day < bounds.OnOrAfter || day >= bounds.Before ? LeftReason.OrderOutsideBounds : null;
    }

    // False when the record names an order, or a document a report, that the patient has not.
    private bool TryOrderReason(LabRecord record, out LeftReason? reason)
    {
        reason = null;
        var order = OrderKey(record, out var found);
        return found && (order.IsEmpty || orders.TryGet(order, out reason));
    }

    private ReadOnlySpan<byte> OrderKey(LabRecord record, out bool found)
    {
        found = true;
        if (record.Type == RecordType.Order)
        {
            return record[record.Type.Fields[0]];
        }

        if (record.Type != RecordType.Document)
        {
            return OrderOf[record.Type.Ordinal] is { } field ? record[field] : default;
        }

        var report = record[ReportOfDocument];
        if (report.IsEmpty)
        {
            return default;
        }

        found = reports.TryGet(report, out LabRecord? named);
        return found ? named![OrderOfReport] : default;
    }
}
