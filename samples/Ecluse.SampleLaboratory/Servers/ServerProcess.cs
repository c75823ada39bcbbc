using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ecluse.Samples.Servers;

/// <summary>
/// A database server of this process alone: throw-away folder, never as root, out of reach of the terminal's signals.
/// It ends when this process ends, however that happens, because it is held by a pipe.
/// </summary>
internal sealed class ServerProcess
{
    private const int StartSeconds = 30;
    private const int StopSeconds = 20;

    // The shell waits for its standard input to close, stops the server by its pid, then removes its folder.
    private const string Keeper = """
        folder=$1; shift
        cd "$folder" || exit 1
        "$@" </dev/null >>"$folder/server.log" 2>&1 & server=$!
        echo "$server"
        read -r word
        [ "$word" != keep ] || exit 0
        # Postgres leaves at once on QUIT; what does not has nothing that is worth keeping.
        kill -QUIT "$server" 2>/dev/null
        for i in 1 2 3 4 5; do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
        kill -KILL "$server" 2>/dev/null
        wait "$server" 2>/dev/null
        rm -rf "$folder"
        """;

    private readonly Process keeper;
    private bool isKept;

    private ServerProcess(Process keeper)
    {
        this.keeper = keeper;
        Id = int.TryParse(keeper.StandardOutput.ReadLine(), CultureInfo.InvariantCulture, out var id) ? id : 0;
    }

    /// <summary>The server's process, to stop it by.</summary>
    public int Id { get; }

    /// <summary>A folder of its own, short enough for the path of a Unix socket, within reach of the server's user.</summary>
    public static string MakeFolder(string? user)
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } place ? place : "/tmp",
            "ecluse-db-" + RandomNumberGenerator.GetHexString(12, lowercase: true));
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | (user is null ? UnixFileMode.None : UnixFileMode.GroupExecute | UnixFileMode.OtherExecute));
        return folder;
    }

    /// <summary>Gives everything in the folder to the server's user.</summary>
    public static void Own(string? user, string folder)
    {
        if (user is not null)
        {
            Run("chown", ["-R", "--", user + ":", folder]);
        }
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

    /// <summary>Runs a program to its end as the server's user.</summary>
    /// <exception cref="SampleServerException">It failed.</exception>
    public static void RunAs(string? user, string program, params string[] arguments)
    {
        var (command, words) = As(user, program, arguments);
        Run(command, words);
    }

    /// <summary>Starts the server in its folder, in a session of its own: Ctrl-C is for us, and we stop it.</summary>
    public static ServerProcess Start(string? user, string folder, string program, params string[] arguments)
    {
        var (command, words) = As(user, "bash", ["-c", Keeper, "keeper", folder, program, .. arguments]);
        var server = new ServerProcess(Process.Start(StartInfo("setsid", [command, .. words]))!);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Release();
        return server;
    }

    /// <summary>Tries until it works, for half a minute; then fails with the server's own words.</summary>
    public static void WaitUntil(Action attempt, string folder)
    {
        var watch = Stopwatch.StartNew();
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                attempt();
                return;
            }
            catch (System.Data.Common.DbException error)
            {
                if (watch.Elapsed.TotalSeconds > StartSeconds)
                {
                    throw new SampleServerException($"The server did not start.\n{Log(folder)}", error);
                }

                pause.Wait(100);
            }
        }
    }

    /// <summary>Lets the server live on after this process.</summary>
    public void Keep()
    {
        isKept = true;
        keeper.StandardInput.WriteLine("keep");
    }

    /// <summary>Closes the pipe that holds the server; the shell at its other end does the rest, after us if need be.</summary>
    public void Release()
    {
        if (!isKept && !keeper.HasExited)
        {
            keeper.StandardInput.Close();
        }
    }

    /// <summary>Stops the server and waits until its folder is gone.</summary>
    public void Drop()
    {
        Release();
        keeper.WaitForExit(TimeSpan.FromSeconds(StopSeconds));
    }

    private static string Log(string folder)
    {
        var file = Path.Combine(folder, "server.log");
        return File.Exists(file) ? File.ReadAllText(file) : "no log";
    }

    private static (string Command, string[] Words) As(string? user, string program, string[] arguments) =>
        user is null ? (program, arguments) : ("runuser", ["-u", user, "--", program, .. arguments]);

    private static ProcessStartInfo StartInfo(string program, string[] arguments) => new(program, arguments)
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
    };

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(StartInfo(program, arguments))!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new SampleServerException($"{Path.GetFileName(program)}: exit code {process.ExitCode}\n{output}\n{errors.Result}");
        }
    }
}
