using System.Diagnostics.Metrics;
using Ecluse.Host.Works;

namespace Ecluse.Host.Metrics;

/// <summary>
/// What happens in the server, counted. Labels are of closed lists (ways, kinds, codes): no id, no name, no patient (rule 12). What
/// each figure means: <c>docs/operating/metrics.md</c>.
/// </summary>
internal static class Counted
{
    /// <summary>Name of the meter.</summary>
    public const string Meter = "Ecluse";

    private static readonly Meter Of = new(Meter);

    private static readonly Counter<long> SignIns = Of.CreateCounter<long>("ecluse.sign_ins", "{sign-in}", "Sign-ins by way and result.");
    private static readonly Counter<long> Jobs = Of.CreateCounter<long>("ecluse.jobs", "{job}", "Jobs that ended, by kind and error code.");

    /// <summary>Somebody signed in, or did not.</summary>
    /// <param name="way"><c>passkey</c>, <c>code</c>, <c>recovery</c>; where it was refused also <c>password</c>.</param>
    /// <param name="isDone">Whether it opened a session.</param>
    public static void SignIn(string way, bool isDone) => SignIns.Add(1, new("way", way), new("result", isDone ? "done" : "refused"));

    /// <summary>A job ended.</summary>
    public static void Ended(Job job) => Jobs.Add(1, new("kind", job.Kind.ToString()), new("code", job.Failure?.Code ?? "none"));
}
