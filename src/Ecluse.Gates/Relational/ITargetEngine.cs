using Ecluse.Profiles.Transforms;
using Ecluse.Relational.Writing;

namespace Ecluse.Relational;

/// <summary>A connection that may write.</summary>
internal interface ITargetEngine : IEngine
{
    /// <summary>How many units go into one insertion; more than one where a round trip costs more than a bisection.</summary>
    int UnitsPerInsert { get; }

    /// <summary>Whether the engine refuses by itself what is not of a column's type.</summary>
    bool ChecksTypes { get; }

    /// <summary>Whether rows and checkpoint stand in one transaction.</summary>
    bool IsTransactional(string table);

    /// <summary>Begins to see one state of the database until <see cref="EndSnapshot"/>.</summary>
    void BeginSnapshot();

    void EndSnapshot();

    void Begin();

    void Commit();

    void Rollback();

    void Savepoint();

    void RollbackToSavepoint();

    void ReleaseSavepoint();

    /// <summary>Runs a statement without rows.</summary>
    /// <returns>Rows it changed.</returns>
    long Execute(string sql, IReadOnlyDictionary<string, string?> parameters);

    /// <summary>Deletes one row; null when it went, else why not.</summary>
    Refusal? Delete(string sql, IReadOnlyDictionary<string, string?> parameters, out long deleted);

    /// <summary>Inserts rows in their order; null when all went in, else the first refusal.</summary>
    Refusal? Insert(IReadOnlyList<PendingRow> rows, TextBuffer memory);

    /// <summary>The next key of a counter column, reserved for us.</summary>
    string NextKey(RowPlan plan);

    /// <summary>Makes counters stand where the next insertion of the target's application succeeds.</summary>
    void SettleCounters(IEnumerable<RowPlan> plans);

    /// <summary>Whether a unique index covers exactly these columns.</summary>
    bool IsUnique(string table, IReadOnlyList<string> columns);

    /// <summary>Foreign keys of a table with one column: column, referenced table and column.</summary>
    IReadOnlyList<(string Column, string Table, string Referenced)> ForeignKeys(string table);

    /// <summary>Makes the table <c>ecluse_passage</c> where it is missing; nothing when it is there.</summary>
    void CreatePassageTable();

    bool HasPassageTable();

    /// <summary>Drops <c>ecluse_passage</c>, and the schema that held it alone.</summary>
    void DropPassageTable();
}
