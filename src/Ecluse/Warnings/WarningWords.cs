using Ecluse.Errors;

namespace Ecluse.Warnings;

/// <summary>The closed lists in words, and by the names that state and command line write.</summary>
public static class WarningWords
{
    /// <summary>Authorities that a reporter may say they have told.</summary>
    public static IReadOnlyList<string> Authorities { get; } = ["ANSSI", "CNIL", "CERT-Sante"];

    /// <summary>An authority's name as it is written.</summary>
    public static string OfAuthority(string name) => name == "CERT-Sante" ? "CERT Santé" : name;

    /// <summary>A value as state and command line write it: <c>former-employee</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((letter, at) =>
            char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>The value of a name; null for a name that is none.</summary>
    public static T? Parse<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Name(value) == name).Select(value => (T?)value).FirstOrDefault();

    /// <summary>Every name of a list, in its order.</summary>
    public static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Name)];

    /// <summary>A source in words.</summary>
    public static Text Of(WarningSource source) => source switch
    {
        WarningSource.Authority => new("an authority (ANSSI, CERT, CNIL, a court)", "une autorité (ANSSI, CERT, CNIL, juge)"),
        WarningSource.Employee => new("an employee", "un salarié"),
        WarningSource.FormerEmployee => new("a former employee", "un ancien salarié"),
        WarningSource.Laboratory => new("a laboratory", "un laboratoire"),
        WarningSource.Patient => new("a patient", "un patient"),
        WarningSource.Researcher => new("a security researcher", "un chercheur en sécurité"),
        WarningSource.Press => new("the press", "la presse"),
        WarningSource.Anonymous => new("somebody who does not say who", "une personne qui ne dit pas qui elle est"),
        _ => new("another person", "une autre personne"),
    };

    /// <summary>A subject in words.</summary>
    public static Text Of(WarningSubject subject) => subject switch
    {
        WarningSubject.OpenToAnybody => new("records that anybody can read", "des données lisibles par n’importe qui"),
        WarningSubject.RecordsFound => new("records found where they must not be", "des données trouvées là où elles ne doivent pas être"),
        WarningSubject.SharedAccount => new("an account that several people use", "un compte utilisé par plusieurs personnes"),
        WarningSubject.InClear => new("records sent or kept in clear", "des données envoyées ou gardées en clair"),
        WarningSubject.NotErased => new("records that should have been erased", "des données qui auraient dû être effacées"),
        WarningSubject.TooMuchTaken => new("more taken than was ordered", "plus de données extraites que demandé"),
        WarningSubject.StrangeVisitor => new("somebody there who should not be", "une présence qui ne devrait pas y être"),
        WarningSubject.Weakness => new("a weakness of a program or machine", "une faille d’un logiciel ou d’une machine"),
        _ => new("something else", "autre chose"),
    };

    /// <summary>Whom it is about, in words.</summary>
    public static Text Of(WarningAbout about) => about switch
    {
        WarningAbout.Nobody => new("no, about neither", "non, ni l’un ni l’autre"),
        WarningAbout.SecurityOfficer => new("about the security officer", "sur le responsable de la sécurité"),
        WarningAbout.DataProtectionOfficer => new("about the data protection officer", "sur le délégué à la protection des données"),
        _ => new("about both", "sur les deux"),
    };

    /// <summary>An outcome in words.</summary>
    public static Text Of(WarningOutcome outcome) => outcome switch
    {
        WarningOutcome.PutRight => new("put right", "corrigé"),
        WarningOutcome.Unfounded => new("unfounded", "sans fondement"),
        WarningOutcome.ToldTwice => new("told before", "déjà signalé"),
        _ => new("became a breach", "devenu une violation"),
    };

    /// <summary>What the house had to do by the end of a clock.</summary>
    public static Text Of(WarningClockKind clock) => clock switch
    {
        WarningClockKind.Acknowledge => new("to acknowledge it", "en accuser réception"),
        WarningClockKind.Answer => new("to give a first answer", "donner une première réponse"),
        _ => new("to say what became of it", "dire ce qu’il en est advenu"),
    };
}
