using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Ecluse.Testkit.Servers;

/// <summary>
/// A database server of this test run alone: throw-away folder, loopback and Unix socket only, never as root.
/// It ends when this process ends, however that happens, because it is held by a pipe.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    // The shell waits for its standard input to close, stops the server by its pid, then removes its folder.
    private const string Keeper = """
        folder=$1; shift
        cd "$folder" || exit 1
        "$@" </dev/null >>"$folder/server.log" 2>&1 & server=$!
        cat >/dev/null
        # Postgres leaves at once on QUIT; what does not has nothing that is worth keeping.
        kill -QUIT "$server" 2>/dev/null
        for i in 1 2 3 4 5; do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
        kill -KILL "$server" 2>/dev/null
        wait "$server" 2>/dev/null
        rm -rf "$folder"
        """;

    private readonly Process keeper;

    private ServerProcess(Process keeper) => this.keeper = keeper;

    /// <summary>A folder of its own, short enough for the path of a Unix socket, owned by the server's user.</summary>
    public static string MakeFolder(string? user)
    {
        var folder = Directory.CreateTempSubdirectory("ecluse-db-").FullName;
        if (user is not null)
        {
            Run("chown", ["--", user + ":", folder]);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return folder;
    }

    /// <summary>The user a server runs as: null (ourselves) unless we are root.</summary>
    public static string? UserFor(string preferred) => Environment.UserName != "root"
        ? null
        : File.ReadLines("/etc/passwd").Any(line => line.StartsWith(preferred + ":", StringComparison.Ordinal))
            ? preferred
            : "nobody";

    /// <summary>A port of the loopback interface that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a program to its end as the server's user; a failed test that quotes its words when it fails.</summary>
    public static void RunAs(string? user, string program, params string[] arguments)
    {
        var (command, words) = As(user, program, arguments);
        Run(command, words);
    }

    /// <summary>Starts the server in its folder.</summary>
    public static ServerProcess Start(string? user, string folder, string program, params string[] arguments)
    {
        var (command, words) = As(user, "bash", ["-c", Keeper, "keeper", folder, program, .. arguments]);
        var server = new ServerProcess(Process.Start(ProcessRun.StartInfo(command, words, "/", null))!);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    /// <summary>Tries until it works, for half a minute; then fails with the server's own words.</summary>
    public static void WaitUntil(Action attempt, string folder)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                attempt();
                return;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                if (watch.Elapsed.TotalSeconds > 30)
                {
                    Assert.Fail($"The server did not start: {error.Message}\n{Log(folder)}");
                }

                Thread.Sleep(100);
            }
        }
    }

    /// <summary>Closes the pipe that holds the server; the shell at its other end does the rest after we are gone.</summary>
    /// <remarks>Not waited for: the runner takes a process that is slow to end for one whose threads still run.</remarks>
    public void Dispose()
    {
        if (!keeper.HasExited)
        {
            keeper.StandardInput.Close();
        }
    }

    private static string Log(string folder)
    {
        var file = Path.Combine(folder, "server.log");
        return File.Exists(file) ? File.ReadAllText(file) : "no log";
    }

    private static (string Command, string[] Words) As(string? user, string program, string[] arguments) =>
        user is null ? (program, arguments) : ("runuser", ["-u", user, "--", program, .. arguments]);

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(ProcessRun.StartInfo(program, arguments, "/", null))!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: exit code {process.ExitCode}\n{output}\n{errors.Result}");
    }
}
