using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>
/// Merges one sorted stream of rows per rule into patient after patient. Every stream is a sub-sequence of the patients'
/// own stream, in the engine's own order, so equality of keys is enough: no order is compared outside the engine.
/// Holds one patient's records at a time.
/// </summary>
internal sealed class PatientMerge : IDisposable
{
    private readonly List<Stream> streams = [];
    private readonly List<LabRecord> pool = [];
    private readonly Action<MappingRefusal>? refused;
    private readonly string? after;
    private readonly Stream patients;
    private int used;

    public PatientMerge(IReadOnlyList<RuleReading> readings, PatientPage page, Action<MappingRefusal>? refused)
    {
        this.refused = refused;
        after = page.After;
        foreach (var reading in readings)
        {
            streams.Add(new Stream(reading, reading.OpenPatients(page)));
        }

        patients = streams.FirstOrDefault(stream => stream.Reading.Rule.Name == "patient")
            ?? throw RelationalErrors.Lacks("", "the record type patient in the scope", "le type patient dans l’instruction");
        foreach (var stream in streams)
        {
            stream.Step();
        }

        SkipAfter();
    }

    /// <summary>Key of the present patient.</summary>
    public string Patient { get; private set; } = "";

    /// <summary>Records of the present patient, in the order of <see cref="RecordType.All"/>; valid until the next step.</summary>
    public IEnumerable<LabRecord> Records => pool.Take(used);

    /// <summary>Steps to the next patient of whom everything maps.</summary>
    /// <exception cref="MappingException">Something does not map, and nobody asked to be told.</exception>
    public bool Next()
    {
        while (!patients.AtEnd)
        {
            Patient = System.Text.Encoding.UTF8.GetString(patients.Key);
            var refusal = Gather();
            if (refusal is null)
            {
                return true;
            }

            if (refused is null)
            {
                throw refusal.Why;
            }

            refused(refusal);
        }

        // What is left in a stream belongs to no patient that came: the engine's order was not what it promised.
        return streams.FirstOrDefault(stream => !stream.AtEnd) is { } left
            ? throw RelationalErrors.OutOfOrder(left.Reading.Rule.Main.Table)
            : false;
    }

    public void Dispose()
    {
        foreach (var stream in streams)
        {
            stream.Dispose();
        }
    }

    private MappingRefusal? Gather()
    {
        used = 0;
        MappingRefusal? refusal = null;
        var key = patients.TakeKey();
        foreach (var stream in streams)
        {
            for (var rows = 0; !stream.AtEnd && stream.Key.SequenceEqual(key.Text); rows++)
            {
                if (stream == patients && rows > 0)
                {
                    throw RelationalErrors.OutOfOrder(stream.Reading.Rule.Main.Table);
                }

                refusal ??= Map(stream, key.Text);
                stream.Step();
            }
        }

        return refusal;
    }

    private MappingRefusal? Map(Stream stream, ReadOnlySpan<byte> patient)
    {
        try
        {
            var parts = stream.Reading.Mapping.CountParts(stream.Rows);
            for (var part = 0; part < parts; part++)
            {
                stream.Reading.Mapping.Map(stream.Rows, part, patient, Fresh());
            }

            return null;
        }
        catch (MappingException why)
        {
            return new MappingRefusal(Patient, stream.Reading.Rule.Record.Name, why);
        }
    }

    private LabRecord Fresh()
    {
        if (used == pool.Count)
        {
            pool.Add(new LabRecord(RecordType.Patient));
        }

        return pool[used++];
    }

    private void SkipAfter()
    {
        foreach (var stream in streams)
        {
            while (after is not null && !stream.AtEnd && System.Text.Encoding.UTF8.GetString(stream.Key) == after)
            {
                stream.Step();
            }
        }
    }

    private sealed class Stream(RuleReading reading, IRowCursor rows) : IDisposable
    {
        private readonly TextBuffer key = new();
        private readonly TextBuffer taken = new();

        public RuleReading Reading => reading;

        public IRowCursor Rows => rows;

        public bool AtEnd { get; private set; }

        public ReadOnlySpan<byte> Key => key.Text;

        public TextBuffer TakeKey()
        {
            taken.Set(key.Text);
            return taken;
        }

        public void Step()
        {
            AtEnd = !rows.Read();
            if (!AtEnd)
            {
                reading.Mapping.ReadPatient(rows, key);
            }
        }

        public void Dispose() => rows.Dispose();
    }
}
