using System.Text;
using Ecluse.Acts;
using Ecluse.Contracts;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Instructions;
using Ecluse.Testkit;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Contracts;

/// <summary>A state in a throw-away folder, the sample's keys, and a journal that keeps acts in memory.</summary>
internal sealed class StoreFixture : IDisposable
{
    private readonly TestFolder folder = new();

    public StoreFixture(string engine)
    {
        var data = StateOn.Folder(folder, engine);
        Contracts = new ContractShelf(data.Open, AppendAsync);
        Instructions = new InstructionShelf(data.Open, AppendAsync);
        Data = data;
    }

    public DataFolder Data { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public SshSigner Director { get; } = SshSigner.Generate("director");

    public SshSigner Deputy { get; } = SshSigner.Generate("deputy");

    public SshSigner Processor { get; } = SshSigner.Generate("processor");

    public List<Act> Acts { get; } = [];

    /// <summary>Set to make the journal fail in the middle of a transaction.</summary>
    public bool JournalFails { get; set; }

    public ContractShelf Contracts { get; }

    public InstructionShelf Instructions { get; }

    public SignedContract Contract(DateTimeOffset? from = null, bool byLaboratory = true, Func<string, string>? written = null)
    {
        var bytes = SampleDocuments.Contract(
            new SampleSigners(Director.PublicKey, Deputy.PublicKey, Processor.PublicKey, null),
            from ?? Clock.GetUtcNow().AddDays(-1), Clock.GetUtcNow().AddDays(90));
        bytes = written is null ? bytes : Encoding.UTF8.GetBytes(written(Encoding.UTF8.GetString(bytes)));
        return SignedContract.Read(
            "c", bytes, byLaboratory ? Sign(Director, "contract@ecluse", bytes) : null, Sign(Processor, "contract@ecluse", bytes));
    }

    public (byte[] Bytes, string Signature) Instruction(SshSigner? signer = null, int days = 14)
    {
        var bytes = SampleDocuments.Instruction(new SampleInstruction(
            [("with-the-plan", "porte cible", "laboratoire")], Clock.GetUtcNow().AddDays(days), 500));
        return (bytes, Sign(signer ?? Director, "instruction@ecluse", bytes));
    }

    public static string Sign(SshSigner signer, string space, byte[] bytes) => signer.Sign(space, bytes).Armor();

    public void Dispose()
    {
        Director.Dispose();
        Deputy.Dispose();
        Processor.Dispose();
        folder.Dispose();
    }

    private Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation)
    {
        if (JournalFails && act.Name != "contract.added")
        {
            throw new IOException("the disk is full");
        }

        Acts.Add(act);
        return Task.FromResult(Acts.Count - 1L);
    }
}
