using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ecluse.Bench;
using Ecluse.Host.Sftp;

// sftp-bench [MEBIBYTES] [ROUNDS] [FOLDER]: one file put and got through Écluse (sealed on arrival), OpenSSH's internal-sftp and vsftpd
// (both plaintext on the disk), in turn; seconds of the clock, and the median of the rounds as a ratio to internal-sftp. With "hold" as the
// last word: puts the file, says process, folder and path of the tar, and waits for the end of its input, for whoever profiles.
// sftp-bench knocks [ROUNDS]: what an address costs that knocks without a key, before and after it is banned, and whoever sends meanwhile.
// sftp-bench uploads [FEW] [MANY] [MEBIBYTES] [keep]: so many people upload over tus at once; the server's peak memory beside each other.
if (args is ["serve-uploads", var served, var served2])
{
    await Uploads.ServeAsync(served, int.Parse(served2, CultureInfo.InvariantCulture));
    return;
}

if (args is ["uploads" or "knocks", .. var words])
{
    int Word(int at, int usual) => words.Length > at ? int.Parse(words[at], CultureInfo.InvariantCulture) : usual;
    var place = Directory.CreateDirectory(Path.Combine("sftp-bench-room", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)))).FullName;
    try
    {
        await (args[0] == "knocks" ? Knocks.RunAsync(place, Word(0, 5)) : Uploads.RunAsync(place, Word(0, 20), Word(1, 200), Word(2, 8), words.Contains("keep")));
    }
    finally
    {
        Directory.Delete(place, recursive: true);
    }

    return;
}

var mebibytes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1024;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
var folder = Directory.CreateDirectory(Path.Combine(args.Length > 2 ? args[2] : "sftp-bench-room", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)))).FullName;
var clock = TimeProvider.System;
string In(string name) => Path.Combine(folder, name);

try
{
    Runs.Make(In("big"), mebibytes);
    foreach (var key in new[] { "sender", "taker" })
    {
        Runs.Must("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", In(key)]);
    }

    var program = Path.Combine(AppContext.BaseDirectory, "ecluse");
    await using var lab = await EcluseLab.StartAsync(folder, 22871, In("sender"), In("taker"), program);
    using var plain = Runs.PlainSshd(folder, 22872, In("sender.pub"));
    using var ftp = Runs.Vsftpd(folder, 22873);
    await Task.Delay(TimeSpan.FromSeconds(1), clock);

    if (args.Contains("hold"))
    {
        Runs.Must("sftp", Runs.Sftp(22871, In("sender"), In("batch"), $"put big /{lab.Space.Id}/big"), folder);
        Runs.Must("sftp", Runs.Sftp(22872, In("sender"), In("batch"), $"put big {In("plain")}"), folder);
        Console.WriteLine($"{Environment.ProcessId} {folder} {await lab.TarOfLastAsync()}");
        await Console.In.ReadToEndAsync();
        return;
    }

    var figures = new Dictionary<string, List<double>>();
    void Figure(string name, string file, string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        Runs.Must(file, arguments, folder);
        (figures.TryGetValue(name, out var list) ? list : figures[name] = []).Add(watch.Elapsed.TotalSeconds);
    }

    for (var round = 0; round < rounds; round++)
    {
        Figure("ecluse put", "sftp", Runs.Sftp(22871, In("sender"), In("batch"), $"put big /{lab.Space.Id}/big-{round}"));
        Figure("internal-sftp put", "sftp", Runs.Sftp(22872, In("sender"), In("batch"), $"put big {In("plain")}"));
        if (ftp is not null)
        {
            Figure("vsftpd put", "curl", ["-s", "-S", "-T", "big", "ftp://127.0.0.1:22873/pub/big-" + round]);
        }

        var tar = await lab.TarOfLastAsync();
        Figure("ecluse get", "sftp", Runs.Sftp(22871, In("taker"), In("batch"), $"get {tar} {In("taken.tar")}"));
        Figure("internal-sftp get", "sftp", Runs.Sftp(22872, In("sender"), In("batch"), $"get {In("plain")} {In("back")}"));
        Runs.Segments(In("taken.tar"), In("segments"));
        Figure("ecluse, segments get", "sftp", Runs.Sftp(22871, In("taker"), In("batch"), $"get -r /{lab.Space.Id} {In("got")}"));
        Directory.Delete(In("got"), recursive: true);
        Figure("internal-sftp, as many files get", "sftp", Runs.Sftp(22872, In("sender"), In("batch"), $"get -r {In("segments")} {In("got")}"));
        foreach (var done in new[] { "got", "segments" })
        {
            Directory.Delete(In(done), recursive: true);
        }

        File.Delete(In("taken.tar"));
        if (ftp is not null)
        {
            Figure("vsftpd get", "curl", ["-s", "-S", "-o", "back", "ftp://127.0.0.1:22873/pub/big-" + round]);
        }

        Runs.Must("sftp", Runs.Sftp(22871, In("sender"), In("batch"), $"rm /{lab.Space.Id}/big-{round}"), folder);
    }

    foreach (var (name, seconds) in figures)
    {
        var median = seconds.Order().ElementAt(seconds.Count / 2);
        var beside = figures["internal-sftp " + name[^3..]].Order().ElementAt(seconds.Count / 2);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-32} {string.Join(" ", seconds.Select(second => second.ToString("0.0", CultureInfo.InvariantCulture))),-30} s  {mebibytes / median,7:0} MiB/s  {beside / median:0.00} of internal-sftp"));
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
