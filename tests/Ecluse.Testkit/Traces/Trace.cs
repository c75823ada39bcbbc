using System.Text;
using Ecluse.Testkit.Dyes;

namespace Ecluse.Testkit.Traces;

/// <summary>What every process of a run wrote, sent and named, as the kernel saw it.</summary>
public sealed class Trace
{
    private Trace(IReadOnlyList<WrittenBytes> streams, byte[] names, IReadOnlyList<string> mapped, IReadOnlyList<string> unseen)
        => (Streams, Names, MappedFiles, Unseen) = (streams, names, mapped, unseen);

    /// <summary>One entry a file, socket or pipe that something was written to.</summary>
    public IReadOnlyList<WrittenBytes> Streams { get; }

    /// <summary>Every file name and program argument used, one a line.</summary>
    public byte[] Names { get; }

    /// <summary>Files mapped into memory for writing: what is written there makes no system call; search the files.</summary>
    public IReadOnlyList<string> MappedFiles { get; }

    /// <summary>Calls that move bytes without showing them (copies inside the kernel, io_uring); empty in a run that can be judged.</summary>
    public IReadOnlyList<string> Unseen { get; }

    /// <summary>Looks for dyes in everything that was written, sent or named, and in the mapped files that remain.</summary>
    /// <param name="search">The dyes.</param>
    /// <param name="exempt">Names of streams left out, exact, or with a <c>*</c> at the end.</param>
    public IReadOnlyList<DyeFinding> Find(DyeSearch search, params IEnumerable<string> exempt)
    {
        var patterns = exempt.ToArray();
        var findings = new List<DyeFinding>(search.Find(Names, "names of files and arguments"));
        foreach (var stream in Streams.Where(stream => !IsExempt(stream.Name, patterns)))
        {
            findings.AddRange(search.Find(stream.Bytes, stream.Name, stream.Starts.ToHashSet()));
            findings.AddRange(search.Find(stream.Image, stream.Name + " (as left)"));
        }

        foreach (var file in MappedFiles.Where(file => !IsExempt(file, patterns) && File.Exists(file)))
        {
            findings.AddRange(search.Find(File.ReadAllBytes(file), file + " (mapped)"));
        }

        return findings;
    }

    /// <summary>What several runs left, as one.</summary>
    public static Trace Join(params IEnumerable<Trace> traces)
    {
        var all = traces.ToArray();
        return new Trace(
            [.. all.SelectMany(trace => trace.Streams)],
            [.. all.SelectMany(trace => trace.Names)],
            [.. all.SelectMany(trace => trace.MappedFiles).Distinct()],
            [.. all.SelectMany(trace => trace.Unseen)]);
    }

    internal static Trace Read(IEnumerable<string> files)
    {
        var lines = files.SelectMany(File.ReadLines).Select(TraceLine.Read).OfType<TraceLine>()
            .OrderBy(line => line.Seconds);
        var collectors = new Dictionary<string, WriteCollector>();
        var sockets = new Dictionary<string, string>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var mapped = new SortedSet<string>(StringComparer.Ordinal);
        var unseen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            Take(line);
        }

        return new Trace(
            [.. collectors.Values.Select(collector => collector.Finish())],
            Encoding.UTF8.GetBytes(string.Join('\n', names)), [.. mapped], [.. unseen]);

        void Take(TraceLine line)
        {
            switch (line.Call)
            {
                case "write" or "pwrite64" or "writev" or "pwritev" or "pwritev2" or "sendto" or "sendmsg" or "sendmmsg":
                    Collect(line);
                    break;
                case "connect":
                    sockets[SocketId(line.Target)] = Peer(line);
                    break;
                case "mmap":
                    if (line.Target.StartsWith('/') && line.Arguments.Contains("PROT_WRITE", StringComparison.Ordinal))
                    {
                        mapped.Add(line.Target);
                    }

                    break;
                case "ioctl" or "sendfile" or "copy_file_range" or "splice" or "vmsplice" or "tee" or "io_uring_setup":
                    if (line.Call != "ioctl" || line.Arguments.Contains("FICLONE", StringComparison.Ordinal))
                    {
                        unseen.Add($"{line.Call} {line.Target}".TrimEnd());
                    }

                    break;
                default:
                    names.UnionWith(line.Strings().Select(Encoding.UTF8.GetString));
                    break;
            }
        }

        void Collect(TraceLine line)
        {
            var name = sockets.GetValueOrDefault(SocketId(line.Target)) ?? NameOf(line.Target);
            if (!collectors.TryGetValue(name, out var collector))
            {
                collectors[name] = collector = new WriteCollector(name);
            }

            collector.Add(line, line.Arguments.Contains(">(deleted)", StringComparison.Ordinal));
        }
    }

    private static bool IsExempt(string name, string[] patterns) => patterns.Any(pattern => pattern.EndsWith('*')
        ? name.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : name == pattern);

    // "UNIX-STREAM:[12->34]" and "TCP:[127.0.0.1:1->127.0.0.1:2]": the part before the arrow is this end.
    private static string SocketId(string target) => target.StartsWith("UNIX", StringComparison.Ordinal)
        ? target.Split("->")[0].TrimEnd(']')
        : target;

    private static string NameOf(string target)
    {
        if (target.StartsWith("TCP", StringComparison.Ordinal) && target.Contains("->", StringComparison.Ordinal))
        {
            return "tcp:" + target.Split("->")[1].TrimEnd(']');
        }

        return target.Length == 0 ? "unnamed" : target;
    }

    private static string Peer(TraceLine line) =>
        line.Arguments.Contains("AF_UNIX", StringComparison.Ordinal) && line.Strings().FirstOrDefault() is { } path
            ? "unix:" + Encoding.UTF8.GetString(path)
            : NameOf(line.Target);
}
