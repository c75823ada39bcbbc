using System.CommandLine;
using Ecluse.Profiles;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse profile check FILE</c>: whether a profile holds together and its examples give what they say.</summary>
internal static class ProfileVerb
{
    public static Command Create(VerbContext context) => new("profile", "how a system's tables map to lab records · comment les tables d’un système deviennent des dossiers") { Check(context) };

    private static Command Check(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "the profile, YAML · le profil, YAML" };
        var command = new Command("check", "reads a profile and runs its examples · lit un profil et joue ses exemples") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var path = parsed.GetValue(file)!;
            var name = Path.GetFileName(path);
            var profile = ProfileReader.Read(await ContractFiles.BytesAsync(path, cancellation), name);
            var report = ProfileCheckup.Run(profile, name);
            answer.Say(
                $"{profile.Name} {profile.Version}: it holds together; {report.Examples} examples give what they say.",
                $"{profile.Name} {profile.Version} : il se tient ; {report.Examples} exemples donnent ce qu’ils disent.");
            foreach (var warning in report.Warnings)
            {
                answer.Say($"~ {warning.In(answer.Language)}");
            }

            answer.Json(new
            {
                profile.Name,
                profile.Version,
                profile.Sha256,
                report.Examples,
                warnings = report.Warnings.Select(warning => warning.In(answer.Language)),
                gives = profile.Gives,
                profile.CanWrite,
            });
            return 0;
        });
        return command;
    }
}
