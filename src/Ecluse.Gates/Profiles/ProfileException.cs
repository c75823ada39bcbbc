using Ecluse.Errors;

namespace Ecluse.Profiles;

/// <summary>A profile's file does not say what the profile language asks for.</summary>
/// <param name="code">Stable code, <c>PROFILE-…</c>.</param>
/// <param name="file">The file's name as the person gave it.</param>
/// <param name="line">Line, from 1.</param>
/// <param name="column">Column, from 1.</param>
/// <param name="what">What was found and what was expected; a profile holds no patient, so names may stand in it.</param>
public sealed class ProfileException(string code, string file, int line, int column, Text what) : EcluseException(
    code,
    new Text($"{file}({line},{column}): {what.English}", $"{file}({line},{column}) : {what.French}"),
    new Text(
        "Correct that line of the profile, then run: ecluse profile check FILE",
        "Corrigez cette ligne du profil, puis lancez : ecluse profile check FICHIER"),
    ErrorKind.Usage)
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;
}
