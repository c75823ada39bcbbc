using System.CommandLine;
using System.Net;
using Ecluse.Errors;
using Ecluse.Host;
using Ecluse.Host.Composition;
using Ecluse.Host.Sftp;
using Ecluse.Host.Watch;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse serve</c>: the console, on this machine alone unless told a name and a certificate.</summary>
internal static class ServeVerb
{
    private const int PortDefault = 7440;
    private static readonly TimeSpan EraseEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AlertEvery = TimeSpan.FromSeconds(30);

    public static Command Create(VerbContext context)
    {
        var port = new Option<int>("--port")
        {
            Description = $"port, 0 for a free one · port, 0 pour un port libre ({PortDefault})",
            DefaultValueFactory = _ => PortDefault,
        };
        var name = new Option<string>("--name")
        {
            Description = "host name that browsers type, for passkeys for good; sign.NAME must lead here too · nom d’hôte saisi dans le navigateur, pour toujours dans les clés d’accès ; sign.NOM doit mener ici aussi (localhost)",
            DefaultValueFactory = _ => Server.Name,
        };
        var listen = new Option<IPAddress>("--listen")
        {
            Description = "address to listen on · adresse d’écoute (127.0.0.1)",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = text =>
            {
                if (text.Tokens is [{ Value: var written }] && IPAddress.TryParse(written, out var address))
                {
                    return address;
                }

                text.AddError("--listen: an IP address of this machine · une adresse IP de cette machine");
                return null;
            },
        };
        var proxy = new Option<bool>("--proxy")
        {
            Description = "a reverse proxy of this machine ends TLS and says who asks (X-Forwarded-For, X-Forwarded-Proto) · un mandataire de cette machine termine TLS et dit qui demande (X-Forwarded-For, X-Forwarded-Proto)",
        };
        var tls = new Option<bool>("--tls")
        {
            Description = "https with a local certificate, made once in the data folder, which the browser has to be told to trust · https avec un certificat local, fait une fois dans le dossier de données, que le navigateur doit apprendre à croire",
        };
        var certificate = new Option<FileInfo?>("--certificate") { Description = "https with this certificate (PEM) · https avec ce certificat (PEM)" };
        var key = new Option<FileInfo?>("--key") { Description = "its private key (PEM) · sa clé privée (PEM)" };
        var metrics = new Option<Uri?>("--metrics")
        {
            Description = "sends figures there once a minute, OTLP over HTTP: a collector's whole address · envoie là des chiffres chaque minute, OTLP sur HTTP : adresse entière d’un collecteur",
            CustomParser = text =>
            {
                if (text.Tokens is [{ Value: var written }] && Uri.TryCreate(written, UriKind.Absolute, out var address))
                {
                    return address;
                }

                text.AddError("--metrics: http://127.0.0.1:4318/v1/metrics");
                return null;
            },
        };
        var sftp = new Option<int?>("--sftp") { Description = "SFTP too, by an sshd of its own on this port · SFTP aussi, par un sshd à soi sur ce port" };
        var command = new Command("serve", "the console in a browser, until stopped · la console dans un navigateur, jusqu’à l’arrêt")
        {
            port, name, listen, tls, certificate, key, proxy, metrics, sftp,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var language = context.Language(parsed);
            var site = new Site(parsed.GetValue(name)!)
            {
                Address = parsed.GetValue(listen)!,
                Port = parsed.GetValue(port),
                Certificate = Certificate(installation, parsed.GetValue(tls), parsed.GetValue(certificate), parsed.GetValue(key)),
                IsBehindProxy = parsed.GetValue(proxy),
            };
            var parts = new ServerParts(installation)
            {
                Collector = parsed.GetValue(metrics),
                Sftp = parsed.GetValue(sftp) is { } sftpPort ? new SftpOptions(sftpPort) { Address = site.Address, Unit = SystemdSocket.Handed() } : null,
            };
            await using var server = await Server.StartAsync(parts, site, cancellation);
            answer.Say(new Text($"Listening on {server.Address}", $"À l’écoute sur {server.Address}").In(language));
            if (parsed.GetValue(tls) && parsed.GetValue(certificate) is null)
            {
                var file = ServerCertificate.FileToTrust(installation.Data);
                answer.Say(new Text(
                    $"Have the browser trust this certificate once, or it will refuse passkeys: {file}",
                    $"Faire accepter ce certificat une fois par le navigateur, sinon il refusera les clés d’accès : {file}").In(language));
            }

            if (server.Sftp is { } offered)
            {
                answer.Say(SftpWords(offered).In(language));
            }

            if (server.FirstCode is { } code)
            {
                answer.Say(new Text(
                    $"Nobody is enrolled yet. Good for ten minutes, once: {code}  at {server.Address}enrol",
                    $"Personne n’est encore enrôlé. Valable dix minutes, une fois : {code}  sur {server.Address}enrol").In(language));
            }

            answer.Json(new { server.Address, server.FirstCode, Sftp = server.Sftp?.Port });
            var erasing = new ErasingWatch(
                async stop =>
                {
                    await (await installation.EraseDueAsync(tryAgain: true, stop)).WarnAsync(context, parsed);
                    await server.ForgetAsync(stop);
                    await server.WarnAsync(stop);
                },
                failure => Failure.Of(failure).WriteAsync(context.Terminal, parsed), EraseEvery, context.Clock);
            var watching = new ErasingWatch(server.WatchAsync, failure => Failure.Of(failure).WriteAsync(context.Terminal, parsed), Watcher.Every, context.Clock);
            parts.Rounds.Begin();
            var rounds = new ErasingWatch(server.AlertAsync, failure => Failure.Of(failure).WriteAsync(context.Terminal, parsed), AlertEvery, context.Clock);
            await Task.WhenAll(server.RunAsync(cancellation), erasing.RunAsync(cancellation), watching.RunAsync(cancellation), rounds.RunAsync(cancellation));
            return 0;
        });
        return command;
    }

    private static Text SftpWords(SftpServer sftp) => sftp.IsEmbedded
        ? new(
            $"SFTP: sftp -P {sftp.Port} {Environment.UserName}@…   Its sshd runs as this very user: whoever took it over would have what Écluse has. On a network, run it by its own unit.",
            $"SFTP : sftp -P {sftp.Port} {Environment.UserName}@…   Son sshd tourne sous cet utilisateur même : qui le prendrait aurait ce qu’a Écluse. Sur un réseau, le lancer par sa propre unité.")
        : new("SFTP: sshd runs by its own unit and user; connections are handed over on its socket.", "SFTP : sshd tourne par sa propre unité et son propre utilisateur ; les connexions sont remises sur son socket.");

    private static ServerCertificate? Certificate(Installation installation, bool isLocal, FileInfo? certificate, FileInfo? key) =>
        certificate is not null || key is not null
            ? ServerCertificate.Own(certificate?.FullName ?? "", key?.FullName ?? "", installation.Clock.GetUtcNow())
            : isLocal ? ServerCertificate.Local(installation.Data, installation.Clock) : null;
}
