using System.Text;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;

namespace Ecluse.Contracts;

/// <summary>The sample contract with keys made for the test, and a way to spoil it.</summary>
internal sealed class SampleContract : IDisposable
{
    public static readonly DateTimeOffset From = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(1));
    public static readonly DateTimeOffset Until = new(2026, 12, 31, 18, 0, 0, TimeSpan.FromHours(1));
    public static readonly DateTimeOffset Within = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public SshSigner Director { get; } = SshSigner.Generate("director");

    public SshSigner Deputy { get; } = SshSigner.Generate("deputy");

    public SshSigner Processor { get; } = SshSigner.Generate("processor");

    public SshSigner Vendor { get; } = SshSigner.Generate("vendor");

    public string Text => Encoding.UTF8.GetString(SampleDocuments.Contract(
        new SampleSigners(Director.PublicKey, Deputy.PublicKey, Processor.PublicKey, Vendor.PublicKey), From, Until));

    public static ContractRecord Read(string yaml) => ContractReader.Read("contract.yaml", Encoding.UTF8.GetBytes(yaml));

    /// <summary>The text with one thing changed; fails when that thing is not there, so that no test spoils nothing.</summary>
    public string With(string old, string changed)
    {
        var text = Text;
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, changed, StringComparison.Ordinal);
    }

    public SignedContract Signed(string? yaml = null, SshSigner? controller = null, SshSigner? processor = null)
    {
        var bytes = Encoding.UTF8.GetBytes(yaml ?? Text);
        return SignedContract.Read("contract.yaml", bytes, Sign(controller ?? Director, bytes), Sign(processor ?? Processor, bytes));
    }

    public static string Sign(SshSigner signer, byte[] bytes) => signer.Sign(SignatureNamespaces.Contract, bytes).Armor();

    public void Dispose()
    {
        Director.Dispose();
        Deputy.Dispose();
        Processor.Dispose();
        Vendor.Dispose();
    }
}
