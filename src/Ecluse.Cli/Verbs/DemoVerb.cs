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
        var byHand = new Option<bool>("--by-hand")
        {
            Description = "only the two systems, keys and documents: the commands are yours (docs/operating/first-migration.md)"
                + " · les deux systèmes, les clés et les documents seulement : les commandes sont à vous (docs/operating/first-migration.md)",
        };
        var command = new Command("demo", "the whole lock on an invented laboratory · toute l’écluse sur un laboratoire inventé") 
        {
            patients, folder, source, keep, byHand,
        };
        command.SetAction(async (parsed, _) =>
        {
            var language = context.Language(parsed);
            var place = parsed.GetValue(folder)?.FullName ?? NewFolder(context.Clock);
            using var systems = DemoSystems.Prepare(parsed.GetValue(source)!, place);
            var stage = new DemoStage(place, context.Clock, systems.Source, systems.Target);
            var script = new DemoScript(context, place, language);
            systems.Announce(script);
            var play = new DemoPlay(script, stage);
            if (parsed.GetValue(byHand))
            {
                stage.SetUp(OptionsByHand(parsed.GetValue(patients)), TimeSpan.FromDays(7));
                systems.End(script, keep: true);
                ByHand(context, language);
                return 0;
            }

            await play.OpenAsync(Options(parsed.GetValue(patients)), TimeSpan.FromDays(7));
            await play.PassAsync();
            var looked = await SampleTargetFolder.WriteAsync(stage, script.Folder, language, CancellationToken.None);
            systems.End(script, parsed.GetValue(keep));
            var page = await DemoClosing.WriteAsync(context, play, stage, language);
            await context.Terminal.Text.WriteLineAsync(page);
            await context.Terminal.Text.WriteLineAsync(looked);
            return 0;
        });
        return command;
    }

    private static SampleOptions Options(int patients) => new()
    {
        Patients = patients,
        PatientsBeforeBound = patients * 13 / 200,
    };

    // Nobody is refused by the new system: the first walk is the straight one.
    private static SampleOptions OptionsByHand(int patients) =>
        Options(patients) with { Misfits = new SampleMisfits { SharedNumbers = 0 } };

    private static void ByHand(VerbContext context, Language language)
    {
        var lines = language == Language.French
            ? new[]
            {
                "laboratory/   la directrice : sa clé, le contrat et l’instruction à signer",
                "vendor/       l’éditeur : la clé avec laquelle il signe le contrat",
                "data/         connexions et profils ; le journal viendra s’y ajouter",
                "Pour commencer : ecluse journal init ; la suite est dans docs/operating/first-migration.md",
            }
            :
            [
                "laboratory/   the director: her key, contract and instruction to sign",
                "vendor/       the vendor: the key with which it signs the contract",
                "data/         connections and profiles; the journal will stand here too",
                "Begin with: ecluse journal init; what follows is in docs/operating/first-migration.md",
            ];
        foreach (var line in lines)
        {
            context.Terminal.Text.WriteLine(line);
        }
    }

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
