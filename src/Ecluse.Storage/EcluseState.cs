using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage;

/// <summary>
/// The state: what is known of contracts, plans, passages and acts. Never a patient's value. Each slice has its rows and
/// their configuration in a folder of its own, found by the assembly scan below.
/// </summary>
public sealed class EcluseState : DbContext
{
    /// <summary>Opens nothing yet.</summary>
    /// <param name="options">Which database.</param>
    public EcluseState(DbContextOptions<EcluseState> options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always; // Every save takes its turn among the writers.

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(EcluseState).Assembly);
    }
}
