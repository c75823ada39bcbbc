using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;

namespace Ecluse.Host.Spaces;

/// <summary>Everybody's clients in front of one server, each sending what must be nowhere: a file full of a patient, under the patient's name.</summary>
/// <param name="folder">Where files, keys and what was taken lie: the clients' own machine.</param>
/// <param name="address">Where the server listens for browsers.</param>
/// <param name="sftp">Where its sshd listens.</param>
internal sealed class DyedClients(TestFolder folder, string address, int sftp)
{
    private const int Bytes = 450_000;

    private const string Curl =
        """
        set -e
        say() { curl -s -o /dev/null -D - -b "$COOKIE" -H "Origin: $ORIGIN" -H 'Tus-Resumable: 1.0.0' -A '' "$@" | tr -d '\r'; }
        at=$ORIGIN$(say -X POST -H "Upload-Length: $(stat -c %s "$FILE")" -H "Upload-Metadata: filename $(printf %s "$NAME" | base64 -w0)" "$ORIGIN/spaces/$SPACE/uploads" | sed -n 's/^[Ll]ocation: //p')
        head -c 150000 "$FILE" | say -X PATCH -H 'Content-Type: application/offset+octet-stream' -H 'Upload-Offset: 0' --data-binary @- "$at" | head -1
        say -I "$at" | sed -n 's/^Upload-Offset: //p'
        tail -c +150001 "$FILE" | say -X PATCH -H 'Content-Type: application/offset+octet-stream' -H 'Upload-Offset: 150000' --data-binary @- "$at" | head -1
        curl -sf -b "$TAKER" -A '' -o curl.tar "$ORIGIN/spaces/$SPACE/objects/${at##*/}.tar"
        """;

    /// <summary>What a patient is known by; none of it may be found.</summary>
    public static IReadOnlyList<Dye> Dyes { get; } =
    [
        new("family", "Brûlé-Québriac"), new("given", "Anne-Éléonore"), new("NIR", "284057800608491"), new("e-mail", "ae.quebriac@courriel.example"),
        new("result", "Klebsiella pneumoniæ 10^7"),
    ];

    public string SenderKey => folder.Of("id_sender");

    public string TakerKey => folder.Of("id_taker");

    /// <summary>The name under which one client sends: the patient's.</summary>
    public static string NameOf(string client) => $"{client} {Dyes[0].Text} {Dyes[2].Text}.csv";

