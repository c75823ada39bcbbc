using System.CommandLine;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse key new|list|destroy|replace</c>.</summary>
internal static class KeyVerb
{
    public static Command Create(VerbContext context) => new("key", "Keys that open sealed files. · Clés qui ouvrent les fichiers scellés.")
    {
        KeyNewVerb.Create(context), KeyListVerb.Create(context), KeyDestroyVerb.Create(context), KeyReplaceVerb.Create(context),
    };
}
