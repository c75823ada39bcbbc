using System.Text;
using Ecluse.Age;
using Ecluse.Approvals;
using Ecluse.Contracts;
using Ecluse.Instructions;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Host.Spaces;

/// <summary>A server with a contract, an instruction that allows sealing on arrival, somebody who sends, somebody who takes, and a space between them.</summary>
internal sealed class SpaceSeat : IAsyncDisposable
{
    public const string Laboratory = "Laboratoire des Trois-Rivières";

    private SpaceSeat(RunningServer running, Browser officer) => (Running, Officer) = (running, officer);

    public RunningServer Running { get; }

    public Browser Officer { get; }

    public AgeIdentity Identity { get; } = AgeIdentity.New(AgeKeyKind.X25519);

    public Browser Sender { get; private set; } = null!;

    public SoftPasskey SenderKey { get; private set; } = null!;

    public Browser Taker { get; private set; } = null!;

    public SoftPasskey TakerKey { get; private set; } = null!;

    public Space Space { get; private set; } = null!;

    public Instruction Instruction { get; private set; } = null!;

    public SignedContract Contract { get; private set; } = null!;

    public string At => $"/spaces/{Space.Id}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<SpaceSeat> StartAsync(Grade grade = Grade.OnArrival, long bytes = 1L << 34, int objects = 1000, RunningServer? running = null)
    {
        running ??= await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var seat = new SpaceSeat(running, officer);
        await seat.AddPapersAsync();
        await running.StateHostingAsync(officer);
        (seat.Sender, seat.SenderKey) = await running.InvitedAsync(officer, "Nora Sauldre", "signatory", Laboratory);
        (seat.Taker, seat.TakerKey) = await running.InvitedAsync(officer, "Théo Kerbrat", "operator");
        await running.BindAsync("Théo Kerbrat");
        seat.Space = await seat.OpenAsync(grade, bytes, objects);
        return seat;
    }

    public async Task<Space> OpenAsync(Grade grade, long bytes = 1L << 34, int objects = 1000)
    {
        var (sender, taker) = (await Running.PersonAsync("Nora Sauldre"), await Running.PersonAsync("Théo Kerbrat"));
        var installation = Running.Installation;
        return await new OpeningSpace(installation.Spaces, installation.Segments, installation.SpaceKeys, Running.Clock).RunAsync(
            new SpaceOrder(
                grade, Direction.ToProcessor, new SpaceLimits(bytes, objects), [Identity.Recipient.ToString()!], [sender], [taker],
                Running.Clock.GetUtcNow().AddDays(10), 5),
            Instruction, Contract, new Dictionary<string, string?> { [sender] = Laboratory, [taker] = null }, taker, Stop);
    }

    public Task<HttpResponseMessage> CreateAsync(string name, long length, string more = "", Browser? browser = null) => (browser ?? Sender).SendAsync(
        "POST", At + "/uploads", null, ("Tus-Resumable", "1.0.0"), ("Upload-Length", $"{length}"),
        ("Upload-Metadata", $"filename {Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}{more}"));

    public async Task<HttpResponseMessage> PatchAsync(string location, long offset, byte[] bytes, params (string Name, string Value)[] more)
    {
        using var content = new ByteArrayContent(bytes);
        return await Sender.SendAsync(
            "PATCH", location, content, [("Tus-Resumable", "1.0.0"), ("Upload-Offset", $"{offset}"), ("Content-Type", "application/offset+octet-stream"), .. more]);
    }

    public Task<HttpResponseMessage> HeadAsync(string location) => Sender.SendAsync("HEAD", location, null, ("Tus-Resumable", "1.0.0"));

    /// <summary>Sends something whole and gives the object's id.</summary>
    public async Task<string> SendAsync(string name, byte[] bytes)
    {
        var location = (await CreateAsync(name, bytes.Length)).Headers.Location!.ToString();
        (await PatchAsync(location, 0, bytes)).EnsureSuccessStatusCode();
        return location.Split('/')[^1];
    }

    public byte[] Unseal(byte[] file)
    {
        using var opened = AgeDecryptor.Open(new MemoryStream(file), [Identity]);
        using var plain = new MemoryStream();
        opened.CopyTo(plain);
        return plain.ToArray();
    }

    public byte[] Seal(byte[] plain)
    {
        using var sealedBytes = new MemoryStream();
        using (var writer = AgeEncryptor.Start(sealedBytes, [Identity.Recipient], leaveOpen: true))
        {
            writer.Write(plain);
            writer.Complete();
        }

        return sealedBytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        Sender?.Dispose();
        SenderKey?.Dispose();
        Taker?.Dispose();
        TakerKey?.Dispose();
        Officer.Dispose();
        Identity.Dispose();
        await Running.DisposeAsync();
    }

    private async Task AddPapersAsync()
    {
        var (installation, now) = (Running.Installation, Running.Clock.GetUtcNow());
        using var director = SshSigner.Generate("director");
        using var processor = SshSigner.Generate("processor");
        var record = SampleDocuments.Contract(new SampleSigners(director.PublicKey, null, processor.PublicKey, null), now.AddDays(-1), now.AddDays(90));
        Contract = SignedContract.Read(
            "c", record, director.Sign("contract@ecluse", record).Armor(), processor.Sign("contract@ecluse", record).Armor());
        await installation.Contracts.AddAsync(Contract, now, "agent:test", Stop);
        byte[] text =
        [
            .. SampleDocuments.Instruction(new SampleInstruction([("with-the-plan", "porte cible", "laboratoire")], now.AddDays(14), 500)),
            .. "\nsealing-on-arrival: true\n"u8,
        ];
        Instruction = (await installation.Instructions.AddAsync(
            "i", text, director.Sign("instruction@ecluse", text).Armor(), new ApprovalGround(Contract, now, long.MaxValue), "agent:test", Stop)).Instruction;
    }
}
