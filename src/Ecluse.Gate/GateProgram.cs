using Ecluse.Errors;
using Ecluse.Gate.Verbs;

namespace Ecluse.Gate;

/// <summary>The command line of one gate: verbs, and the one place where errors become exit codes.</summary>
internal static class GateProgram
{
    private static readonly Text Help = new(
        """
        ecluse-gate: one gate of a passage, where ecluse itself is not installed.
          key                          makes this gate's key once, and prints its public line
          offer ORDER -o OFFER         target: makes the identity, describes the target   [--kind hybrid|classic]
          extract FOLDER --to FOLDER   source: opens under the signed plan of FOLDER, seals, closes, hands over
          reseal PASSAGE               source: seals again what its depot lost; then extract again
          load FOLDER                  target: checks what was handed over, loads it
          reconcile PASSAGE            target: compares with what was sealed; counts only
          stop PASSAGE|OFFER           takes the rows out again, erases
          erase [PASSAGE [-o FILE]]    destroys what this gate holds; what is due, without a passage
          status                       what is here, and the log's key
        --data DIR (./gate)  --lang fr|en
        exit: 0 done · 1 failed · 2 usage · 3 partly done · 4 refused · 10 not found · 11 in use · 12 seal broken · 130 stopped
        """,
        """
        ecluse-gate : une porte d’un passage, là où ecluse n’est pas installé.
          key                          fait une fois la clé de cette porte, et en écrit la ligne publique
          offer DEMANDE -o OFFRE       cible : fait l’identité, décrit la cible   [--kind hybrid|classic]
          extract DOSSIER --to DOSSIER source : ouvre sous le plan signé du dossier, scelle, ferme, remet
          reseal PASSAGE               source : scelle de nouveau ce que son dépôt a perdu ; puis extract
          load DOSSIER                 cible : vérifie ce qui fut remis, le charge
          reconcile PASSAGE            cible : compare à ce qui fut scellé ; des comptes seulement
          stop PASSAGE|OFFRE           retire les lignes, efface
          erase [PASSAGE [-o FICHIER]] détruit ce que cette porte détient ; sans passage, ce qui est dû
          status                       ce qui est ici, et la clé du journal
        --data DOSSIER (./gate)  --lang fr|en
        sortie : 0 fait · 1 échec · 2 usage · 3 partiel · 4 refusé · 10 introuvable · 11 occupé · 12 sceau rompu · 130 arrêté
        """);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock, CancellationToken cancellation)
    {
        var language = Arguments.LanguageOf(args);
        try
        {
            if (args is [] or ["--help" or "-h"] or ["--help", "--lang", _])
            {
                await output.WriteLineAsync(Help.In(language));
                return 0;
            }

            var given = Arguments.Read(args);
            using var gate = GateFolder.Open(given.Data, clock, begin: given.Verb == "key");
            foreach (var (id, code) in await EraseVerb.DueAsync(gate, cancellation))
            {
                var warning = new Text($"warning: {id} is past its date and could not be erased ({code})", $"attention : {id} a dépassé sa date et n’a pas pu être effacé ({code})");
                await error.WriteLineAsync(warning.In(language));
            }

            var said = await RunAsync(gate, given, new GateProgress(error, language), cancellation);
            await output.WriteLineAsync(said.Line.In(language));
            return said.Exit;
        }
        catch (Exception failed) when (GateFailure.Of(failed) is var failure)
        {
            await error.WriteLineAsync($"ecluse-gate: {failure.Code}: {failure.Problem.In(language)}");
            await error.WriteLineAsync($"             → {failure.Remedy.In(language)}");
            return failure.Exit;
        }
    }

    private static Task<Said> RunAsync(GateFolder gate, Arguments given, GateProgress progress, CancellationToken cancellation) => given.Verb switch
    {
        "key" => Task.FromResult(StatusVerb.Key(gate)),
        "status" => StatusVerb.RunAsync(gate, cancellation),
        "offer" => OfferVerb.RunAsync(gate, given, cancellation),
        "extract" => ExtractVerb.RunAsync(gate, given, progress, cancellation),
        "reseal" => ExtractVerb.AgainAsync(gate, given, progress, cancellation),
        "load" => LoadVerb.RunAsync(gate, given, progress, cancellation),
        "reconcile" => ReconcileVerb.RunAsync(gate, given, progress, cancellation),
        "stop" => EraseVerb.StopAsync(gate, given, progress, cancellation),
        "erase" => EraseVerb.RunAsync(gate, given, cancellation),
        _ => throw GateErrors.Usage(given.Verb),
    };
}
