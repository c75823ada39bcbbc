using System.Data.Common;
using System.Security.Cryptography;
using Ecluse.Samples.Servers;

namespace Ecluse.Cli.Demo;

/// <summary>A system whose database stands on a server: its gate comes with an account of its own, by password.</summary>
/// <param name="server">The server.</param>
/// <param name="database">Name of the database.</param>
/// <param name="isOld">Whether it is the old system: then the gate's account can only read.</param>
/// <param name="address">How the gate reaches the server: loopback, or the Unix socket.</param>
internal sealed class ServerSystem(SampleServer server, string database, bool isOld, string address) : DemoSystem
{
    private readonly string password = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public override string Engine => server.Engine;

    /// <summary>The server it stands on.</summary>
    public SampleServer Server => server;

    /// <summary>Name of the database.</summary>
    public string Database => database;

    /// <summary>The gate's account.</summary>
    public string User => database + (isOld ? "_reader" : "_loader");

    public override void Build(Action<DbConnection> fill)
    {
        server.CreateDatabase(database, isOld);
        using (var connection = Open())
        {
            fill(connection);
        }

        if (isOld)
        {
            server.CreateReader(database, User, password);
        }
        else
        {
            server.CreateWriter(database, User, password);
        }
    }

    public override DbConnection Open() => server.Open(database);

    public override string Entry(string secrets)
    {
        var file = Path.Combine(secrets, database + ".password");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(file, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(password));
        }

        return $"engine: {Engine}, address: \"{address}\", database: {database}, user: {User}, password: {{ file: \"{file}\" }}";
    }
}
