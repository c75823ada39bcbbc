using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ecluse.Durability;
using Ecluse.Scratch;
using SQLitePCL;

namespace Ecluse.Relational.Sqlite;

/// <summary>
/// Gives SQLite files for what it cannot hold in memory (sorting, grouping, automatic indexes), sealed by
/// <see cref="ScratchFile"/>: the engine's own storage layer (https://sqlite.org/vfs.html), in which only the opening of a file
/// without a name is ours. Files with a name go to the system's layer as ever. Decision 0018.
/// </summary>
internal static unsafe partial class SealedScratch
{
    private const int FileBytes = 16;
    private const int ReadFailed = raw.SQLITE_IOERR | (1 << 8);
    private const int ReadShort = raw.SQLITE_IOERR | (2 << 8);
    private const int NotKnown = 12;
    private static readonly ConcurrentDictionary<string, Lazy<string>> Layers = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<nint, ScratchFolder> Folders = new();
    private static readonly nint Usual = Find();
    private static int registered;
    private static readonly Methods* Sealed = MakeMethods();

    /// <summary>Name of the storage layer whose nameless files lie in a folder.</summary>
    public static string LayerFor(ScratchFolder folder) => Layers.GetOrAdd(folder.Path, _ => new(() => Register(folder))).Value;

    private static string Register(ScratchFolder folder)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"ecluse-{Interlocked.Increment(ref registered)}");
        var layer = (Layer*)NativeMemory.AllocZeroed((nuint)sizeof(Layer));
        *layer = *(Layer*)Usual;
        layer->FileBytes = Math.Max(layer->FileBytes, FileBytes);
        layer->Next = 0;
        layer->Name = Marshal.StringToCoTaskMemUTF8(name);
        layer->Open = (nint)(delegate* unmanaged[Cdecl]<nint, nint, OpenFile*, int, int*, int>)&Open;
        Folders[(nint)layer] = folder;
        return sqlite3_vfs_register((nint)layer, 0) == raw.SQLITE_OK
            ? name
            : throw RelationalErrors.Engine("sqlite", "storage layer");
    }

    private static nint Find()
    {
        Batteries_V2.Init();
        return sqlite3_vfs_find(0);
    }

    private static Methods* MakeMethods()
    {
        var methods = (Methods*)NativeMemory.AllocZeroed((nuint)sizeof(Methods));
        methods->Version = 1;
        methods->Close = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int>)&Close;
        methods->Read = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int>)&Read;
        methods->Write = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int>)&Write;
        methods->Truncate = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, long, int>)&Truncate;
        methods->Sync = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int, int>)&Done;
        methods->FileSize = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, long*, int>)&FileSize;
        methods->Lock = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int, int>)&Done;
        methods->Unlock = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int, int>)&Done;
        methods->CheckReservedLock = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int*, int>)&NoLock;
        methods->FileControl = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int, nint, int>)&Control;
        methods->SectorSize = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int>)&SectorSize;
        methods->Characteristics = (nint)(delegate* unmanaged[Cdecl]<OpenFile*, int>)&Characteristics;
        return methods;
    }

    private static ScratchFile Of(OpenFile* file) => (ScratchFile)GCHandle.FromIntPtr(file->Handle).Target!;

    // No exception may pass into the engine: each becomes the engine's own code.
    private static int Guarded(OpenFile* file, int failed, Func<ScratchFile, int> act)
    {
        try
        {
            return act(Of(file));
        }
        catch (ScratchException cause)
        {
            return cause.Trouble == DiskTrouble.Full ? raw.SQLITE_FULL : failed;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(nint layer, nint name, OpenFile* file, int flags, int* outFlags)
    {
        if (name != 0)
        {
            return ((delegate* unmanaged[Cdecl]<nint, nint, OpenFile*, int, int*, int>)((Layer*)Usual)->Open)(Usual, name, file, flags, outFlags);
        }

        file->Methods = null;
        try
        {
            file->Handle = GCHandle.ToIntPtr(GCHandle.Alloc(Folders[layer].NewFile()));
            file->Methods = Sealed;
            if (outFlags != null)
            {
                *outFlags = flags;
            }

            return raw.SQLITE_OK;
        }
        catch (ScratchException cause)
        {
            return cause.Trouble == DiskTrouble.Full ? raw.SQLITE_FULL : raw.SQLITE_CANTOPEN;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(OpenFile* file)
    {
        var handle = GCHandle.FromIntPtr(file->Handle);
        ((ScratchFile)handle.Target!).Dispose();
        handle.Free();
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenFile* file, byte* into, int count, long offset) => Guarded(file, ReadFailed, scratch =>
    {
        var bytes = new Span<byte>(into, count);
        var read = scratch.Read(offset, bytes);
        bytes[read..].Clear();
        return read == count ? raw.SQLITE_OK : ReadShort;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, byte* bytes, int count, long offset) => Guarded(file, raw.SQLITE_IOERR | (3 << 8), scratch =>
    {
        scratch.Write(offset, new ReadOnlySpan<byte>(bytes, count));
        return raw.SQLITE_OK;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(OpenFile* file, long length) => Guarded(file, raw.SQLITE_IOERR | (6 << 8), scratch =>
    {
        scratch.Truncate(length);
        return raw.SQLITE_OK;
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(OpenFile* file, long* length)
    {
        *length = Of(file).Length;
        return raw.SQLITE_OK;
    }

    // Nobody else can open the file, and it need not survive: locks and syncs are nothing.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Done(OpenFile* file, int how) => raw.SQLITE_OK;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int NoLock(OpenFile* file, int* held)
    {
        *held = 0;
        return raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(OpenFile* file, int what, nint with) => NotKnown;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(OpenFile* file) => ScratchFile.BlockBytes;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(OpenFile* file) => 0;

    [LibraryImport("e_sqlite3")]
    private static partial nint sqlite3_vfs_find(nint name);

    [LibraryImport("e_sqlite3")]
    private static partial int sqlite3_vfs_register(nint layer, int makeDefault);

    /// <summary><c>sqlite3_vfs</c>, version 3, of sqlite3.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Layer
    {
        public int Version;
        public int FileBytes;
        public int PathBytes;
        public nint Next;
        public nint Name;
        public nint AppData;
        public nint Open;
        public fixed long Others[15];
    }

    /// <summary><c>sqlite3_file</c> of sqlite3.h, and behind it ours.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct OpenFile
    {
        public Methods* Methods;
        public nint Handle;
    }

    /// <summary><c>sqlite3_io_methods</c>, version 1, of sqlite3.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Methods
    {
        public int Version;
        public nint Close;
        public nint Read;
        public nint Write;
        public nint Truncate;
        public nint Sync;
        public nint FileSize;
        public nint Lock;
        public nint Unlock;
        public nint CheckReservedLock;
        public nint FileControl;
        public nint SectorSize;
        public nint Characteristics;
    }
}
