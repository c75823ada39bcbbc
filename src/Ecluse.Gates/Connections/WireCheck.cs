using System.Net;
using System.Text;
using Ecluse.Errors;
using Ecluse.Relational;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Connections;

/// <summary>Rule 4 of the lock: plaintext goes over a Unix socket, loopback, or TLS with verified certificate and name.</summary>
internal static class WireCheck
{
    /// <summary>Host and port of an address, or the socket's path.</summary>
    /// <exception cref="EcluseException"><c>GATE-005</c>: none of the three.</exception>
    public static (string Host, int? Port) Address(Connection connection)
    {
        var colon = connection.Address.LastIndexOf(':');
        var hasPort = colon > 0 && int.TryParse(connection.Address[(colon + 1)..], out _);
        if (connection.Address.StartsWith('/') && !(hasPort && connection.Engine == "postgres"))
        {
            return (connection.Address, null);
        }

        // PostgreSQL's socket is a folder and a port: the port is part of the socket's name.
        var host = hasPort ? connection.Address[..colon].Trim('[', ']') : connection.Address;
        if (!host.StartsWith('/') && !IsLoopback(host) && !connection.VerifyTls)
        {
            throw RelationalErrors.UnsafeWire(connection.Name);
        }

        return (host, hasPort ? int.Parse(connection.Address[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The password, from where the connection says.</summary>
    public static string? Password(Connection connection, Func<string, string>? ask)
    {
        // Nobody is asked for a password that an unsafe wire would carry.
        _ = Address(connection);
        return connection.Password switch
        {
            null => null,
            { Kind: PasswordKind.Prompt } => ask?.Invoke(connection.Name) ?? throw Missing(connection),
            { Kind: PasswordKind.File, Name: { } file } => FirstLine(file, connection),
            { Name: { } name } => FirstLine(
                Path.Combine(Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") ?? "/nowhere", name), connection),
            _ => throw Missing(connection),
        };
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string FirstLine(string file, Connection connection)
    {
        if (!File.Exists(file))
        {
            throw Missing(connection);
        }

        ConnectionsFile.RefuseOthers(file);
        return File.ReadLines(file, Encoding.UTF8).FirstOrDefault() ?? throw Missing(connection);
    }

    private static EcluseException Missing(Connection connection) => new(
        "CONN-006",
        new Text(
            $"The password of the connection “{connection.Name}” is not where it says.",
            $"Le mot de passe de la connexion « {connection.Name} » n’est pas là où elle le dit."),
        new Text(
            "Write the file, give the credential, or run the command where it can ask you.",
            "Écrivez le fichier, donnez le secret, ou lancez la commande là où elle peut vous le demander."));
}
