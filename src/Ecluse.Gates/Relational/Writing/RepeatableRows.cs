using Ecluse.Profiles;

namespace Ecluse.Relational.Writing;

/// <summary>
/// Which promise a load gives (design, section 5): rows and checkpoint in one transaction, or, where a table takes part in
/// none, keys that derive from the records' own, so that doing it twice is doing it once.
/// </summary>
internal sealed class RepeatableRows
{
    /// <param name="profile">The target's profile.</param>
    /// <param name="engine">The open connection.</param>
    /// <exception cref="Errors.EcluseException"><c>GATE-012</c>: a row without transaction bears no key of its record.</exception>
    public RepeatableRows(Profile profile, ITargetEngine engine)
    {
        var loose = profile.Writes.SelectMany(rule => rule.Rows).Where(row => !engine.IsTransactional(row.Table)).ToList();
        IsTransactional = loose.Count == 0;
        if (loose.Find(row => row.Key is null or { Making: KeyMaking.Counter } || !engine.IsUnique(row.Table, [row.Key.Column])) is { } lost)
        {
            throw RelationalErrors.NotRepeatable(lost.Table);
        }
    }

    /// <summary>Whether every row is held by the target's transactions.</summary>
    public bool IsTransactional { get; }
}
