using Ecluse.Errors;
using Ecluse.Spaces;

namespace Ecluse.Host.Spaces;

/// <summary>Spaces in words.</summary>
internal static class SpaceWords
{
    public static Text Of(Grade grade) => grade switch
    {
        Grade.EndToEnd => new("end to end", "de bout en bout"),
        _ => new("on arrival", "à l’arrivée"),
    };

    public static Text Explain(Grade grade) => grade switch
    {
        Grade.EndToEnd => new(
            "Whoever sends seals; this server never has the content in clear, and no key that opens it. What is not sealed is refused.",
            "Qui envoie scelle ; ce serveur n’a jamais le contenu en clair, ni de clé qui l’ouvre. Ce qui n’est pas scellé est refusé."),
        _ => new(
            "This server seals what arrives, in memory, before it touches the disk: while it passes, the server’s process sees it in clear. It keeps no key that opens it.",
            "Ce serveur scelle ce qui arrive, en mémoire, avant le disque : pendant qu’il passe, le processus du serveur le voit en clair. Il ne garde aucune clé qui l’ouvre."),
    };

    public static Text Of(Direction direction) => direction switch
    {
        Direction.ToProcessor => new("laboratory → processor", "laboratoire → sous-traitant"),
        _ => new("processor → laboratory", "sous-traitant → laboratoire"),
    };

    public static Text Of(SpacePart part) => part switch
    {
        SpacePart.Sends => new("sends", "envoie"),
        _ => new("takes", "prend"),
    };

    public static Text Of(ObjectState state) => state switch
    {
        ObjectState.Unfinished => new("unfinished", "inachevé"),
        ObjectState.Complete => new("complete", "complet"),
        _ => new("removed", "ôté"),
    };
}
