using System.Data.Common;
using Ecluse.Cli.Demo;

namespace Ecluse.Cli.Lock;

/// <summary>A system in which something was changed by hand before Écluse ever saw it.</summary>
/// <param name="system">The system.</param>
/// <param name="statements">What was done.</param>
internal sealed class AmendedSystem(DemoSystem system, params string[] statements) : DemoSystem
{
    public override string Engine => system.Engine;

    public override void Build(Action<DbConnection> fill) => system.Build(connection =>
    {
        fill(connection);
        using var command = connection.CreateCommand();
        foreach (var statement in statements)
        {
            command.CommandText = statement;
            Assert.Equal(1, command.ExecuteNonQuery());
        }
    });

    public override DbConnection Open() => system.Open();

    public override string Entry(string secrets) => system.Entry(secrets);
}
