using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Storage.Journal;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse journal init [--origin NAME] [--continue] [--postgres WORDS]</c>: starts the log, or the next one.</summary>
internal static class JournalInitVerb
{
    public static Command Create(VerbContext context)
    {
        var origin = new Option<string?>("--origin")
        {
            Description = "name of the log, unique in the world, e.g. lab.example/ecluse · nom du journal, unique au monde",
        };
        var next = new Option<bool>("--continue")
        {
            Description = "a new log after one that refuses to sign · un nouveau journal après un journal qui refuse de signer",
        };
        var postgres = new Option<string?>("--postgres")
        {
            Description = "keep the state in this PostgreSQL database: Npgsql's connection words, no password · garder l’état dans cette base PostgreSQL : mots de connexion de Npgsql, sans mot de passe",
        };
        var command = new Command(
            "init", "Starts the journal (exit 0, 2, 4). · Ouvre le journal (sortie 0, 2, 4).") { origin, next, postgres };
        command.SetAction(async (parsed, cancellation) =>
        {
            var places = JournalVerb.Places(parsed);
            if (parsed.GetValue(postgres) is { } words)
            {
                places.Data.UsePostgres(words);
            }

            var setup = new JournalSetup(places, context.Clock);
            var by = await JournalVerb.ActorAsync(places.Data, cancellation);
            var key = parsed.GetValue(next)
                ? await setup.ContinueAsync(parsed.GetValue(origin), by, cancellation)
                : await setup.StartAsync(parsed.GetValue(origin), by, cancellation);
            JournalVerb.Answer(context, parsed, Told(key, places), new { key, memory = places.StateHome });
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static Text Told(string key, JournalPlaces places) => new(
        $"The journal is started. Its verifier key, for auditors and laboratories:\n{key}\n"
        + $"The memory of what was signed stands in {places.StateHome}: never back it up, never restore it.",
        $"Le journal est ouvert. Sa clé de vérification, pour l’auditeur et les laboratoires :\n{key}\n"
        + $"La mémoire de ce qui fut signé est dans {places.StateHome} : ne jamais la sauvegarder ni la restaurer.");
}
