using System.Text;

namespace Ecluse.Relational;

/// <summary>Which patients a reading asks for: those of a stretch of the patients' own order.</summary>
/// <param name="After">Text of a patient's key that was read already; equal keys come again and are skipped. Or null.</param>
/// <param name="Beyond">A key in the column's own form; the stretch begins behind it. Or null.</param>
/// <param name="Upto">A key in the column's own form; the stretch ends with it. Or null.</param>
internal readonly record struct PatientPage(string? After, string? Beyond = null, string? Upto = null);

/// <summary>
/// Cuts the patients into pages whose rows are held in memory one page at a time, for an engine that delivers one result
/// at a time: so one session, and its one snapshot, serves every rule. Pages are cut by what the last ones weighed.
/// </summary>
internal sealed class PatientPages(PassingSql passing, IEngine engine)
{
    private const int PatientsFirst = 32;
    private const int PatientsMax = 256;
    private const long BytesWanted = 4 << 20;

    /// <summary>Pages in the patients' order; one that asks for all where results are streamed side by side.</summary>
    public IEnumerable<PatientPage> From(string? after)
    {
        var page = new PatientPage(after);
        if (!engine.PagesPatients)
        {
            yield return page;
            yield break;
        }

        var size = PatientsFirst;
        while (true)
        {
            var last = Last(page, size);
            yield return page with { Upto = last };
            if (last is null)
            {
                yield break;
            }

            var weight = engine.TakePageBytes();
            size = weight > BytesWanted ? Math.Max(1, size / 2) : weight < BytesWanted / 4 ? Math.Min(PatientsMax, size * 2) : size;
            page = new PatientPage(null, last);
        }
    }

    // The key of the last patient of a page, whether that patient passes or not; null when fewer are left.
    private string? Last(PatientPage page, int size)
    {
        var sql = passing.PatientKeyAt(size, page, out var parameters);
        using var rows = engine.QueryPage(sql, parameters);
        return rows.Read() ? Encoding.UTF8.GetString(rows.Bytes(0)) : null;
    }
}
