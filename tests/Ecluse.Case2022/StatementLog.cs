using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecluse;

/// <summary>
/// SQLite's own log of statements: every connection that this process opens, whoever opens it, reports what the engine
/// begins to run. Écluse is not asked and does not know.
/// </summary>
internal static class StatementLog
{
    private const uint Statements = 1;
    private static readonly ConcurrentQueue<(string File, string Sql)> All = new();

    // Kept for ever: the engine holds their addresses.
    private static readonly Opened OnOpened = Watch;
    private static readonly Traced OnStatement = Keep;

    private delegate int Opened(nint database, nint error, nint routines);

    private delegate int Traced(uint mask, nint context, nint statement, nint text);

    /// <summary>Every statement begun on that database file so far.</summary>
    public static IReadOnlyList<string> Of(string file) =>
        [.. All.Where(entry => entry.File == Path.GetFullPath(file)).Select(entry => entry.Sql)];

    [ModuleInitializer]
    internal static void Begin()
    {
        SQLitePCL.Batteries_V2.Init();
        Assert.Equal(0, sqlite3_auto_extension(Marshal.GetFunctionPointerForDelegate(OnOpened)));
    }

    private static int Watch(nint database, nint error, nint routines) =>
        sqlite3_trace_v2(database, Statements, Marshal.GetFunctionPointerForDelegate(OnStatement), database);

    private static int Keep(uint mask, nint context, nint statement, nint text)
    {
        var file = Marshal.PtrToStringUTF8(sqlite3_db_filename(context, "main"));
        All.Enqueue((file ?? "", Marshal.PtrToStringUTF8(text) ?? ""));
        return 0;
    }

#pragma warning disable SYSLIB1054, CA2101 // Three calls of the engine's C interface; generated marshalling would need unsafe code.
    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_auto_extension(nint entry);

    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int sqlite3_trace_v2(nint database, uint mask, nint callback, nint context);

    [DllImport("e_sqlite3"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern nint sqlite3_db_filename(nint database, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
#pragma warning restore SYSLIB1054, CA2101
}
