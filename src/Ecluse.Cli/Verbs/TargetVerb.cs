using System.CommandLine;
using Ecluse.Connections;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Profiles;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse target describe</c>: what the target can hold, for a plan that is made without a way into it.</summary>
internal static class TargetVerb
{
    public static Command Create(VerbContext context) => new("target", "the system that receives · le système qui reçoit") 
    {
        Describe(context), OfferVerb.Create(context), OrderVerb.Create(context),
    };

    private static Command Describe(VerbContext context)
    {
        var connection = new Argument<string>("CONNECTION") { Description = "name in connections.yaml · nom dans connections.yaml" };
        var profile = new Option<string>("--profile") { Description = "the target's profile · le profil de la cible", Required = true };
        var connections = new Option<string>("--connections") { Description = "file of connections (0600) · fichier des connexions (0600)", DefaultValueFactory = _ => "connections.yaml" };
        var output = new Option<string>("-o", "--output") { Description = "where to write the description · où écrire la description", Required = true };
        var command = new Command("describe", "writes what the target can hold · écrit ce que la cible peut contenir") { connection, profile, connections, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var all = ConnectionsFile.Read(parsed.GetValue(connections)!);
            var name = parsed.GetValue(connection)!;
            var path = parsed.GetValue(profile)!;
            var target = await Gates.OpenTargetAsync(
                all.TryGetValue(name, out var found) ? found : throw Unknown(name),
                ProfileReader.Read(await ContractFiles.BytesAsync(path, cancellation), Path.GetFileName(path)),
                context.Clock, cancellation: cancellation);
            await using (target)
            {
                var description = await target.DescribeAsync(cancellation);
                await File.WriteAllBytesAsync(parsed.GetValue(output)!, CanonicalDocument.Write(description), cancellation);
                answer.Say(
                    $"{description.Engine}: {description.Fields.Count} fields described, {description.ExistingRecords.Values.Sum()} records there already.",
                    $"{description.Engine} : {description.Fields.Count} champs décrits, {description.ExistingRecords.Values.Sum()} enregistrements déjà là.");
                answer.Json(description);
            }

            return 0;
        });
        return command;
    }

    private static EcluseException Unknown(string name) => new(
        "CONN-007",
        new Text($"There is no connection named {name}.", $"Il n’y a pas de connexion nommée {name}."),
        new Text("Name one that stands in the file of connections.", "Nommez-en une du fichier des connexions."),
        ErrorKind.NotFound);
}
