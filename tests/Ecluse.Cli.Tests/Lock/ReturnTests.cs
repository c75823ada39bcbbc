using Ecluse.Age;
using Ecluse.Canonical;

namespace Ecluse.Cli.Lock;

public sealed class ReturnTests
{
    [Fact]
    public async Task What_is_to_be_returned_is_returned_sealed_to_the_laboratory_before_it_is_erased()
    {
        using var mine = AgeIdentity.New(AgeKeyKind.Hybrid);
        using var passage = await PreparedPassage.OpenAsync(draft: text =>
            text.Replace("fate: delete", "fate: return", StringComparison.Ordinal)
            + $"  - {{ recipient: {mine.Recipient}, holder: Laboratoire des Trois-Rivières, place: coffre, for: return }}\n");
        (await passage.PassAsync()).Must(0);
        await passage.AcceptAsync();
        (await passage.RunAsync("erase", passage.Id)).Refused("ERASE-013");

        var to = Path.Combine(passage.Folder, "returned");
        (await passage.RunAsync("passage", "return", passage.Id, "--to", to)).Must(0);
        foreach (var parcel in Directory.EnumerateFiles(to, "*.age"))
        {
            Assert.Contains(Sha256Hex.Of(await File.ReadAllBytesAsync(parcel)), await File.ReadAllTextAsync(Path.Combine(to, "manifest.json")), StringComparison.Ordinal);
            await using var file = File.OpenRead(parcel);
            await using var plain = AgeDecryptor.Open(file, [mine]);
            Assert.True(plain.ReadByte() >= 0);
        }

        (await passage.RunAsync("erase", passage.Id)).Must(0);
        Assert.Contains("still held by the laboratory", (await passage.RunAsync("certificate", "show", passage.Id)).Must(0).Output, StringComparison.Ordinal);
    }
}
