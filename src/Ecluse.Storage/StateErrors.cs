using Ecluse.Errors;

namespace Ecluse.Storage;

/// <summary>Every error of the state as a whole, worded once; <c>docs/reference/errors/passage.md</c> lists them.</summary>
internal static class StateErrors
{
    /// <summary><c>STATE-001</c>: no state in the folder.</summary>
    public static EcluseException None() => new(
        "STATE-001",
        new Text("The data folder holds no state.", "Le dossier de données ne contient pas d’état."),
        new Text("Run ecluse journal init, or name the right folder with --data.",
            "Lancer ecluse journal init, ou nommer le bon dossier avec --data."),
        ErrorKind.NotFound);

    /// <summary><c>STATE-002</c>: made by another version.</summary>
    public static EcluseException OtherVersion() => new(
        "STATE-002",
        new Text("Another version of Écluse made this state, and this version cannot read it; nothing was changed.",
            "Une autre version d’Écluse a fait cet état, et celle-ci ne sait pas le lire ; rien n’a été changé."),
        new Text("Use the version that wrote it last, or a later one.",
            "Prendre la version qui l’a écrit en dernier, ou une plus récente."),
        ErrorKind.Refused);
}
