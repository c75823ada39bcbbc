using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecluse.Approvals;
using Ecluse.Contracts;
using Ecluse.Passages;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Host.Signing;

/// <summary>A laboratory whose director signs with a passkey alone: contract, instruction, and a plan that waits.</summary>
internal sealed class SigningLab : IAsyncDisposable
{
    private const string Laboratory = "Laboratoire des Trois-Rivières";

    private SigningLab(RunningServer running) => Running = running;

    public RunningServer Running { get; }

    /// <summary>The director's signing key, as it will be in the browser.</summary>
    private static readonly string SigningName = new Site(Server.Name).Signing;

    public SoftPasskey Key { get; } = new(SigningName);

    /// <summary>The director's key for signing in.</summary>
    public SoftPasskey SignInKey { get; private set; } = null!;

    public SshPublicKey PublicKey => PasskeySigning.PublicKey(Key.Cose, SigningName);

    public StoredPlan Plan { get; private set; } = null!;

    public static async Task<SigningLab> StartAsync()
    {
        var lab = new SigningLab(await RunningServer.StartAsync());
        await lab.PrepareAsync();
        return lab;
    }

    /// <summary>The director's browser, just signed in.</summary>
    public async Task<Browser> SignatoryAsync()
    {
        var (officer, _) = await Running.EnrolledAsync();
        using (officer)
        {
            (var browser, SignInKey) = await Running.InvitedAsync(officer, "Dr Hélène Aubrac-Nivel", "signatory", Laboratory);
            return browser;
        }
    }

    /// <summary>The code of a new signatory.</summary>
    public static Task<string> InviteAsync(Browser officer, string name) => officer.InviteAsync(name, "signatory", Laboratory);

    /// <summary>A browser at the signing site; it holds no cookie of the console.</summary>
    public Browser OpenSite() => new(new Uri($"http://{SigningName}:{Running.Server.Address.Port}"), Stop);

    /// <summary>Makes a signing key, from the button in the console to the answer of the site.</summary>
    public async Task<JsonElement> MakeKeyAsync(Browser console, SoftPasskey key)
    {
        using var site = OpenSite();
        var ticket = TicketOf(await console.PostFormAsync("/signing/key"));
        var begun = await Read(await site.PostAsync("/s/key/begin", new { ticket }));
        var challenge = begun.GetProperty("options").GetProperty("challenge").GetString()!;
        Assert.Equal(SigningName, begun.GetProperty("options").GetProperty("rp").GetProperty("id").GetString());
        return await Read(await site.PostAsync(
            "/s/key/end", new { ticket = begun.GetProperty("ticket").GetString(), json = key.Enrol(challenge, Origin) }));
    }

    /// <summary>Follows the console's redirection to the site, and asks there what is to be signed.</summary>
    public async Task<(Browser Site, string Ticket, JsonElement Shown)> ShownAsync(HttpResponseMessage redirected)
    {
        var (site, ticket) = (OpenSite(), TicketOf(redirected));
        return (site, ticket, await Read(await site.PostAsync("/s/document/begin", new { ticket })));
    }

    /// <summary>Answers with a key.</summary>
    public Task<HttpResponseMessage> AnswerAsync(Browser site, string ticket, JsonElement shown, SoftPasskey key) => site.PostAsync(
        "/s/document/end",
        new { ticket, json = key.SignIn(shown.GetProperty("options").GetProperty("challenge").GetString()!, Origin) });

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        await Running.DisposeAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Origin => $"http://{SigningName}:{Running.Server.Address.Port}";

    private static string TicketOf(HttpResponseMessage redirected)
    {
        Assert.Equal(HttpStatusCode.Redirect, redirected.StatusCode);
        Assert.Equal(SigningName, redirected.Headers.Location!.Host);
        return redirected.Headers.Location.Fragment.TrimStart('#');
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Stop));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    // The contract and the instruction bear the passkey's own signatures, as if an earlier key had never been.
    private async Task PrepareAsync()
    {
        var (installation, now) = (Running.Installation, Running.Clock.GetUtcNow());
        using var processor = SshSigner.Generate("processor");
        var record = SampleDocuments.Contract(new SampleSigners(PublicKey, null, processor.PublicKey, null), now.AddDays(-1), now.AddDays(90));
        var contract = SignedContract.Read("c", record, Sign("contract@ecluse", record), processor.Sign("contract@ecluse", record).Armor());
        await installation.Contracts.AddAsync(contract, now, "agent:test", Stop);
        Directory.CreateDirectory(Path.Combine(Running.Data.Path, "gate"));
        await File.WriteAllTextAsync(Path.Combine(Running.Data.Path, "gate", "allowed_signers"), SignerList.Write(contract.Record), Stop);

        var text = SampleDocuments.Instruction(new SampleInstruction([("with-the-plan", "porte cible", "laboratoire")], now.AddDays(14), 500));
        var instruction = await installation.Instructions.AddAsync(
            "i", text, Sign("instruction@ecluse", text), new ApprovalGround(contract, now, long.MaxValue), "agent:test", Stop);
        Plan = await TwoLaboratories.PlanAsync(installation, "l-00000000ddd1", contract, instruction.Instruction, now);
    }

    private string Sign(string space, byte[] document)
    {
        var (client, data, signature) = Key.Sign(PasskeySigning.Challenge(space, document), Origin);
        return PasskeySigning.Signature(PublicKey, space, client, data, signature, Origin).Armor();
    }
}
