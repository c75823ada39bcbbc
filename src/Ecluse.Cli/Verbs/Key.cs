using System.CommandLine;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse key new|list|destroy</c>.</summary>
internal static class Key
{
    public static Command Create(VerbContext context) => new("key", "Keys that open sealed files. · Clés qui ouvrent les fichiers scellés.")
    {
        KeyNew.Create(context), KeyList.Create(context), KeyDestroy.Create(context),
    };
}
