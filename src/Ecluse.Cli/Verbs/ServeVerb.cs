using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse serve</c>: the console, on this machine's loopback alone.</summary>
internal static class ServeVerb
{
    private const int PortDefault = 7440;
    private static readonly TimeSpan EraseEvery = TimeSpan.FromMinutes(1);

    public static Command Create(VerbContext context)
    {
        var port = new Option<int>("--port")
        {
            Description = $"port on loopback, 0 for a free one · port sur la boucle locale, 0 pour un port libre ({PortDefault})",
            DefaultValueFactory = _ => PortDefault,
        };
        var command = new Command("serve", "the console in a browser, until stopped · la console dans un navigateur, jusqu’à l’arrêt") { port };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var language = context.Language(parsed);
            await using var server = await Server.StartAsync(new ServerParts(installation), parsed.GetValue(port), cancellation);
            answer.Say(new Text($"Listening on {server.Address}", $"À l’écoute sur {server.Address}").In(language));
            if (server.FirstCode is { } code)
            {
                answer.Say(new Text(
                    $"Nobody is enrolled yet. Good for ten minutes, once: {code}  at {server.Address}enrol",
                    $"Personne n’est encore enrôlé. Valable dix minutes, une fois : {code}  sur {server.Address}enrol").In(language));
            }

            answer.Json(new { server.Address, server.FirstCode });
            var erasing = new ErasingWatch(
                async stop =>
                {
                    await (await installation.EraseDueAsync(tryAgain: true, stop)).WarnAsync(context, parsed);
                    await server.ForgetAsync(stop);
                },
                failure => Failure.Of(failure).WriteAsync(context.Terminal, parsed), EraseEvery, context.Clock);
            await Task.WhenAll(server.RunAsync(cancellation), erasing.RunAsync(cancellation));
            return 0;
        });
        return command;
    }
}
