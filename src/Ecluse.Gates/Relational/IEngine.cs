using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Profiles.Mapping;

namespace Ecluse.Relational;

/// <summary>A connection of one engine, as both gates use it. Statements are built by <see cref="Dialect"/>; values are parameters.</summary>
internal interface IEngine : IAsyncDisposable
{
    /// <summary>Name for plans: <c>sqlite</c>, <c>postgres</c>, <c>mariadb</c>.</summary>
    string Name { get; }

    Dialect Dialect { get; }

    ReadConsistency Consistency { get; }

    /// <summary>Whether it hands text over as the bytes that were stored, whatever their encoding.</summary>
    bool GivesStoredBytes => false;

    /// <summary>
    /// Names of every table and view that the account sees; null where the engine itself refuses a credential column, whoever
    /// wrote the statement.
    /// </summary>
    IReadOnlySet<string>? Relations => null;

    /// <summary>
    /// What of a statement the engine itself resolves to a credential, or to something that it cannot account for; null when
    /// there is none of it, or where the engine refuses such a column while the statement runs. Nothing of it is run.
    /// </summary>
    string? FaultIn(Func<(string Sql, IReadOnlyDictionary<string, string?> Parameters)> statement, Profile profile) => null;

    /// <summary>Columns of a table in the table's order; empty when there is no such table.</summary>
    IReadOnlyList<CatalogueColumn> ColumnsOf(string table);

    /// <summary>Refuses when the source was changed since it was opened, where only a fingerprint can tell.</summary>
    void RefuseChange()
    {
    }

    /// <summary>
    /// Holds back whoever writes into the tables, until this is disposed of; nothing where one snapshot is read anyway. May be
    /// asked twice.
    /// </summary>
    void HoldWriters(IEnumerable<string> tables)
    {
    }

    /// <summary>Whether patients are read page by page, because one result at a time comes over the session of the snapshot.</summary>
    bool PagesPatients => false;

    /// <summary>Runs a statement and holds all its rows: those of a page.</summary>
    IRowCursor QueryPage(string sql, IReadOnlyDictionary<string, string?> parameters) => Query(sql, parameters);

    /// <summary>Bytes that pages held since this was last asked.</summary>
    long TakePageBytes() => 0;

    /// <summary>Runs a statement and streams its rows. Several may be open at once, all on one state of the database.</summary>
    IRowCursor Query(string sql, IReadOnlyDictionary<string, string?> parameters);
}

/// <summary>Rows of a statement, one at a time.</summary>
internal interface IRowCursor : IRow, IDisposable
{
    int ColumnCount { get; }

    string NameOf(int position);

    /// <summary>Steps to the next row.</summary>
    bool Read();
}
