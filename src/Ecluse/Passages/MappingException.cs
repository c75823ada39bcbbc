using Ecluse.Errors;

namespace Ecluse.Passages;

/// <summary>A row that a profile cannot turn into a lab record, or a record that it cannot turn into rows.</summary>
/// <param name="code">Stable code, <c>MAP-…</c>.</param>
/// <param name="table">Table of the column.</param>
/// <param name="column">Column, or null when several.</param>
/// <param name="row">Ordinal of the row in its reading, from 1; 0 when there is none.</param>
/// <param name="found">Shape of what was found (length, kind of characters); never the value.</param>
/// <param name="expected">What the profile expects there.</param>
public sealed class MappingException(
    string code, string table, string? column, long row, Text found, Text expected) : EcluseException(
        code,
        new Text(
            $"{table}.{column ?? "*"}, row {row}: found {found.English}; expected {expected.English}.",
            $"{table}.{column ?? "*"}, ligne {row} : trouvé {found.French} ; attendu {expected.French}."),
        new Text(
            "Correct the profile or the source, or let the instruction leave such patients out; then plan again.",
            "Corrigez le profil ou la source, ou laissez ces patients de côté par l’instruction ; puis refaites le plan."))
{
    /// <summary>Table of the column.</summary>
    public string Table { get; } = table;

    /// <summary>Column, or null when several.</summary>
    public string? Column { get; } = column;

    /// <summary>Ordinal of the row in its reading, from 1; 0 when there is none.</summary>
    public long Row { get; } = row;
}

/// <summary>A patient left out because one of the rows does not map.</summary>
/// <param name="Patient">Source key; lives in memory only.</param>
/// <param name="Type">Record type of the row.</param>
/// <param name="Why">Code, table, column, row and shape.</param>
public sealed record MappingRefusal(string Patient, string Type, MappingException Why);
