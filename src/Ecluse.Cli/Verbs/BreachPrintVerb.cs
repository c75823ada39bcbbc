using System.CommandLine;
using System.Text;
using Ecluse.Host.Breaches;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse breach print</c>: the papers, as pages or as canonical JSON. Écluse sends none of them.</summary>
internal static class BreachPrintVerb
{
    public static Command Create(VerbContext context)
    {
        var paper = new Argument<string>("PAPER") { Description = "notice, sheet, letter, timeline, register, list or processing · notice, sheet (fiche), letter (lettre), timeline (chronologie), register (registre), list (liste) ou processing (traitements)" };
        paper.AcceptOnlyFromAmong([.. BreachPaperShelf.Names]);
        var breach = new Argument<string?>("BREACH") { Description = "id of the breach; not for register, list and processing · identifiant de la violation ; pas pour register, list et processing", Arity = ArgumentArity.ZeroOrOne };
        var part = BreachOptions.Part();
        var of = new Option<string?>("--of") { Description = "name of the controller, for its register · nom du responsable, pour son registre" };
        var version = new Option<int?>("--sent") { Description = "which notice that was sent, for the sheet as it stood then · quelle notification envoyée, pour la fiche telle qu’alors" };
        var output = new Option<string>("--output", "-o") { Description = "file: .html for a page, .json for the data · fichier : .html pour une page, .json pour les données", Required = true };
        var zone = new Option<string>("--zone") { Description = "time zone of the page · fuseau de la page", DefaultValueFactory = _ => "Europe/Paris" };
        var command = new Command(
            "print", "writes a paper: notice, sheet, letter, timeline, registers (exit 0, 2, 10) · écrit un papier : notification, fiche, lettre, chronologie, registres (sortie 0, 2, 10)")
        {
            paper, breach, part, of, version, output, zone,
        };
        BreachVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var path = parsed.GetValue(output)!;
            var asked = new AskedPaper(parsed.GetValue(paper)!, parsed.GetValue(breach), parsed.GetValue(part), parsed.GetValue(of), parsed.GetValue(version));
            var isData = path.EndsWith(".json", StringComparison.Ordinal);
            var made = await premises.PaperAsync(asked, isData ? null : parsed.GetValue(zone), cancellation);
            var bytes = isData ? made.Json : Encoding.UTF8.GetBytes(made.Page!);
            await WholeFile.WriteAsync(path, bytes, cancellation);
            answer.Say($"{path} is written. Écluse sends nothing: whoever owes it does.", $"{path} est écrit. Écluse n’envoie rien : c’est à qui le doit.");
            answer.Json(new { File = path, Bytes = bytes.Length });
            return 0;
        });
        return command;
    }
}
