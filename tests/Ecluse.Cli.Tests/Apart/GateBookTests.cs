using Ecluse.Cli.Lock;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Cli.Apart;

/// <summary>The book in which a gate apart keeps its state: cut off anywhere it goes on, damaged or shared it is refused.</summary>
public sealed class GateBookTests
{
    [Fact]
    public async Task Cut_off_after_any_line_and_within_any_the_extraction_goes_on_and_hands_over_the_same()
    {
        using var premises = await ApartPremises.BuildAsync();
        await premises.PlanAsync();
        var begun = await File.ReadAllBytesAsync(Path.Combine(premises.Source, "book"), TestContext.Current.CancellationToken);
        await premises.ExtractAsync();
        var whole = await File.ReadAllBytesAsync(Path.Combine(premises.Source, "book"), TestContext.Current.CancellationToken);
        var expected = Handed(Path.Combine(premises.Source, "out"));
        var ends = Enumerable.Range(begun.Length, whole.Length - begun.Length).Where(at => at == 0 || whole[at - 1] == '\n').ToList();
        Assert.True(ends.Count > 8, $"{ends.Count} lines: too few");
        foreach (var (end, at) in ends.Select((end, at) => (end, at)))
        {
            // Every other cut falls into the line: it was never written.
            var cut = at % 2 == 0 ? end : end + ((whole.AsSpan(end).IndexOf((byte)'\n') + 1) / 2);
            var gate = Copy(premises.Source, premises.Of($"cut-{at}"));
            await File.WriteAllBytesAsync(Path.Combine(gate, "book"), whole[..cut], TestContext.Current.CancellationToken);

            (await premises.Run(gate, ["extract", premises.Planned, "--to", Path.Combine(gate, "again")])).Must(0);

            var found = Handed(Path.Combine(gate, "again"));
            Assert.Equal(expected.Counts.Patients, found.Counts.Patients);
            Assert.Equal(expected.Parcels.Select(parcel => parcel.PlainBytes), found.Parcels.Select(parcel => parcel.PlainBytes));
            Assert.All(found.Parcels, parcel => Assert.Equal(
                parcel.Sha256, Canonical.Sha256Hex.Of(File.ReadAllBytes(Path.Combine(gate, "again", Depot.ParcelDepot.FileNameOf(parcel.Id))))));
            (await premises.Run(gate, ["status"])).Must(0);
        }
    }

    [Fact]
    public async Task Damaged_in_use_or_open_to_others_it_is_refused()
    {
        using var premises = await ApartPremises.BuildAsync();
        await premises.PlanAsync();
        await premises.ExtractAsync();
        var book = Path.Combine(premises.Source, "book");
        using (new FileStream(book, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            (await premises.Run(premises.Source, ["status"])).Refused("APART-003", ErrorKind.Locked);
        }

        File.SetUnixFileMode(premises.Source, (UnixFileMode)0b111_101_101);
        (await premises.Run(premises.Source, ["status"])).Refused("APART-005");
        File.SetUnixFileMode(premises.Source, (UnixFileMode)0b111_000_000);

        var lines = await File.ReadAllLinesAsync(book, TestContext.Current.CancellationToken);
        foreach (var damage in new[] { "{", "null", "[]", "{\"of\":\"p-000000000000\"}", lines[^1][..^1] })
        {
            await File.WriteAllLinesAsync(book, [.. lines[..^1], damage], TestContext.Current.CancellationToken);
            var length = new FileInfo(book).Length;
            (await premises.Run(premises.Source, ["status"])).Refused("APART-002", ErrorKind.SealBroken);
            Assert.Equal(length, new FileInfo(book).Length);
        }
    }

    private static Manifest Handed(string folder) => CanonicalDocument.Read<Manifest>(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));

    private static string Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(folder.Replace(from, to, StringComparison.Ordinal), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, file.Replace(from, to, StringComparison.Ordinal));
        }

        return to;
    }
}
