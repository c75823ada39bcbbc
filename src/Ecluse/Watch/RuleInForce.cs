using System.Text;
using Ecluse.Canonical;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>A rule as an installation has it, and where it comes from.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Standing">Where it comes from, and whether it watches.</param>
public sealed record RuleInForce(WatchRule Rule, RuleStanding Standing)
{
    /// <summary>Hash of a whole set: of one line for each rule, with its id, its file's hash and its standing, in the order of the ids.</summary>
    public static string HashOf(IEnumerable<RuleInForce> rules) => Sha256Hex.Of(Encoding.UTF8.GetBytes(string.Concat(
        rules.OrderBy(one => one.Rule.Id, StringComparer.Ordinal).Select(one => $"{one.Rule.Id} {one.Rule.Sha256} {NameOf(one.Standing)}\n"))));

    /// <summary>A standing as the journal and the command line write it: <c>built-in</c>.</summary>
    public static string NameOf(RuleStanding standing) => standing switch
    {
        RuleStanding.BuiltIn => "built-in",
        RuleStanding.Own => "own",
        RuleStanding.Replaced => "replaced",
        _ => "off",
    };

    /// <summary>A standing in words.</summary>
    public static Text WordsOf(RuleStanding standing) => standing switch
    {
        RuleStanding.BuiltIn => new("Écluse’s own", "d’Écluse"),
        RuleStanding.Own => new("added here", "ajoutée ici"),
        RuleStanding.Replaced => new("replaced here", "remplacée ici"),
        _ => new("switched off here", "arrêtée ici"),
    };
}

/// <summary>Where a rule comes from, and whether it watches.</summary>
public enum RuleStanding
{
    /// <summary>It came with Écluse.</summary>
    BuiltIn,

    /// <summary>The installation added it.</summary>
    Own,

    /// <summary>The installation's file stands in the place of Écluse's.</summary>
    Replaced,

    /// <summary>The installation's file switches it off: it watches nothing.</summary>
    Off,
}
