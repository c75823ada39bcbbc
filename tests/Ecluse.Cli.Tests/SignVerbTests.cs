using System.Text;
using System.Text.Json.Nodes;
using Ecluse.Canonical;
using Ecluse.Errors;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Cli;

public sealed class SignVerbTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly SshSigner signer = SshSigner.Generate("director");
    private readonly MemoryStream output = new();
    private readonly StringWriter errors = new();
    private readonly string plan;
    private readonly byte[] bytes = CanonicalJson.Write(new JsonObject
    {
        ["type"] = "plan/1", ["patients"] = 8403, ["erase-by"] = "2026-06-30T00:00:00Z",
    });

    public SignVerbTests()
    {
        plan = folder.Of("plan.json");
        File.WriteAllBytes(plan, bytes);
        signer.Save(folder.Of("director"));
    }

    [Fact]
    public async Task Shows_what_the_document_says_and_signs_its_exact_bytes()
    {
        Assert.Equal(0, await SignAsync(plan));

        Assert.Contains("patients  8403", Output, StringComparison.Ordinal);
        Assert.Contains(Sha256Hex.Of(bytes), Output, StringComparison.Ordinal);
        var signature = SshSignature.Parse(await File.ReadAllTextAsync(plan + ".sig"));
        signature.Verify(signer.PublicKey, SignatureNamespaces.Plan, bytes);
    }

    [Fact]
    public async Task Writes_the_file_that_OpenSSH_writes()
    {
        var openssh = Programs.Find("ssh-keygen");
        Assert.SkipWhen(openssh is null, "ssh-keygen (package openssh-client)");
        await SignAsync(plan);
        var ours = await File.ReadAllTextAsync(plan + ".sig");
        File.Delete(plan + ".sig");

        await Programs.RunAsync(
            openssh!, ["-q", "-Y", "sign", "-f", folder.Of("director"), "-n", "plan@ecluse", plan]);

        Assert.Equal(await File.ReadAllTextAsync(plan + ".sig"), ours);
    }

    [Fact]
    public async Task Signing_twice_is_signing_once_and_another_signature_is_not_overwritten()
    {
        Assert.Equal(0, await SignAsync(plan));
        Assert.Equal(0, await SignAsync(plan));
        await File.WriteAllTextAsync(plan + ".sig", "somebody else's");

        Assert.Equal((int)ErrorKind.Refused, await SignAsync(plan));

        Assert.Equal("somebody else's", await File.ReadAllTextAsync(plan + ".sig"));
    }

    [Theory]
    [InlineData("""{"patients": 1,"type":"plan/1"}""", ErrorKind.SealBroken, "CANON-006")]
    [InlineData("""{"patients":1,"type":"report/1"}""", ErrorKind.Usage, "SIGN-013")]
    [InlineData("""{"patients":1}""", ErrorKind.Usage, "SIGN-013")]
    [InlineData("hello", ErrorKind.Usage, "SIGN-013")]
    [InlineData("type: instruction/1\nnumber: [", ErrorKind.Usage, "DOC-")]
    public async Task Refuses_what_is_no_document_of_ours_and_writes_nothing(string text, ErrorKind kind, string code)
    {
        var path = folder.Write("other", text);

        Assert.Equal((int)kind, await SignAsync(path));

        Assert.Contains(code, errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(path + ".sig"));
    }

    [Fact]
    public async Task Control_characters_of_a_value_do_not_reach_the_terminal()
    {
        var path = folder.Of("odd.json");
        await File.WriteAllBytesAsync(
            path, CanonicalJson.Write(new JsonObject { ["type"] = "plan/1", ["note"] = "\u001b[2Jpatients 0" }));

        await SignAsync(path);

        Assert.DoesNotContain('\u001b', Output);
    }

    [Fact]
    public async Task Tells_the_command_for_a_key_that_only_OpenSSH_can_use()
    {
        var openssh = Programs.Find("ssh-keygen");
        Assert.SkipWhen(openssh is null, "ssh-keygen (package openssh-client)");
        var key = folder.Of("locked");
        await Programs.RunAsync(openssh!, ["-q", "-t", "ed25519", "-N", "a passphrase", "-f", key]);

        Assert.Equal((int)ErrorKind.Usage, await RunAsync("sign", plan, "--key", key));

        var told = $"ssh-keygen -Y sign -f {key} -n plan@ecluse {plan}";
        Assert.Contains(told, errors.ToString(), StringComparison.Ordinal);
        await Programs.RunAsync(openssh!, ["-q", "-p", "-P", "a passphrase", "-N", "", "-f", key]);
        Assert.Equal(0, (await Programs.RunAsync(openssh!, told.Split(' ')[1..])).ExitCode);
    }

    [Fact]
    public async Task Says_when_document_or_key_is_missing()
    {
        Assert.Equal((int)ErrorKind.NotFound, await SignAsync(folder.Of("none")));
        Assert.Equal((int)ErrorKind.NotFound, await RunAsync("sign", plan, "--key", folder.Of("no-key")));
    }

    public void Dispose()
    {
        folder.Dispose();
        signer.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    private string Output => Encoding.UTF8.GetString(output.ToArray());

    private Task<int> SignAsync(string path) => RunAsync("sign", path, "--key", folder.Of("director"));

    private Task<int> RunAsync(params string[] arguments) => CommandLine.RunAsync(
        arguments, new Terminal(() => new MemoryStream(), () => output, errors, false, Language.English), TimeProvider.System);
}
