using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host.Alerts;
using Ecluse.Host.Notices;
using Ecluse.Notices;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse watch outside URL</c>: run on another machine; raises the alarm when Écluse gives no sign of life. Needs no data folder.</summary>
internal static class WatchOutsideVerb
{
    public static Command Create(VerbContext context)
    {
        var url = new Argument<Uri>("URL") { Description = "where the console is found · où se trouve la console", CustomParser = text => Uri.TryCreate(text.Tokens.Single().Value, UriKind.Absolute, out var at) && at.Scheme is "https" or "http" ? at : Wrong(text) };
        var settings = new Option<string?>("--settings") { Description = "how it tells: a file as notifications.yaml (0600), with mail to · comment il avertit : un fichier comme notifications.yaml (0600), avec mail to", HelpName = "FILE" };
        var memory = new Option<string?>("--memory") { Description = "file that remembers over restarts that the alarm was raised · fichier qui retient d’un lancement à l’autre que l’alarme est donnée", HelpName = "FILE" };
        var every = new Option<int>("--every") { Description = "seconds between two looks (60) · secondes entre deux regards (60)", DefaultValueFactory = _ => 60 };
        var silent = new Option<int>("--silent-after") { Description = "minutes without a sign of life that are an alarm (15) · minutes sans signe de vie qui font une alarme (15)", DefaultValueFactory = _ => 15 };
        var once = new Option<bool>("--once") { Description = "looks once, for a timer · regarde une fois, pour un minuteur" };
        var command = new Command("outside", "run elsewhere: raises the alarm when Écluse gives no sign of life (exit 0, 1 while it is silent, 2) · à lancer ailleurs : donne l’alarme quand Écluse ne donne plus signe de vie (sortie 0, 1 tant qu’il se tait, 2)")
        {
            url, settings, memory, every, silent, once,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var watch = new OutsideWatch(
                parsed.GetValue(settings) is { } file ? NoticeSettingsFile.Read(file) : NoticeSettings.None, TimeSpan.FromMinutes(Math.Max(0, parsed.GetValue(silent))),
                parsed.GetValue(memory), OutsideWatch.Asking(parsed.GetValue(url)!), context.Clock);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, parsed.GetValue(every))), context.Clock);
            do
            {
                if (await watch.LookAsync(cancellation) is { } word)
                {
                    Tell(word, context, answer);
                }
            }
            while (!parsed.GetValue(once) && await timer.WaitForNextTickAsync(cancellation));

            answer.Json(new { watch.IsAlarmed });
            return (int)(watch.IsAlarmed ? ErrorKind.Failed : ErrorKind.None);
        });
        return command;
    }

    private static void Tell(OutsideWord word, VerbContext context, Answer answer) => context.Terminal.Error.WriteLine((word.IsBack
        ? new Text("Écluse gives signs of life again", "Écluse donne de nouveau signe de vie")
        : new Text($"Écluse gives no sign of life since {word.Since:yyyy-MM-dd HH:mm} UTC", $"Écluse ne donne plus signe de vie depuis le {word.Since:yyyy-MM-dd HH:mm} UTC")).In(answer.Language));

    private static Uri? Wrong(System.CommandLine.Parsing.ArgumentResult text)
    {
        text.AddError("URL: https://ecluse.example.org");
        return null;
    }
}
