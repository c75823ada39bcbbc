using System.Text;
using Ecluse.Testkit.Dyes;

namespace Ecluse.Testkit.Traces;

/// <summary>Plants a leak in each way a program can let a value out, and looks whether it is seen.</summary>
public sealed class TracedRunTests : IDisposable
{
    private const string Planted = "Zéphyrin-Aurélien d'Œuvray";
    private static readonly DyeSearch Search = new([new Dye("patient.family", Planted)]);
    private readonly TestFolder folder = new();

    [Theory]
    [InlineData("a file", "require('fs').writeFileSync('out', value)")]
    [InlineData("standard output", "console.log(value)")]
    [InlineData("standard error", "console.error(value)")]
    [InlineData("a file removed while open", """
        const fs = require('fs'), f = fs.openSync('out', 'w'); fs.unlinkSync('out'); fs.writeSync(f, value)
        """)]
    [InlineData("two positioned writes", """
        const fs = require('fs'), f = fs.openSync('out', 'w'), b = Buffer.from(value);
        fs.writeSync(f, b, 9, b.length - 9, 109); fs.writeSync(f, b, 0, 9, 100)
        """)]
    [InlineData("a vector of buffers", """
        const fs = require('fs'), b = Buffer.from(value); fs.writevSync(fs.openSync('out', 'w'), [b.subarray(0, 5), b.subarray(5)])
        """)]
    [InlineData("a file overwritten later", """
        const fs = require('fs'); fs.writeFileSync('out', value); fs.writeFileSync('out', '-'.repeat(99))
        """)]
    [InlineData("a name of a file", "require('fs').writeFileSync(value, '')")]
    [InlineData("a name of a folder", "require('fs').mkdirSync('x-' + value)")]
    [InlineData("a child's argument", "require('child_process').spawnSync('true', [value])")]
    [InlineData("a child's file", "require('child_process').spawnSync('tee', ['out'], {input: value})")]
    [InlineData("a socket", """
        const net = require('net');
        const s = net.createServer(c => c.resume().on('end', () => s.close())).listen(0, '127.0.0.1',
          () => net.connect(s.address().port, '127.0.0.1').end(value))
        """)]
    [InlineData("gzip in a socket", """
        const net = require('net'), z = require('zlib');
        const s = net.createServer(c => c.resume().on('end', () => s.close())).listen('sock', () => net.connect('sock').end(z.gzipSync(value)))
        """)]
    [InlineData("brotli in a file", "require('fs').writeFileSync('out', require('zlib').brotliCompressSync(value))")]
    public async Task A_value_that_leaves_through_is_seen(string way, string script)
    {
        var trace = await RunAsync(script);
        Assert.True(trace.Find(Search).Count > 0, way);
    }

    [Fact]
    public async Task A_program_that_keeps_the_value_to_itself_raises_no_alarm()
    {
        var trace = await RunAsync("require('fs').writeFileSync('out', value.length + ' characters')");
        Assert.Empty(trace.Find(Search));
        Assert.Contains(trace.Streams, stream => stream.Name == folder.Of("out"));
    }

    [Fact]
    public async Task Only_the_paths_listed_are_exempt()
    {
        var trace = await RunAsync("const fs = require('fs'); fs.writeFileSync('source.db', value); fs.writeFileSync('log', value)");
        var finding = Assert.Single(trace.Find(Search, folder.Of("source.db")));
        Assert.Equal(folder.Of("log"), finding.Where);
    }

    [Fact]
    public async Task A_socket_is_called_by_its_other_end()
    {
        var trace = await RunAsync("""
            const net = require('net');
            const s = net.createServer(c => c.resume().on('end', () => s.close())).listen('sock', () => net.connect('sock').end(value))
            """);
        Assert.Contains(trace.Streams, stream => stream.Name == "unix:sock");
        Assert.Empty(trace.Find(Search, "unix:sock"));
    }

    [Fact]
    public async Task What_a_killed_program_had_written_is_kept()
    {
        var node = ProcessRun.Require("node");
        var run = await TracedRun.RunAsync(
            node, ["-e", Script("require('fs').writeFileSync('out', value); setInterval(() => 0, 1000)")],
            Encoding.UTF8.GetBytes(Planted), folder.Path, 
            killWhen: () => new FileInfo(folder.Of("out")) is { Exists: true, Length: > 0 });
        Assert.NotEqual(0, run.Process.ExitCode);
        Assert.Contains(run.Trace.Find(Search), finding => finding.Where == folder.Of("out"));
    }

    [Fact]
    public async Task A_copy_made_inside_the_kernel_is_reported_as_unseen()
    {
        folder.Write("from", "plain");
        var run = await TracedRun.RunAsync("cp", ["--reflink=never", "from", "to"], folder: folder.Path);
        Assert.True(
            run.Trace.Unseen.Count > 0 || run.Trace.Streams.Any(stream => stream.Name == folder.Of("to")),
            "cp neither copied in the kernel nor wrote");
    }

    public void Dispose() => folder.Dispose();

    // The value comes through standard input, so that it stands in no argument of our own.
    private static string Script(string body) => $"const value = require('fs').readFileSync(0, 'utf8');\n{body}";

    private async Task<Trace> RunAsync(string body)
    {
        var node = ProcessRun.Require("node");
        var run = await TracedRun.RunAsync(node, ["-e", Script(body)], Encoding.UTF8.GetBytes(Planted), folder.Path);
        run.Process.MustSucceed();
        return run.Trace;
    }
}
