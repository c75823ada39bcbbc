using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Durability;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;

namespace Ecluse.Gate.Verbs;

/// <summary><c>ecluse-gate offer ORDER -o OFFER</c>: makes the passage's identity where the target is, and says what the target can hold.</summary>
internal static class OfferVerb
{
    public static async Task<Said> RunAsync(GateFolder gate, Arguments given, CancellationToken cancellation)
    {
        var order = CanonicalDocument.Read<TargetOrder>(await File.ReadAllBytesAsync(given.Need(), cancellation));
        var kind = given.Options.GetValueOrDefault("--kind") switch
        {
            null or "hybrid" => AgeKeyKind.Hybrid,
            "classic" => AgeKeyKind.X25519,
            _ => throw GateErrors.Usage("--kind"),
        };
        var output = given.Need("--output");
        var parts = gate.Parts;
        await using var target = await gate.Gates.OpenTargetAsync(
            order.Connection, ProfileCompiler.Read(order.Compiled, order.Profile), cancellation);
        var description = await target.DescribeAsync(cancellation);

        var id = "l-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var subjects = new Dictionary<string, string> { ["plan"] = id };
        var none = new Dictionary<string, string>();
        var intent = await gate.Ledger.NoteAsync(null, new Act("key.making", parts.TargetAgent, subjects, none), cancellation);
        var recipient = parts.Keys.Create(id, kind, parts.Clock).ToString()!;
        await gate.Ledger.NoteAsync(null, new Act("key.made", parts.TargetAgent, subjects, none) with { Intent = intent }, cancellation);
        var bytes = CanonicalDocument.Write(new TargetOffer(
            id, order.Instruction, parts.TargetGate.PublicKey.ToLine(), recipient, order.Profile, description, target.Holds, order.Compiled));

        // Kept as a plan that no passage uses: its identity is destroyed at the order's erase-by at the latest.
        await gate.Ledger.AddPlanAsync(
            new StoredPlan(id, Sha256Hex.Of(bytes), bytes, order.EraseBy),
            new Act(
                "offer.written", parts.TargetAgent,
                new Dictionary<string, string> { ["plan"] = id, ["instruction"] = order.Instruction.Id },
                new Dictionary<string, string> { ["offer"] = Sha256Hex.Of(bytes), ["instruction"] = order.Instruction.Sha256 }),
            cancellation);
        await WholeFile.WriteAsync(output, bytes, cancellation);
        return new(
            new($"{id}: the identity is here until {order.EraseBy:yyyy-MM-dd HH:mm}Z; hand the offer to the source side.",
                $"{id} : l’identité est ici jusqu’au {order.EraseBy:yyyy-MM-dd HH:mm}Z ; remettre l’offre au côté source."));
    }
}
