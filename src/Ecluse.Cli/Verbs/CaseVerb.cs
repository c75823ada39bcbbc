using System.CommandLine;
using Ecluse.CasePages;
using Ecluse.Cli.Demo;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Writing;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse case</c>: the reproaches of 2022 one by one, each as an attempt and its refusal.</summary>
internal static class CaseVerb
{
    private static readonly Text Stay = new("they stay: counted, and no row of theirs leaves the engine", "ils restent : comptés, aucune de leurs lignes ne sort de la base");

    public static Command Create(VerbContext context)
    {
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "where (default: a new folder here) · où (sinon un nouveau dossier ici)" };
        var page = new Option<FileInfo?>("--page") { Description = "the same as an HTML page · le même en page HTML" };
        var command = new Command("case", "the reproaches of 2022, attempted and refused · les reproches de 2022, tentés et refusés") { folder, page };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var place = parsed.GetValue(folder)?.FullName ?? DemoVerb.NewFolder(context.Clock, "case");
            var script = new DemoScript(context, place, answer.Language);
            var play = new CasePlay(script, new DemoStage(place, context.Clock));
            await play.PrepareAsync();
            var outcomes = new List<object>();
            var reproaches = new List<Reproach>();
            var held = true;
            foreach (var scene in play.Scenes())
            {
                var (exit, output, error) = await scene.Play();
                var holds = scene.Code is null
                    ? scene.Holds!(output)
                    : exit != 0 && (output + error).Contains(scene.Code, StringComparison.Ordinal);
                held &= holds;
                var told = First(error, output);
                Tell(answer, scene, holds, exit, told);
                reproaches.Add(new(
                    scene.Paragraph, scene.Reproach, scene.Attempt, told.Length > 0 ? new Text(told, told) : Stay, null,
                    scene.Rule, holds));
                outcomes.Add(new { scene.Paragraph, reproach = scene.Reproach.In(answer.Language), holds, exit, answer = told });
            }

            if (parsed.GetValue(page) is { } html)
            {
                var view = new CaseView("SAN-2022-009", context.Clock.GetUtcNow(), PageZone.Utc, reproaches);
                await WholeFile.WriteAsync(html.FullName, CasePage.Render(view, answer.Language), cancellation);
            }

            answer.Say(
                held ? "Every attempt was refused." : "An attempt was not refused as it must be.",
                held ? "Chaque tentative a été refusée." : "Une tentative n’a pas été refusée comme il se doit.");
            answer.Json(outcomes);
            return held ? 0 : (int)ErrorKind.Failed;
        });
        return command;
    }

    private static void Tell(Answer answer, CaseScene scene, bool holds, int exit, string told)
    {
        answer.Say("");
        answer.Say($"{scene.Paragraph}  {scene.Reproach.In(answer.Language)}");
        answer.Say($"      {(answer.Language == Language.French ? "essai" : "attempt")}   {scene.Attempt.In(answer.Language)}");
        answer.Say(scene.Code is null
            ? $"    {(holds ? "✓" : "✗")} {Stay.In(answer.Language)}"
            : $"    {(holds ? "✓" : "✗")} {(answer.Language == Language.French ? "refusé" : "refused")} ({exit})  {told}");
    }

    // The refusal's first line, with the first of its details where it announces some.
    private static string First(string error, string output)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindIndex(lines, line => line.Contains("ecluse:", StringComparison.Ordinal));
        if (at < 0)
        {
            return output.Split('\n').FirstOrDefault(line => line.Contains('✗', StringComparison.Ordinal)) ?? "";
        }

        var told = lines[at].Replace("ecluse: ", "", StringComparison.Ordinal).TrimEnd();
        return told.EndsWith(':') && at + 1 < lines.Length ? $"{told} {lines[at + 1].Trim()}" : told;
    }
}
