using Ecluse.Storage;
using Ecluse.Storage.Postgres;
using Microsoft.EntityFrameworkCore.Design;

namespace Ecluse;

/// <summary>What <c>dotnet ef</c> opens to compare the model with the migrations, without a database; no verb uses it.</summary>
internal sealed class DesignTimeState : IDesignTimeDbContextFactory<EcluseState>
{
    public EcluseState CreateDbContext(string[] args) => new(PostgresState.OptionsOf("Host=localhost;Database=ecluse"));
}
