using System.Text;
using System.Text.Json.Nodes;
using Ecluse.Canonical;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary>A log's checkpoint, from a file of its own or from the document that contains it.</summary>
internal static class CheckpointFile
{
    public static byte[] Read(string path)
    {
        var bytes = File.Exists(path) ? File.ReadAllBytes(path) : throw NoCheckpoint(ErrorKind.NotFound);
        return bytes is [(byte)'{', ..]
            ? Find(CanonicalJson.Read(bytes)) is { } note ? Encoding.UTF8.GetBytes(note) : throw NoCheckpoint(ErrorKind.Usage)
            : bytes;
    }

    /// <summary>The first member called checkpoint that is text, from the top down.</summary>
    private static string? Find(JsonNode? node) => node switch
    {
        JsonObject members => members["checkpoint"] is JsonValue value && value.TryGetValue<string>(out var note)
            ? note
            : members.Select(member => Find(member.Value)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(Find).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static EcluseException NoCheckpoint(ErrorKind kind) => new(
        "CLI-020",
        new("The file given with --with is missing, or holds no checkpoint of the journal.",
            "Le fichier donné par --with manque, ou ne contient pas de point de contrôle du journal."),
        new("Give a document of Écluse (plan, acceptance, certificate) or a checkpoint file.",
            "Donner un document d’Écluse (plan, recette, certificat) ou un fichier de point de contrôle."),
        kind);
}
