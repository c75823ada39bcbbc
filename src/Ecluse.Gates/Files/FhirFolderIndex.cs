using System.Runtime.InteropServices;
using Ecluse.Fhir;
using Ecluse.Records;
using Microsoft.Win32.SafeHandles;

namespace Ecluse.Files;

/// <summary>
/// Where each patient's lines stand in a folder of FHIR lines, made in one pass that also reads every line strictly. Holds keys
/// and places, no other value.
/// </summary>
internal sealed class FhirFolderIndex : IDisposable
{
    private readonly List<string> files;
    private readonly List<SafeFileHandle> handles = [];
    private readonly Utf8Keys<int> patients = new();
    private readonly List<string> keys = [];
    private readonly List<bool> known = [];
    private readonly List<FhirRun> runs = [];
    private readonly List<(RecordType Type, FhirRun Place)> shared = [];
    private readonly HashSet<(RecordType Type, string Key)> sharedKeys = [];
    private readonly FolderFingerprint fingerprint;
    private int[] starts = [];

    public FhirFolderIndex(IEnumerable<string> paths, CancellationToken cancellation)
    {
        files = [.. paths.Order(StringComparer.Ordinal)];
        fingerprint = FolderFingerprint.Of(files);
        try
        {
            for (var file = 0; file < files.Count; file++)
            {
                handles.Add(File.OpenHandle(files[file]));
                Scan(file, cancellation);
            }

            fingerprint.Check();
        }
        catch
        {
            Dispose();
            throw;
        }

        Sort();
    }

    /// <summary>How many patients there are, those included that are only named by others' records.</summary>
    public int Patients => keys.Count;

    /// <summary>Shared records, in the order of types, then of files.</summary>
    public IEnumerable<(RecordType Type, FhirRun Place)> Shared => shared.OrderBy(one => one.Type.Ordinal);

    /// <summary>The patient's key.</summary>
    public string KeyOf(int patient) => keys[patient];

    /// <summary>Whether the folder holds the patient, not only records that name him.</summary>
    public bool Holds(int patient) => known[patient];

    /// <summary>The number of the patient with the key, or -1.</summary>
    public int Find(string key) => keys.IndexOf(key);

    /// <summary>Where the patient's lines stand, in the order of files.</summary>
    public ReadOnlySpan<FhirRun> RunsOf(int patient) =>
        CollectionsMarshal.AsSpan(runs)[starts[patient]..starts[patient + 1]];

    /// <summary>Reads the bytes of a run.</summary>
    public void Read(FhirRun run, Span<byte> bytes)
    {
        for (var read = 0; read < run.Length;)
        {
            var got = RandomAccess.Read(handles[run.File], bytes[read..run.Length], run.Offset + read);
            if (got == 0)
            {
                throw FileErrors.Changed(Path.GetFileName(files[run.File]));
            }

            read += got;
        }
    }

    /// <summary>Refuses when a file is not what it was.</summary>
    public void Check() => fingerprint.Check();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var handle in handles)
        {
            handle.Dispose();
        }
    }

    private void Scan(int file, CancellationToken cancellation)
    {
        using var stream = File.OpenRead(files[file]);
        var lines = new NdjsonLines(stream);
        var reader = new FhirReader();
        var record = new LabRecord(RecordType.Patient);
        var offset = 0L;
        while (Step(lines, reader, record, Path.GetFileName(files[file])))
        {
            cancellation.ThrowIfCancellationRequested();
            var length = lines.Current.Length + 1;
            if (!reader.IsDecoy)
            {
                Note(record, new FhirRun(offset, 0, file, length), reader.LineNumber);
            }

            offset += length;
        }
    }

    private static bool Step(NdjsonLines lines, FhirReader reader, LabRecord record, string file)
    {
        try
        {
            if (!lines.MoveNext())
            {
                return false;
            }

            reader.Read(lines.Current.Span, record);
            return true;
        }
        catch (UnreadableFhirException why)
        {
            throw new UnreadableFhirException(why.Fault, why.LineNumber, why.Path, file);
        }
    }

    private void Note(LabRecord record, FhirRun place, long line)
    {
        if (record.Type.IsShared)
        {
            RefuseTwice(sharedKeys.Add((record.Type, record.Id)), place, line);
            shared.Add((record.Type, place));
            return;
        }

        var isPatient = record.Type == RecordType.Patient;
        var patient = NumberOf(record[isPatient ? record.Type.Fields[0] : record.Type.Field("patient")]);
        if (isPatient)
        {
            RefuseTwice(!known[patient], place, line);
            known[patient] = true;
        }

        AddRun(place with { Patient = patient });
    }

    private void RefuseTwice(bool isNew, FhirRun place, long line)
    {
        if (!isNew)
        {
            throw FileErrors.TwoPatients(Path.GetFileName(files[place.File]), line);
        }
    }

    private int NumberOf(ReadOnlySpan<byte> key)
    {
        if (!patients.TryGet(key, out int number))
        {
            number = keys.Count;
            patients.TryAdd(key, number);
            keys.Add(System.Text.Encoding.UTF8.GetString(key));
            known.Add(false);
        }

        return number;
    }

    // Lines that follow one another make one run.
    private void AddRun(FhirRun run)
    {
        if (runs.Count > 0 && runs[^1] is var last && last.Patient == run.Patient && last.File == run.File
            && last.Offset + last.Length == run.Offset && (long)last.Length + run.Length <= int.MaxValue)
        {
            runs[^1] = last with { Length = last.Length + run.Length };
            return;
        }

        runs.Add(run);
    }

    private void Sort()
    {
        runs.Sort((a, b) => (a.Patient, a.File, a.Offset).CompareTo((b.Patient, b.File, b.Offset)));
        starts = new int[keys.Count + 1];
        foreach (var run in runs)
        {
            starts[run.Patient + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }
    }
}
