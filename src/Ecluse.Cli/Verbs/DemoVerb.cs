using System.CommandLine;
using Ecluse.Cli.Demo;
using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Samples.Servers;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse demo</c>: the whole lock on the sample laboratory, command by command.</summary>
internal static class DemoVerb
{
    public static Command Create(VerbContext context)
    {
        var patients = new Option<int>("--patients")
        {
            Description = "patients of the invented laboratory · patients du laboratoire inventé", DefaultValueFactory = _ => 500,
        };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "where (default: a new folder here) · où (sinon un nouveau dossier ici)" };
        var source = new Option<string>("--source")
        {
            Description = "engine of both invented systems: sqlite, postgres or mariadb, on a throw-away server · moteur des deux systèmes inventés : sqlite, postgres ou mariadb, sur un serveur jetable", DefaultValueFactory = _ => "sqlite",
        };
        source.AcceptOnlyFromAmong(["sqlite", .. SampleServer.Engines]);
        var keep = new Option<bool>("--keep") { Description = "leave both invented systems at the end · laisser les deux systèmes inventés à la fin" };
        var command = new Command("demo", "the whole lock on an invented laboratory · toute l’écluse sur un laboratoire inventé") { patients, folder, source, keep };
        command.SetAction(async (parsed, _) =>
        {
            var language = context.Language(parsed);
            var place = parsed.GetValue(folder)?.FullName ?? NewFolder(context.Clock);
            using var systems = DemoSystems.Prepare(parsed.GetValue(source)!, place);
            var stage = new DemoStage(place, context.Clock, systems.Source, systems.Target);
            var script = new DemoScript(context, place, language);
            systems.Announce(script);
            var play = new DemoPlay(script, stage);
            await play.OpenAsync(Options(parsed.GetValue(patients)), TimeSpan.FromDays(7));
            await play.PassAsync();
            systems.End(script, parsed.GetValue(keep));
            var page = await DemoClosing.WriteAsync(context, play, stage, language);
            await context.Terminal.Text.WriteLineAsync(page);
            return 0;
        });
        return command;
    }

    private static SampleOptions Options(int patients) => new()
    {
        Patients = patients,
        PatientsBeforeBound = patients * 13 / 200,
    };

    internal static string NewFolder(TimeProvider clock, string what = "demo")
    {
        var name = Path.GetFullPath($"ecluse-{what}-{clock.GetUtcNow():yyyyMMdd-HHmmss}");
        return Directory.Exists(name)
            ? throw new EcluseException(
                "DEMO-003", new("The folder of the demonstration exists already.", "Le dossier de la démonstration existe déjà."),
                new("Wait a second, or name another with --folder.", "Attendre une seconde, ou en nommer un autre avec --folder."))
            : name;
    }
}
