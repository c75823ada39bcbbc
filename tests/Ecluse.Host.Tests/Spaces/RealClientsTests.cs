using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ecluse.Testkit;

namespace Ecluse.Host.Spaces;

public sealed class RealClientsTests
{
    // Begins, sends a half with a checksum, asks where it stands, is refused at the wrong place, sends the rest, takes nothing that is not its own.
    private const string Curl =
        """
        set -e
        say() { curl -s -o /dev/null -D - -b "$COOKIE" -H "Origin: $ORIGIN" -H 'Tus-Resumable: 1.0.0' -A '' "$@" | tr -d '\r'; }
        at=$ORIGIN$(say -X POST -H "Upload-Length: $(stat -c %s "$FILE")" -H "Upload-Metadata: filename $(printf 'r\303\251sultats.csv' | base64)" "$ORIGIN$AT/uploads" | sed -n 's/^[Ll]ocation: //p')
        head -c 150000 "$FILE" > "$FILE.1"
        say -X PATCH -H 'Content-Type: application/offset+octet-stream' -H 'Upload-Offset: 0' -H "Upload-Checksum: sha256 $(openssl dgst -sha256 -binary "$FILE.1" | base64)" --data-binary "@$FILE.1" "$at" | head -1
        offset=$(say -I "$at" | sed -n 's/^Upload-Offset: //p')
        tail -c +$((offset + 1)) "$FILE" > "$FILE.2"
        say -X PATCH -H 'Content-Type: application/offset+octet-stream' -H 'Upload-Offset: 7' --data-binary "@$FILE.2" "$at" | head -1
        say -X PATCH -H 'Content-Type: application/offset+octet-stream' -H "Upload-Offset: $offset" --data-binary "@$FILE.2" "$at" | head -1
        echo "$offset ${at##*/}"
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_curl_and_tus_js_client_send_cut_and_resumed_is_joined_by_ecluse_unseal()
    {
        var vendor = await VendorFolder.OrSkipAsync();
        Assert.SkipWhen(Programs.Find("curl") is null, "missing: curl");
        await using var seat = await SpaceSeat.StartAsync();
        using var folder = new TestFolder();
        var bytes = RandomNumberGenerator.GetBytes(450_000);
        await File.WriteAllBytesAsync(folder.Of("sent"), bytes, Stop);
        await File.WriteAllBytesAsync(folder.Of("key"), [.. seat.Identity.ExportSecret(), (byte)'\n'], Stop);
        File.SetUnixFileMode(folder.Of("key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var origin = seat.Running.Server.Address.GetLeftPart(UriPartial.Authority);

        var curl = (await ProcessRun.RunAsync("/bin/sh", ["-c", Curl], environment: new Dictionary<string, string?>
        {
            ["COOKIE"] = seat.Sender.Cookies, ["ORIGIN"] = origin, ["AT"] = seat.At, ["FILE"] = folder.Of("sent"),
        })).MustSucceed().OutputText.Trim().Split('\n');
        Assert.Equal(["HTTP/1.1 204 No Content", "HTTP/1.1 409 Conflict", "HTTP/1.1 204 No Content"], curl[..3]);
        Assert.StartsWith("150000 o-", curl[3], StringComparison.Ordinal);

        var node = (await ProcessRun.RunAsync(
            Programs.Find("node")!, [Path.Combine(vendor, "tus-client.mjs"), origin + seat.At + "/uploads", seat.Sender.Cookies, folder.Of("sent"), "résultats node.csv"]))
            .MustSucceed().OutputText;
        var said = JsonDocument.Parse(node).RootElement;
        Assert.Equal((200_000, 403), (said.GetProperty("resumedAt").GetInt32(), said.GetProperty("late").GetInt32()));

        foreach (var (id, name) in new[] { (curl[3].Split(' ')[1], "résultats.csv"), (said.GetProperty("id").GetString()!, "résultats node.csv") })
        {
            var tar = folder.Of(id + ".tar");
            await File.WriteAllBytesAsync(tar, await (await seat.Taker.GetAsync($"{seat.At}/objects/{id}.tar")).Content.ReadAsByteArrayAsync(Stop), Stop);
            var opened = await EcluseAsync("unseal", "-i", folder.Of("key"), "-o", folder.Of(id), tar, "--lang", "en");
            Assert.Equal($"opened 450000 bytes, all verified; it was called {name}\n", opened.MustSucceed().OutputText);
            Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Of(id), Stop));
        }

        await Cut(folder, curl[3].Split(' ')[1]);
    }

    [Fact]
    public async Task Curl_lists_gets_goes_on_after_a_cut_and_is_refused_what_is_not_its_own()
    {
        Assert.SkipWhen(Programs.Find("curl") is null, "missing: curl");
        await using var seat = await SpaceSeat.StartAsync();
        using var folder = new TestFolder();
        var id = await seat.SendAsync("grand.bin", RandomNumberGenerator.GetBytes(450_000));
        var (space, tar) = ($"{seat.Running.Server.Address.GetLeftPart(UriPartial.Authority)}{seat.At}", $"{seat.At}/objects/{id}.tar");
        var whole = await (await seat.Taker.GetAsync(tar)).Content.ReadAsByteArrayAsync(Stop);

        Assert.Contains(id, (await CurlAsync(seat.Taker, space)).MustSucceed().OutputText, StringComparison.Ordinal);
        (await CurlAsync(seat.Taker, "-r", "0-199999", "-o", folder.Of("got"), $"{space}/objects/{id}.tar")).MustSucceed();
        Assert.Equal(200_000, new FileInfo(folder.Of("got")).Length);
        (await CurlAsync(seat.Taker, "-C", "-", "-o", folder.Of("got"), $"{space}/objects/{id}.tar")).MustSucceed();
        Assert.Equal(whole, await File.ReadAllBytesAsync(folder.Of("got"), Stop));

        // Whoever sent it does not get it back; nobody's cookie gets nothing.
        using var nobody = new Browser(seat.Running.Server.Address, Stop);
        foreach (var other in new[] { seat.Sender, seat.Officer, nobody })
        {
            Assert.NotEqual(0, (await CurlAsync(other, "--max-redirs", "0", "-L", "-o", folder.Of("refused"), $"{space}/objects/{id}.tar")).ExitCode);
        }

        Assert.False(File.Exists(folder.Of("refused")));
    }

    [Fact]
    public async Task The_vendored_file_is_made_from_the_locked_packages_and_nothing_else()
    {
        var vendor = await VendorFolder.OrSkipAsync();
        using var folder = new TestFolder();
        (await ProcessRun.RunAsync(Programs.Find("node")!, [Path.Combine(vendor, "make.mjs"), folder.Path])).MustSucceed();
        foreach (var name in new[] { "depot-vendor.js", "depot-vendor.txt" })
        {
            Assert.Equal(
                Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(RepositoryRoot.Of("src", "Ecluse.Host", "WebConsole", "Assets", name), Stop))),
                Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(folder.Of(name), Stop))));
        }
    }

    // Fails where the answer is a refusal, and writes nothing of it.
    private static Task<ProcessResult> CurlAsync(Browser who, params string[] what) =>
        ProcessRun.RunAsync("curl", ["-sS", "-f", "-A", "", "-b", who.Cookies, .. what]);

    // A tar that lacks a segment, or its end, is refused and nothing is written.
    private static async Task Cut(TestFolder folder, string id)
    {
        var tar = await File.ReadAllBytesAsync(folder.Of(id + ".tar"), Stop);
        var starts = Starts(tar).ToList();
        foreach (var (name, bytes) in new[] { ("cut", tar[..(tar.Length / 2)]), ("lacks", [.. tar[..starts[1]], .. tar[starts[2]..]]) })
        {
            await File.WriteAllBytesAsync(folder.Of(name), bytes, Stop);
            var refused = await EcluseAsync("unseal", "-i", folder.Of("key"), "-o", folder.Of(name + ".out"), folder.Of(name), "--lang", "en");
            Assert.NotEqual(0, refused.ExitCode);
            Assert.False(File.Exists(folder.Of(name + ".out")));
        }
    }

    // Where the entries of a tar begin: a head of 512 bytes with the length in octal, then the bytes, filled up to 512.
    private static IEnumerable<int> Starts(byte[] tar)
    {
        for (var at = 0; tar[at] != 0; at += 512 + ((Convert.ToInt32(Encoding.ASCII.GetString(tar, at + 124, 11), 8) + 511) / 512 * 512))
        {
            yield return at;
        }
    }

    private static Task<ProcessResult> EcluseAsync(params string[] args) =>
        ProcessRun.RunAsync(Programs.Find("dotnet")!, ["exec", Path.Combine(AppContext.BaseDirectory, "ecluse.dll"), .. args]);
}
