using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage;

/// <summary>
/// The state: what is known of contracts, plans, passages and acts. Never a patient's value. Each slice has its rows and
/// their configuration in a folder of its own, found by the assembly scan below.
/// </summary>
/// <param name="options">Which database.</param>
public sealed class EcluseState(DbContextOptions<EcluseState> options) : DbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(EcluseState).Assembly);
    }
}
