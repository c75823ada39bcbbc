using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;

namespace Ecluse.Cli.Lock;

public sealed class ReturnTests
{
    [Fact]
    public async Task What_is_to_be_returned_is_returned_sealed_to_the_laboratory_before_it_is_erased()
    {
        using var mine = AgeIdentity.New(AgeKeyKind.Hybrid);
        using var passage = await PreparedPassage.OpenAsync(draft: text => Draft(text, mine));
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

        var receipt = CanonicalDocument.Read<ReturnReceipt>(await File.ReadAllBytesAsync(Path.Combine(to, "receipt.json")));
        Assert.Equal([mine.Recipient.ToString()], receipt.Recipients.Select(one => one.Recipient));
        Assert.Equal(
            Directory.EnumerateFiles(to).Select(Path.GetFileName).Where(name => !name!.StartsWith("receipt", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            receipt.Files.Select(file => file.Name));
        Assert.All(receipt.Files, file => Assert.Equal(Sha256Hex.Of(File.ReadAllBytes(Path.Combine(to, file.Name))), file.Sha256));

        (await passage.RunAsync("erase", passage.Id)).Must(0);
        var shown = (await passage.RunAsync("certificate", "show", passage.Id)).Must(0).Output;
        Assert.Contains("still held by the laboratory", shown, StringComparison.Ordinal);
        Assert.Contains($"{receipt.Files.Count} files", shown, StringComparison.Ordinal);
        Assert.Contains(Sha256Hex.Of(await File.ReadAllBytesAsync(Path.Combine(to, "receipt.json")))[..12], shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_parcel_is_not_returned_and_what_was_not_returned_by_its_date_is_told()
    {
        using var mine = AgeIdentity.New(AgeKeyKind.Hybrid);
        using var passage = await PreparedPassage.OpenAsync(draft: text => Draft(text, mine));
        await passage.SealAsync();
        var parcel = passage.ParcelFiles()[0];
        var bytes = await File.ReadAllBytesAsync(parcel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(parcel, bytes);

        var to = Path.Combine(passage.Folder, "returned");
        (await passage.RunAsync("passage", "return", passage.Id, "--to", to)).Refused("DEPOT-003", ErrorKind.SealBroken);

        Assert.False(Directory.Exists(to));
        passage.Clock.Ahead = TimeSpan.FromDays(8);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Contains("erased without having been", (await passage.RunAsync("certificate", "show", passage.Id)).Must(0).Output, StringComparison.Ordinal);
        var page = Path.Combine(passage.Folder, "certificate.html");
        Assert.Contains("effacé sans l’avoir été", (await passage.RunInFrenchAsync("certificate", "show", passage.Id, "--page", page)).Must(0).Output, StringComparison.Ordinal);
        Assert.Contains("a été effacé sans l’avoir été", await File.ReadAllTextAsync(page), StringComparison.Ordinal);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    private static string Draft(string text, AgeIdentity mine) =>
        text.Replace("fate: delete", "fate: return", StringComparison.Ordinal)
        + $"  - {{ recipient: {mine.Recipient}, holder: Laboratoire des Trois-Rivières, place: coffre, for: return }}\n";
}
