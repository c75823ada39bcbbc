using System.Data.Common;

namespace Ecluse.Cli.Demo;

/// <summary>One of the two systems of the story: where its database stands, and how a gate of Écluse reaches it.</summary>
internal abstract class DemoSystem
{
    /// <summary><c>sqlite</c>, <c>postgres</c> or <c>mariadb</c>.</summary>
    public abstract string Engine { get; }

    /// <summary>Makes an empty database, has it filled, and makes the account that the gate will use, where there are accounts.</summary>
    public abstract void Build(Action<DbConnection> fill);

    /// <summary>An open connection of whoever owns the system, not of Écluse.</summary>
    public abstract DbConnection Open();

    /// <summary>What <c>connections.yaml</c> says of it, role apart; a password goes into a file of its own.</summary>
    /// <param name="secrets">Folder of the files of passwords.</param>
    public abstract string Entry(string secrets);
}