    /// <summary>The file that one client sends: the patient in the encodings of laboratories, then as much that is none.</summary>
    public string Make(string client)
    {
        var text = string.Join(';', Dyes.Select(dye => dye.Text)) + "\n";
        byte[] dyed =
        [
            .. Encoding.UTF8.GetBytes(text), .. Encoding.Unicode.GetBytes(text), .. Encoding.Latin1.GetBytes(text), .. Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
            .. Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(text))), .. Encoding.ASCII.GetBytes(Uri.EscapeDataString(text)),
        ];
        var file = folder.Of(NameOf(client));
        var filling = new byte[Bytes - dyed.Length];
        Array.Fill(filling, (byte)'.');
        File.WriteAllBytes(file, [.. dyed, .. filling]);
        return file;
    }

    /// <summary>OpenSSH's sftp and scp: put, list, get.</summary>
    public async Task OpenSshAsync(string space)
    {
        Make("sftp");
        Make("scp");
        await SftpAsync(SenderKey, $"put \"{NameOf("sftp")}\" /{space}/\nls -l \"/{space}/{NameOf("sftp")}\"\nls -l /{space}\n");
        await MustAsync("scp", ["-q", "-P", Port, .. Options(SenderKey), NameOf("scp"), $"{Environment.UserName}@127.0.0.1:/{space}/"]);
        await SftpAsync(TakerKey, $"ls -l /{space}\nget -r /{space} sftp-taken\n");
        await MustAsync("scp", ["-q", "-r", "-P", Port, .. Options(TakerKey), $"{Environment.UserName}@127.0.0.1:/{space}", "scp-taken"]);
    }

    /// <summary>lftp: put, list, get.</summary>
    public async Task LftpAsync(string space)
    {
        Make("lftp");
        await MustAsync("lftp", Lftp(SenderKey, $"put \"{NameOf("lftp")}\" -o \"/{space}/{NameOf("lftp")}\"; cls -l /{space}"));
        await MustAsync("lftp", Lftp(TakerKey, $"mirror /{space} lftp-taken"));
    }

    /// <summary>rclone: put, list, get.</summary>
    public async Task RcloneAsync(string space)
    {
        Directory.CreateDirectory(folder.Of("rclone"));
        File.Move(Make("rclone"), folder.Of("rclone", NameOf("rclone")));
        await MustAsync("rclone", Rclone(SenderKey, "copy", "rclone", $":sftp:/{space}"));
        await MustAsync("rclone", Rclone(SenderKey, "lsf", $":sftp:/{space}"));
        await MustAsync("rclone", Rclone(TakerKey, "copy", $":sftp:/{space}", "rclone-taken"));
    }

    /// <summary>curl over HTTPS, in two pieces; and what was sent as one tar.</summary>
    public async Task CurlAsync(string space, string sender, string taker)
    {
        var said = await MustAsync("/bin/sh", ["-c", Curl], new Dictionary<string, string?>
        {
            ["COOKIE"] = sender, ["TAKER"] = taker, ["ORIGIN"] = address, ["SPACE"] = space, ["FILE"] = Make("curl"), ["NAME"] = NameOf("curl"),
        });
        Assert.Equal("HTTP/1.1 204 No Content\n150000\nHTTP/1.1 204 No Content\n", said);
    }

    /// <summary>tus-js-client in node, cut and resumed.</summary>
    public async Task NodeAsync(string vendor, string space, string sender) =>
        await MustAsync("node", [Path.Combine(vendor, "tus-client.mjs"), $"{address}/spaces/{space}/uploads", sender, Make("node"), NameOf("node")]);

    /// <summary>Chromium's drop zone, into each of the spaces.</summary>
    public async Task ChromiumAsync(BrowserPrograms programs, string cookie, string agent, params string[] spaces) =>
        Assert.Equal($"{{\"dropped\":{spaces.Length}}}", await programs.RunAsync("drop.mjs", [address, cookie, agent, Make("chromium"), .. spaces]));

    /// <summary>Begins an upload by sftp so slowly that it is under way until somebody ends it.</summary>
    public Process BeginSlowly(string space)
    {
        var start = new ProcessStartInfo("sftp", ["-q", "-l", "64", "-b", "-", "-P", Port, .. Options(SenderKey), $"{Environment.UserName}@127.0.0.1"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path,
        };
        Make("slow");
        var client = Process.Start(start)!;
        client.StandardInput.WriteLine($"put \"{NameOf("slow")}\" /{space}/");
        client.StandardInput.Close();
        return client;
    }

    private string Port => sftp.ToString(CultureInfo.InvariantCulture);

    private async Task SftpAsync(string key, string batch) =>
        (await ProcessRun.RunAsync(
            "sftp", ["-q", "-b", "-", "-P", Port, .. Options(key), $"{Environment.UserName}@127.0.0.1"], Encoding.UTF8.GetBytes(batch), folder.Path, seconds: 120)).MustSucceed();

    private async Task<string> MustAsync(string program, IEnumerable<string> arguments, Dictionary<string, string?>? more = null)
    {
        var environment = new Dictionary<string, string?>(more ?? []) { ["HOME"] = folder.Path };
        return (await ProcessRun.RunAsync(ProcessRun.Require(program), arguments, folder: folder.Path, environment: environment, seconds: 120)).MustSucceed().OutputText;
    }

    private string[] Options(string key) =>
    [
        "-F", "none", "-i", key, "-o", "IdentitiesOnly=yes", "-o", $"UserKnownHostsFile={folder.Of("known_hosts")}", "-o", "GlobalKnownHostsFile=/dev/null",
        "-o", "StrictHostKeyChecking=accept-new", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR",
    ];

    private string[] Lftp(string key, string what) =>
    [
        "--norc", "-c",
        $"set sftp:connect-program \"ssh -a -x {string.Join(' ', Options(key))}\"; set net:max-retries 1; set cmd:fail-exit yes; open -u {Environment.UserName}, -p {sftp} sftp://127.0.0.1; {what}",
    ];

    private string[] Rclone(string key, params string[] what) =>
    [
        "--config", "/dev/null", "--retries", "1", "--low-level-retries", "1", "--sftp-host", "127.0.0.1", "--sftp-port", Port, "--sftp-user", Environment.UserName,
        "--sftp-key-file", key, "--sftp-disable-hashcheck", "--sftp-shell-type", "none", .. what,
    ];
}
