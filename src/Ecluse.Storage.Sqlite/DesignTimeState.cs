using Ecluse.Storage;
using Ecluse.Storage.Sqlite;
using Microsoft.EntityFrameworkCore.Design;

namespace Ecluse;

/// <summary>What <c>dotnet ef</c> opens to compare the model with the migrations; no verb uses it.</summary>
internal sealed class DesignTimeState : IDesignTimeDbContextFactory<EcluseState>
{
    public EcluseState CreateDbContext(string[] args) => new(SqliteState.Options("."));
}
