using Ecluse.Errors;

namespace Ecluse.Gate.Verbs;

/// <summary><c>ecluse-gate key</c> and <c>ecluse-gate status</c>: who this gate is, and what it holds.</summary>
internal static class StatusVerb
{
    /// <summary>The gate's public key, one line: what <c>ecluse plan --gate</c> takes.</summary>
    public static Said Key(GateFolder gate)
    {
        var line = gate.Parts.SourceGate.PublicKey.ToLine();
        return new(new(line, line));
    }

    public static async Task<Said> RunAsync(GateFolder gate, CancellationToken cancellation)
    {
        var (english, french) = (new List<string>(), new List<string>());
        foreach (var passage in await gate.Ledger.ListAsync(cancellation))
        {
            english.Add($"{passage.Id}: {passage.State}, erased by {passage.EraseBy:yyyy-MM-dd HH:mm}Z");
            french.Add($"{passage.Id} : {passage.State}, effacé avant le {passage.EraseBy:yyyy-MM-dd HH:mm}Z");
        }

        foreach (var plan in await gate.Ledger.UnusedPlansAsync(cancellation))
        {
            english.Add($"{plan.Id}: an identity waits for its plan, until {plan.EraseBy:yyyy-MM-dd HH:mm}Z");
            french.Add($"{plan.Id} : une identité attend son plan, jusqu’au {plan.EraseBy:yyyy-MM-dd HH:mm}Z");
        }

        english.Add($"log {gate.Log.VerifierKey()}");
        french.Add($"journal {gate.Log.VerifierKey()}");
        return new(new Text(string.Join('\n', english), string.Join('\n', french)));
    }
}
