using Ecluse.Erasure;
using Ecluse.Testkit;

namespace Ecluse.Host;

public sealed class MainJobInBrowserTests
{
    [Fact]
    public async Task From_invitation_to_certificate_the_main_job_is_walked_in_the_console_and_nothing_is_found()
    {
        var programs = await BrowserPrograms.OrSkipAsync();
        Assert.SkipWhen(Programs.Find("ssh-keygen") is null, "missing: ssh-keygen");
        await using var lab = await ConsoleLab.InstructedAsync();
        var folder = Directory.CreateDirectory(lab.Of("signatory")).FullName;
        var found = await programs.RunAsync(
            "mainjob.mjs",
            [
                lab.Server.Address.GetLeftPart(UriPartial.Authority), lab.Server.FirstCode!, lab.Stage.DirectorKey, folder,
                .. Environment.GetEnvironmentVariable("ECLUSE_SHOTS") is { } shots ? new[] { shots } : [],
            ]);
        Assert.True(found == "{\"seen\":26,\"stayed\":true,\"skips\":true,\"passage\":true}", found);

        var checkedFile = CertificateFile.Check(
            await File.ReadAllBytesAsync(Path.Combine(folder, "certificate.json"), TestContext.Current.CancellationToken),
            await lab.Installation.Journal.VerifierKeyAsync(TestContext.Current.CancellationToken),
            await File.ReadAllTextAsync(Path.Combine(folder, "plan.json.sig"), TestContext.Current.CancellationToken));
        Assert.NotNull(checkedFile.Approver);
    }
}
