using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ecluse.Host.Sftp;

/// <summary>The few calls of the system that the runtime has no name for: descriptors over a socket, and pipes that do not block.</summary>
internal static class SystemCalls
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int PeerCredentials = 17; // SO_PEERCRED
    private const int Rights = 1; // SCM_RIGHTS
    private const int CloseOnExec = 0x4000_0000; // MSG_CMSG_CLOEXEC
    private const int NoSignal = 0x4000; // MSG_NOSIGNAL
    private const int ControlCut = 0x8; // MSG_CTRUNC
    private const int TryAgain = 11; // EAGAIN
    private const int Interrupted = 4; // EINTR
    private const int SetPipeSize = 1031; // F_SETPIPE_SZ
    private const int GetFlags = 3; // F_GETFL
    private const int SetFlags = 4; // F_SETFL
    private const int NonBlocking = 0x800; // O_NONBLOCK
    private const short Readable = 1; // POLLIN
    private const short Writable = 4; // POLLOUT
    private const int ControlHeader = 16;
    private const int ControlBytes = 24; // CMSG_SPACE of two descriptors

    /// <summary>The user of the process at the other end of a Unix socket.</summary>
    public static int PeerUser(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[12];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return BitConverter.ToInt32(credentials[4..]);
    }

    /// <summary>The user this process acts as.</summary>
    public static int User() => GetEffectiveUser();

    /// <summary>Sends a signal to a process of one's own.</summary>
    public static void Signal(int process, int signal) => _ = Kill(process, signal);

    /// <summary>Sends bytes and two descriptors in one message.</summary>
    public static void Send(Socket socket, ReadOnlySpan<byte> bytes, int first, int second)
    {
        var control = new byte[ControlBytes];
        BitConverter.TryWriteBytes(control, (long)(ControlHeader + (2 * sizeof(int))));
        BitConverter.TryWriteBytes(control.AsSpan(8), SocketLevel);
        BitConverter.TryWriteBytes(control.AsSpan(12), Rights);
        BitConverter.TryWriteBytes(control.AsSpan(16), first);
        BitConverter.TryWriteBytes(control.AsSpan(20), second);
        var sent = WithMessage(bytes.ToArray(), control, message => SendMessage(socket.SafeHandle, ref message.Header, NoSignal)).Count;
        if (sent != bytes.Length)
        {
            throw new IOException("handing over failed", Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Receives bytes with two descriptors; null for the descriptors where there were not exactly two.</summary>
    public static (int Count, (SafeFileHandle First, SafeFileHandle Second)? Handed) Receive(Socket socket, byte[] bytes)
    {
        var control = new byte[ControlBytes];
        var (count, flags, controlLength) = WithMessage(bytes, control, message => ReceiveMessage(socket.SafeHandle, ref message.Header, CloseOnExec));
        var handles = new List<SafeFileHandle>(2);
        if (controlLength >= ControlHeader && BitConverter.ToInt32(control, 8) == SocketLevel && BitConverter.ToInt32(control, 12) == Rights)
        {
            for (var at = ControlHeader; at + sizeof(int) <= BitConverter.ToInt64(control) && at < ControlBytes; at += sizeof(int))
            {
                handles.Add(new SafeFileHandle(BitConverter.ToInt32(control, at), ownsHandle: true));
            }
        }

        if (handles.Count == 2 && (flags & ControlCut) == 0)
        {
            return ((int)count, (handles[0], handles[1]));
        }

        handles.ForEach(handle => handle.Dispose());
        return ((int)count, null);
    }

    /// <summary>Whether a descriptor is a pipe or a socket, and no file, folder or device.</summary>
    public static bool IsPipeOrSocket(SafeFileHandle handle)
    {
        const int EmptyPath = 0x1000; // AT_EMPTY_PATH
        const int TypeOffset = 28;
        var record = new byte[256];
        return Statx(handle, [0], EmptyPath, 1, record) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(TypeOffset)) & 0xF000) is 0x1000 or 0xC000;
    }

    /// <summary>Lets a pipe hold more, where the system allows it, and never block.</summary>
    public static void Prepare(SafeFileHandle pipe, int bytes)
    {
        _ = Control(pipe, SetPipeSize, bytes);
        _ = Control(pipe, SetFlags, Control(pipe, GetFlags, 0) | NonBlocking);
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>How many bytes; 0 at the end; null for none yet.</returns>
    public static int? Read(SafeFileHandle pipe, Span<byte> into)
    {
        while (true)
        {
            var count = Read(pipe, ref MemoryMarshal.GetReference(into), into.Length);
            if (count >= 0)
            {
                return (int)count;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case TryAgain: return null;
                case Interrupted: continue;
                default: return 0;
            }
        }
    }

    /// <summary>Writes what the pipe takes.</summary>
    /// <returns>How many bytes; 0 for none now; null where nobody reads any more.</returns>
    public static int? Write(SafeFileHandle pipe, ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var count = Write(pipe, ref MemoryMarshal.GetReference(bytes), bytes.Length);
            if (count >= 0)
            {
                return (int)count;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case TryAgain: return 0;
                case Interrupted: continue;
                default: return null;
            }
        }
    }

    /// <summary>Waits until a pipe is ready or a socket was closed at its other end.</summary>
    /// <returns>Whether the pipe is ready; false after the time, and where the socket has something to say.</returns>
    public static bool Wait(SafeFileHandle pipe, bool toWrite, SafeHandle socket, TimeSpan longest)
    {
        var asked = new Polled[]
        {
            new() { Descriptor = (int)pipe.DangerousGetHandle(), Asked = toWrite ? Writable : Readable },
            new() { Descriptor = (int)socket.DangerousGetHandle(), Asked = Readable },
        };
        int ready;
        do
        {
            ready = Poll(asked, 2, (int)longest.TotalMilliseconds);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return ready > 0 && asked[1].Found == 0 && asked[0].Found != 0;
    }

    private static (nint Count, int Flags, nint ControlLength) WithMessage(byte[] bytes, byte[] control, Func<Message, nint> call)
    {
        var pins = new[] { GCHandle.Alloc(bytes, GCHandleType.Pinned), GCHandle.Alloc(control, GCHandleType.Pinned), default };
        try
        {
            var vector = new nint[] { pins[0].AddrOfPinnedObject(), bytes.Length };
            pins[2] = GCHandle.Alloc(vector, GCHandleType.Pinned);
            var message = new Message
            {
                Header = new()
                {
                    Vector = pins[2].AddrOfPinnedObject(), VectorLength = 1, Control = pins[1].AddrOfPinnedObject(), ControlLength = control.Length,
                },
            };
            return (call(message), message.Header.Flags, message.Header.ControlLength);
        }
        finally
        {
            foreach (var pin in pins.Where(pin => pin.IsAllocated))
            {
                pin.Free();
            }
        }
    }

    [DllImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static extern nint SendMessage(SafeHandle socket, ref MessageHeader message, int flags);

    [DllImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static extern nint ReceiveMessage(SafeHandle socket, ref MessageHeader message, int flags);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern int GetEffectiveUser();

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(SafeHandle descriptor, byte[] path, int flags, uint mask, byte[] record);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static extern int Control(SafeHandle descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint Read(SafeHandle descriptor, ref byte bytes, nint count);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint Write(SafeHandle descriptor, ref byte bytes, nint count);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll([In, Out] Polled[] asked, nint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Descriptor;
        public short Asked;
        public short Found;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public nint Name;
        public uint NameLength;
        public nint Vector;
        public nint VectorLength;
        public nint Control;
        public nint ControlLength;
        public int Flags;
    }

    private sealed class Message
    {
        public MessageHeader Header;
    }
}
