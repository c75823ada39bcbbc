using System.Reflection;
using System.Text;
using Ecluse.Cli.Verbs;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Host.Composition;
using Ecluse.Journal;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Fuzz.Targets;

/// <summary>The documents that are hashed and signed, and the verbs that read a file before a signature is known.</summary>
internal static class DocumentTargets
{
    private static readonly string[] JsonWords =
        ["null", "[]", "{}", "\"\"", "true", "0", "-1", "1.5", "9223372036854775807", "\"2026-01-01T00:00:00Z\"", ",", ":", "{", "}", "[", "]", "[null]"];

    private static readonly string LogKey = new NoteSigner("journal.example", SshSigner.Generate("fuzz")).Key.ToString();

    private static readonly Lazy<Plan> SignedPlan = new(() => CanonicalDocument.Read<Plan>(SampleDocument.Of(typeof(Plan))));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. Types().Select(Document),
        new("document-before-signing", Figures, () => Types().Select(SampleDocument.Of)) { Words = JsonWords },
        new("certificate-to-check", Certificate, () => [SampleDocument.Certificate()]) { Words = JsonWords },
        new("certificate-within", CertificateWithin, () => [SampleDocument.Of(typeof(Certificate))]) { Words = JsonWords },
        new("plan-within", PlanWithin, () => [SampleDocument.Of(typeof(Plan))]) { Words = JsonWords, Slowness = 2 },
        new("manifest-to-check", ManifestCheck, () => [SampleDocument.Manifest()]) { Words = JsonWords },
    ];

    private static IEnumerable<Type> Types() => typeof(Plan).Assembly.GetTypes()
        .Where(type => !type.IsInterface && type.IsAssignableTo(typeof(ICanonicalDocument)))
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static FuzzTarget Document(Type type)
    {
        var generic = typeof(DocumentTargets).GetMethod(nameof(ReadBack), BindingFlags.NonPublic | BindingFlags.Static)!;
        var read = generic.MakeGenericMethod(type).CreateDelegate<Action<byte[]>>();
        var name = string.Concat(type.Name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}"));
        return new FuzzTarget("document-" + name.ToLowerInvariant(), read, () => [SampleDocument.Of(type)]) { Words = JsonWords };
    }

    private static void ReadBack<T>(byte[] bytes)
        where T : ICanonicalDocument =>
        Must.BeEqual(
            bytes, CanonicalDocument.Write(CanonicalDocument.Read<T>(bytes)), "a document is not the bytes that it was read from");

    private static void Figures(byte[] bytes) => DocumentFigures.Read("document.json", bytes);

    private static void Certificate(byte[] bytes) => CertificateFile.Check(bytes, LogKey, approval: null);

    // The same check with the inner documents as input, not lost on base64.
    private static void CertificateWithin(byte[] bytes) => CertificateFile.Check(
        SampleDocument.Certificate(certificate: bytes), LogKey, approval: null);

    private static void PlanWithin(byte[] bytes) => CertificateFile.Check(
        SampleDocument.Certificate(plan: bytes), LogKey, approval: null);

    private static void ManifestCheck(byte[] bytes) =>
        CanonicalDocument.Read<Manifest>(bytes).Check(SampleDocument.Word, SignedPlan.Value, SampleDocument.Word);
}
