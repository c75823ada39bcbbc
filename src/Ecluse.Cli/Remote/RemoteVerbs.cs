using System.CommandLine;

namespace Ecluse.Cli.Remote;

/// <summary>The verbs that can drive a server; every other one works on this machine and says so.</summary>
internal static class RemoteVerbs
{
    private static readonly string[] All =
    [
        "login", "logout", "ssh-login", "passage list", "passage status", "passage open", "passage run", "passage reseal", "passage stop", "passage accept",
        "passage rejects list", "passage rejects skip", "passage rejects retry", "contract list", "contract show", "contract add", "contract withdraw-key", "passage postpone", "instruction add", "instruction list",
        "instruction show", "plan", "erase", "certificate show", "journal show", "journal verify", "extract", "load", "passage ask", "passage answer", "passage sample", "reconcile",
        "depot list", "depot show", "depot new", "depot send", "depot take",
        "warning add", "warning list", "warning show", "warning open", "warning key", "warning acknowledge", "warning answer", "warning concern", "warning release", "warning close",
        "warning breach", "warning hold",
        "breach open", "breach concerned", "breach add", "breach correct", "breach join", "breach figures", "breach hold", "breach list", "breach show", "breach print",
        "alert list", "alert show", "alert acknowledge", "alert act", "alert silence", "alert close", "alert hold", "alert breach", "alert address", "alert away", "alert policy",
        "alert test-notification",
    ];

    /// <summary>Whether a verb takes <c>--server</c>.</summary>
    public static bool Has(string verb) => All.Contains(verb);

    /// <summary>Refuses <c>--server</c> where it means nothing.</summary>
    /// <exception cref="Errors.EcluseException"><c>REMOTE-001</c>.</exception>
    public static void Check(ParseResult parsed)
    {
        if (parsed.GetValue(CommandLine.ServerAddress) is not null && !Has(NameOf(parsed)) && parsed.Action?.GetType().Name is not ("HelpAction" or "HelpPage" or "VersionOptionAction"))
        {
            throw RemoteErrors.OnlyHere(NameOf(parsed));
        }
    }

    private static string NameOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            if (at.Command is not RootCommand)
            {
                names.Insert(0, at.Command.Name);
            }
        }

        return string.Join(' ', names);
    }
}
