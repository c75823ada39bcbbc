using System.Reflection;
using System.Text.Json.Nodes;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Fuzz;

/// <summary>A document of any type with every member filled, made from the type itself: a new one needs nothing here.</summary>
internal static class SampleDocument
{
    /// <summary>What stands in every text.</summary>
    public static string Word { get; } = SshSigner.Generate("fuzz").PublicKey.ToLine();

    private static readonly Lazy<byte[]> Plan = new(() => Of(typeof(Plan)));

    private static readonly MethodInfo Writer = typeof(CanonicalDocument).GetMethod(nameof(CanonicalDocument.Write))!;

    /// <summary>Exact bytes of a document.</summary>
    public static byte[] Of(Type type) => (byte[])Writer.MakeGenericMethod(type).Invoke(null, [Make(type)])!;

    /// <summary>A certificate file whose certificate names its plan.</summary>
    public static byte[] Certificate(byte[]? certificate = null, byte[]? plan = null)
    {
        plan ??= Plan.Value;
        certificate ??= CanonicalDocument.Write((Certificate)Make(typeof(Certificate)) with { PlanSha256 = Sha256Hex.Of(plan) });
        return CanonicalDocument.Write((CertificateFile)Make(typeof(CertificateFile)) with { Certificate = certificate, Plan = plan });
    }

    /// <summary>A manifest that the plan of these samples would take: two parcels, the last one of digests.</summary>
    public static byte[] Manifest()
    {
        var manifest = (Manifest)Make(typeof(Manifest));
        return CanonicalDocument.Write(manifest with
        {
            Parcels = [manifest.Parcels[0] with { Number = 1 }, manifest.Parcels[1] with { Number = 2, Id = "2", Kind = ParcelKind.Digests }],
            Counts = manifest.Counts with { Patients = 6 },
        });
    }

    private static object Make(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? Word
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero)
            : type == typeof(DateOnly) ? new DateOnly(2026, 11, 1)
            : type == typeof(JsonArray) ? new JsonArray("t", 1, 1, Word)
            : type == typeof(bool) ? true
            : type == typeof(byte[]) ? new byte[] { 1, 2, 3 }
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)!
            : type.IsPrimitive || type == typeof(decimal) ? Convert.ChangeType(3, type, null)
            : type.IsGenericType ? Collection(type)
            : Whole(type);
    }

    private static object Collection(Type type)
    {
        var of = type.GetGenericArguments();
        if (of.Length == 1)
        {
            var items = Array.CreateInstance(of[0], 2);
            items.SetValue(Make(of[0]), 0);
            items.SetValue(Make(of[0]), 1);
            return type.IsAssignableFrom(items.GetType()) ? items : Activator.CreateInstance(typeof(List<>).MakeGenericType(of), items)!;
        }

        var pairs = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(of))!;
        pairs.Add("one", Make(of[1]));
        return type.IsAssignableFrom(pairs.GetType())
            ? pairs
            : throw new NotSupportedException($"a document holds a {type}; say here how to make one");
    }

    private static object Whole(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(one => one.GetParameters().Length)
            ?? throw new NotSupportedException($"a document holds a {type}; say here how to make one");
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
    }
}
