using System.Reflection;
using System.Text;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Checks;

/// <summary>What <c>ecluse check</c> asks of an installation, as its file says it (<c>docs/spec/check.md</c>).</summary>
/// <param name="Id">Short id, the file's name: <c>nothing-overdue</c>.</param>
/// <param name="Order">Place in the list.</param>
/// <param name="Chapter">Which reproach or article.</param>
/// <param name="IsOfController">Whether it can be judged for one controller alone.</param>
/// <param name="Source">Article and paragraph.</param>
/// <param name="Checked">The day on which the file was compared with its source.</param>
/// <param name="Title">What must be so.</param>
/// <param name="ToDo">What to do where it is not.</param>
/// <param name="Days">Of a look: its limit in days, where it has one. Of a question: how long an answer counts.</param>
/// <param name="Looks">Name of the look that judges it; null for a question.</param>
/// <param name="Question">What a person is asked; null for what a program sees.</param>
/// <param name="Why">Why no program can know.</param>
public sealed record Requirement(
    string Id, int Order, CheckChapter Chapter, bool IsOfController, string Source, DateOnly Checked, Text Title, Text ToDo, int? Days,
    string? Looks, Text? Question, Text? Why)
{
    /// <summary>Where it is written, as the reader's language names the law.</summary>
    public string SourceIn(Language language) =>
        language == Language.French ? Source.Replace("GDPR", "RGPD", StringComparison.Ordinal).Replace(" to ", " à ", StringComparison.Ordinal) : Source;

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>: not such a file.</exception>
    public static Requirement Read(string file, ReadOnlySpan<byte> bytes)
    {
        var tree = YamlDocument.Read(file, bytes, RequirementBook.Schema);
        return new Requirement(
            tree.Text("id")!, (int)tree.Integer("order")!, Enum.Parse<CheckChapter>(tree.Text("chapter")!, ignoreCase: true),
            tree.Text("of") == "controller", tree.Text("source")!, DateOnly.ParseExact(tree.Text("checked")!, "yyyy-MM-dd", null),
            Both(tree, "title")!.Value, Both(tree, "to-do")!.Value, (int?)tree.Integer("days"), tree.Text("looks"), Both(tree, "question"), Both(tree, "why"));
    }

    private static Text? Both(DocumentMapping tree, string name) =>
        tree.Mapping(name) is { } both ? new Text(both.Text("en")!, both.Text("fr")!) : null;
}

/// <summary>What a requirement belongs to: the reproaches of SAN-2022-009 in their order, then the articles.</summary>
public enum CheckChapter
{
    /// <summary>§60: no procedure for data that is handed over.</summary>
    Procedure,

    /// <summary>§§60, 62: nothing encrypted.</summary>
    Encryption,

    /// <summary>§63: nothing erased by itself.</summary>
    Erasure,

    /// <summary>§64: a zone without authentication.</summary>
    Authentication,

    /// <summary>§64: shared accounts.</summary>
    Accounts,

    /// <summary>§65: no supervision, no alert.</summary>
    Supervision,

    /// <summary>§§52, 53, 61: warnings without answer.</summary>
    Warnings,

    /// <summary>GDPR 28.</summary>
    Processor,

    /// <summary>GDPR 29.</summary>
    Instruction,

    /// <summary>GDPR 32.</summary>
    Security,

    /// <summary>GDPR 33 and 34.</summary>
    Breach,
}

/// <summary>The requirements, one file each, in their order.</summary>
public static class RequirementBook
{
    private const string Resources = "Ecluse.Checks.Requirements.";

    private static readonly Lazy<DocumentSchema> Shape = new(() => DocumentSchema.FromResource(typeof(RequirementBook).Assembly, "requirement.schema.json"));

    private static readonly Lazy<IReadOnlyList<Requirement>> Read = new(() => [.. Own().OrderBy(one => one.Order)]);

    /// <summary>Every requirement.</summary>
    public static IReadOnlyList<Requirement> All => Read.Value;

    /// <summary>Those that a person answers.</summary>
    public static IEnumerable<Requirement> Questions => All.Where(one => one.Question is not null);

    internal static DocumentSchema Schema => Shape.Value;

    /// <summary>What a chapter is called.</summary>
    public static Text TitleOf(CheckChapter chapter) => chapter switch
    {
        CheckChapter.Procedure => new("A procedure for data that is handed over (§60)", "Une procédure pour les données remises (§60)"),
        CheckChapter.Encryption => new("Encryption (§§60, 62)", "Chiffrement (§§60, 62)"),
        CheckChapter.Erasure => new("Erasure by itself (§63)", "Effacement automatique (§63)"),
        CheckChapter.Authentication => new("No door without sign-in (§64)", "Aucune porte sans connexion (§64)"),
        CheckChapter.Accounts => new("Accounts of one person each (§64)", "Des comptes d’une seule personne (§64)"),
        CheckChapter.Supervision => new("Watch and alerts (§65)", "Veille et alertes (§65)"),
        CheckChapter.Warnings => new("Warnings answered (§§52, 53, 61)", "Des signalements suivis (§§52, 53, 61)"),
        CheckChapter.Processor => new("Contract and processor (art. 28)", "Contrat et sous-traitant (art. 28)"),
        CheckChapter.Instruction => new("Instruction of the controller (art. 29)", "Instruction du responsable (art. 29)"),
        CheckChapter.Security => new("Security, tested (art. 32)", "Sécurité, éprouvée (art. 32)"),
        _ => new("Breaches (art. 33, 34)", "Violations (art. 33, 34)"),
    };

    private static IEnumerable<Requirement> Own()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Requirement.Read(name[Resources.Length..], Encoding.UTF8.GetBytes(reader.ReadToEnd()));
        }
    }
}
