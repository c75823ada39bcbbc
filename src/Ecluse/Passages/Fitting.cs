using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Passages;

/// <summary>
/// Does with each value that the target cannot hold what the signature accepts, class by class: the patient stays, the value
/// stays, or the value passes as a document; in the last two cases the record's own comment says so.
/// </summary>
/// <param name="target">What the target can hold.</param>
/// <param name="treatments">What the signature accepts; see <see cref="DefaultOf"/> for what it does not name.</param>
internal sealed class Fitting(TargetDescription target, IReadOnlyDictionary<Misfit, FitTreatment> treatments)
{
    private readonly FitCheck check = new(target);
    private readonly JoinCheck joins = new(new FitCheck(target), target);
    private readonly List<string> notes = [];
    private readonly List<LabRecord> attached = [];

    /// <summary>What becomes of a misfit that nobody decided on: a field without a place stays, else the patient stays.</summary>
    public static FitTreatment DefaultOf(Misfit misfit) =>
        misfit.Kind == MisfitKind.NotHeld ? FitTreatment.LeaveFieldOut : FitTreatment.LeavePatientOut;

    /// <summary>Field of a record type in which the target's people would look for a remark; null where there is none.</summary>
    public static RecordField? NoteField(RecordType type) =>
        type.TryField("comment", out var comment) ? comment : type == RecordType.Patient ? type.Field("comment-d") : null;

    /// <summary>Treats one record, in place.</summary>
    public void Treat(LabRecord record, EncodedPatient patient)
    {
        Fit(record, patient);
        joins.Note(record);
    }

    private void Fit(LabRecord record, EncodedPatient patient)
    {
        if (check.Check(record) is not { Count: > 0 } found)
        {
            return;
        }

        Misfit[] first = [.. found];
        notes.Clear();

        // All are counted before the first is treated: a field taken away may let another rule of the target take the record.
        foreach (var misfit in first)
        {
            patient.Add(misfit, check.Lacked(record, misfit));
        }

        foreach (var misfit in first)
        {
            Treat(misfit, record, patient);
        }

        if (notes.Count > 0)
        {
            Say(record);

            // The remark may be too long for its column, the emptied field be required: then the patient stays after all.
            Leave(record, first, patient);
        }
    }

    /// <summary>
    /// Ends a patient: judges what of his records must stand in one row, and gives the values that pass as documents; each is
    /// checked like any other record.
    /// </summary>
    public IEnumerable<LabRecord> Attached(EncodedPatient patient)
    {
        foreach (var misfit in joins.End())
        {
            patient.IsLeftOut = true;
            patient.Add(misfit);
        }

        foreach (var document in attached)
        {
            Leave(document, [], patient);
            yield return document;
        }

        attached.Clear();
    }

    private void Leave(LabRecord record, Misfit[] counted, EncodedPatient patient)
    {
        foreach (var misfit in check.Check(record).Where(misfit => misfit.Kind != MisfitKind.NotHeld))
        {
            patient.IsLeftOut = true;
            if (!counted.Contains(misfit))
            {
                patient.Add(misfit, check.Lacked(record, misfit));
            }
        }
    }

    private void Treat(Misfit misfit, LabRecord record, EncodedPatient patient)
    {
        var field = record.Type.Field(misfit.Field);
        switch (treatments.GetValueOrDefault(misfit, DefaultOf(misfit)))
        {
            case FitTreatment.LeavePatientOut:
                patient.IsLeftOut = true;
                return;
            case FitTreatment.LeaveValueOut:
                notes.Add($"[Écluse : {misfit.Field} non repris / left out]");
                break;
            case FitTreatment.AttachAsDocument:
                attached.Add(Document(record, field));
                notes.Add($"[Écluse : {misfit.Field} joint en document / attached]");
                break;
        }

        record.Remove(field);
    }

    private void Say(LabRecord record)
    {
        if (NoteField(record.Type) is { } comment && target.Fields.Any(held => held.Type == record.Type.Name && held.Field == comment.Name))
        {
            record.Set(comment, string.Join(' ', record.GetText(comment) is { } before ? [before, .. notes] : notes).AsSpan());
        }
    }

    // The id is the same at each reading, so that a resumed passage seals the same document.
    private static LabRecord Document(LabRecord record, RecordField field)
    {
        var document = new LabRecord(RecordType.Document);
        var value = record[field];
        var of = string.Create(CultureInfo.InvariantCulture, $"{record.Type.Name} {record.Id} {field.Name}");
        document.Set("id", "ecluse-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 12)));
        document.Set("patient", record.Type == RecordType.Patient ? record.Id : record.GetText("patient"));
        document.Set("title", $"{record.Type.Name}.{field.Name}");
        document.Set("media-type", "text/plain");
        document.Set("content", Convert.ToBase64String(value));
        return document;
    }
}
