using System.Text.Json;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Host.Signing;

public sealed class SigningInBrowserTests
{
    [Fact]
    public async Task A_signatory_makes_a_key_and_signs_in_light_wide_and_dark_narrow_and_the_file_verifies()
    {
        var programs = await BrowserPrograms.OrSkipAsync();
        await using var lab = await SigningLab.StartAsync();
        var (officer, _) = await lab.Running.EnrolledAsync();
        using var folder = new TestFolder();
        var text = SampleDocuments.Instruction(
            new SampleInstruction([("with-the-plan", "porte cible", "laboratoire")], lab.Running.Clock.GetUtcNow().AddDays(14), 500));
        await File.WriteAllBytesAsync(folder.Of("instruction.yaml"), text, TestContext.Current.CancellationToken);
        var codes = $"{await SigningLab.InviteAsync(officer, "Dr Hélène Aubrac-Nivel")},{await SigningLab.InviteAsync(officer, "Dr Marc Aubrac")}";

        var found = await programs.RunAsync(
            "signing.mjs", [lab.Running.Server.Address.GetLeftPart(UriPartial.Authority), codes, folder.Of("instruction.yaml"), .. Shots()]);

        using var told = JsonDocument.Parse(found);
        Assert.Equal(12, told.RootElement.GetProperty("seen").GetInt32());
        var key = SshPublicKey.Parse(told.RootElement.GetProperty("line").GetString()!);
        SshSignature.Parse(told.RootElement.GetProperty("signature").GetString()!).Verify(key, "instruction@ecluse", text);
    }

    // By hand: a folder to look at.
    private static string[] Shots() => Environment.GetEnvironmentVariable("ECLUSE_TEST_SHOTS") is { Length: > 0 } folder ? [folder] : [];
}
