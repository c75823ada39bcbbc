using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ecluse.Documents;

/// <summary>What an unquoted scalar is read as: the core schema of YAML 1.2 (<c>no</c> and <c>1_000</c> are text).</summary>
internal static partial class ScalarKinds
{
    internal static ScalarKind Of(Scalar scalar) =>
        scalar.Style != ScalarStyle.Plain ? ScalarKind.Text : OfPlain(scalar.Value);

    private static ScalarKind OfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when Integer().IsMatch(text) => ScalarKind.Integer,
        _ when Number().IsMatch(text) => ScalarKind.Number,
        _ => ScalarKind.Text,
    };

    [GeneratedRegex(@"\A[-+]?[0-9]{1,18}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
