using Ecluse.Errors;

namespace Ecluse.Fhir;

/// <summary>A line of FHIR NDJSON that is not one that Écluse writes.</summary>
/// <param name="fault">What is wrong.</param>
/// <param name="lineNumber">Number of the line, from 1.</param>
/// <param name="path">Path of the place, with names of the format only; <c>?</c> stands for any other name.</param>
/// <param name="file">Name of the file, where there is one.</param>
public sealed class UnreadableFhirException(FhirFault fault, long lineNumber, string path, string? file = null) : EcluseException(
    $"FHIR-{(int)fault:D3}",
    new Text(
        $"{(file is null ? "" : file + ", ")}line {lineNumber}, {path}: {Found(fault).English}",
        $"{(file is null ? "" : file + ", ")}ligne {lineNumber}, {path}\u00a0: {Found(fault).French}"),
    new Text(
        "ask the source for the file again; if it is the same, have it written by this version of Écluse",
        "redemandez le fichier à la source\u00a0; s’il est identique, faites-le écrire par cette version d’Écluse"))
{
    /// <summary>What is wrong.</summary>
    public FhirFault Fault { get; } = fault;

    /// <summary>Number of the line, from 1.</summary>
    public long LineNumber { get; } = lineNumber;

    /// <summary>Path of the place in the JSON; never a value.</summary>
    public string Path { get; } = path;

    private static Text Found(FhirFault fault) => fault switch
    {
        FhirFault.NotJson => new("expected one JSON object, found something else or a cut",
            "un objet JSON est attendu, la ligne est autre ou coupée"),
        FhirFault.NotUtf8 => new("the bytes are not UTF-8", "les octets ne sont pas de l’UTF-8"),
        FhirFault.UnknownResource => new("no resource of the format", "aucune ressource du format"),
        FhirFault.Unknown => new("a member or an element that the format does not have",
            "un membre ou un élément que le format ne connaît pas"),
        FhirFault.Twice => new("a member, an element or a field twice", "un membre, un élément ou un champ en double"),
        FhirFault.WrongValue => new("another JSON type or another constant than the format has here",
            "un autre type JSON ou une autre constante que ceux du format"),
        FhirFault.Empty => new("a required part is missing, or a part holds nothing",
            "une partie obligatoire manque, ou une partie est vide"),
        FhirFault.BadForm => new("the text has not the written form of its field",
            "le texte n’a pas la forme écrite de son champ"),
        FhirFault.NotInCodeList => new("the code is not in the field's closed list",
            "le code n’est pas dans la liste fermée du champ"),
        FhirFault.Misplaced => new("a form that stands only where another does not fit",
            "une forme réservée aux cas où une autre ne convient pas"),
        FhirFault.TooLong => new("the line is longer than the reader accepts",
            "la ligne est plus longue que le lecteur ne l’accepte"),
        _ => new("the last line has no end of line", "la dernière ligne n’a pas de fin de ligne"),
    };
}
