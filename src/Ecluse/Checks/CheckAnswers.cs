using System.Globalization;
using System.Text;
using Ecluse.Breaches;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Checks;

/// <summary>What a person answered to one question.</summary>
/// <param name="IsYes">Yes or no; null for no answer.</param>
/// <param name="On">The day on which it was so; null for none.</param>
/// <param name="Where">Where it can be seen: a document, a place, a reference; null for nothing.</param>
public sealed record CheckAnswer(bool? IsYes, DateOnly? On, string? Where);

/// <summary>A filled questionnaire: what no program can see (<c>docs/spec/check.md</c>).</summary>
/// <param name="Sha256">SHA-256 of its exact bytes, lower-case hex; empty for none.</param>
/// <param name="ById">Answers by the id of their requirement.</param>
public sealed record CheckAnswers(string Sha256, IReadOnlyDictionary<string, CheckAnswer> ById)
{
    private static readonly Lazy<DocumentSchema> Shape = new(() => DocumentSchema.FromResource(typeof(CheckAnswers).Assembly, "check-answers.schema.json"));

    /// <summary>No questionnaire: every question is without answer.</summary>
    public static CheckAnswers None { get; } = new("", new Dictionary<string, CheckAnswer>());

    /// <summary>Reads a questionnaire.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="DocumentException">
    /// <c>DOC-…</c>: not such a file; <c>CHECK-001</c>: a question that there is not; <c>CHECK-002</c>: words that read like a patient's.
    /// </exception>
    public static CheckAnswers Read(string file, ReadOnlySpan<byte> bytes)
    {
        var tree = YamlDocument.Read(file, bytes, Shape.Value);
        var problems = new ProblemList(file);
        var questions = RequirementBook.Questions.Select(one => one.Id).ToHashSet();
        var answers = new Dictionary<string, CheckAnswer>();
        foreach (var member in tree.Mapping("answers")!.Members)
        {
            if (!questions.Contains(member.Name))
            {
                problems.Add("CHECK-001", member.Value, new("there is no such question", "il n’y a pas de telle question"));
            }
            else if (member.Value is DocumentMapping given)
            {
                answers[member.Name] = Read(given, problems);
            }
        }

        problems.ThrowIfAny();
        return new CheckAnswers(Sha256Hex.Of(bytes), answers);
    }

    /// <summary>An empty questionnaire in one language, each question with what it asks and why.</summary>
    public static string Empty(Language language)
    {
        var text = new StringBuilder();
        Comment(text, new Text(
            "Questions of ecluse check. For each: answer (yes or no), on (the day it was last so, 2026-01-31), where (where it can be seen: a document and its date, a contract's number). Never a patient, nor a person's name. Without a day and a place, yes shows nothing; so does an answer that is too old.",
            "Questions de ecluse check. Pour chacune : answer (yes ou no), on (le dernier jour où c’était vrai, 2026-01-31), where (où cela se voit : un document et sa date, le numéro d’un contrat). Jamais un patient, ni le nom d’une personne. Sans jour ni lieu, un yes ne montre rien ; une réponse trop ancienne non plus.").In(language), "");
        text.Append("type: check-answers/1\nanswers:\n");
        foreach (var one in RequirementBook.Questions)
        {
            text.Append('\n');
            Comment(text, $"{RequirementBook.TitleOf(one.Chapter).In(language)} · {one.SourceIn(language)}", "  ");
            Comment(text, one.Question!.Value.In(language), "  ");
            Comment(text, one.Why!.Value.In(language), "  ");
            Comment(text, new Text($"An answer counts for {one.Days} days.", $"Une réponse vaut {one.Days} jours.").In(language), "  ");
            text.Append(CultureInfo.InvariantCulture, $"  {one.Id}:\n    answer:\n    on:\n    where:\n");
        }

        return text.ToString();
    }

    /// <summary>Judges one question.</summary>
    /// <param name="asked">The question.</param>
    /// <param name="today">Today.</param>
    public Seen Judge(Requirement asked, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var given = ById.GetValueOrDefault(asked.Id);
        return given switch
        {
            { IsYes: false } => Seen.DoesNotHold(new($"answered no{When(given)}", $"répondu non{When(given)}")),
            null or { IsYes: null } => Seen.NotShown(new("nobody answered", "personne n’a répondu")),
            { On: null } or { Where: null } => Seen.NotShown(new("answered yes, without a day or a place where it can be seen", "répondu oui, sans jour ou sans lieu où cela se voit")),
            { On: { } on } when on > today => Seen.NotShown(new($"answered yes for a day that has not come ({on:yyyy-MM-dd})", $"répondu oui pour un jour à venir ({on:yyyy-MM-dd})")),
            { On: { } on } when on.AddDays(asked.Days!.Value) < today => Seen.NotShown(new(
                $"answered yes on {on:yyyy-MM-dd}: older than {asked.Days} days", $"répondu oui le {on:yyyy-MM-dd} : plus de {asked.Days} jours")),
            _ => Seen.Holds(new($"answered yes on {given.On:yyyy-MM-dd}: {given.Where}", $"répondu oui le {given.On:yyyy-MM-dd} : {given.Where}")),
        };
    }

    private static string When(CheckAnswer given) => given.On is { } on ? $" ({on:yyyy-MM-dd})" : "";

    private static CheckAnswer Read(DocumentMapping given, ProblemList problems)
    {
        var where = given.Text("where") is { } typed && !string.IsNullOrWhiteSpace(typed) ? typed.Trim() : null;
        if (where is not null && PatientLike.IsIn(where))
        {
            problems.Add("CHECK-002", given.Scalar("where")!, new(
                $"these {where.Length} characters read like a patient's", $"ces {where.Length} caractères ressemblent à ceux d’un patient"));
        }

        return new CheckAnswer(given.Text("answer") is { } answer ? answer == "yes" : null, given.Date("on", problems), where);
    }

    private static void Comment(StringBuilder text, string words, string indent)
    {
        const int LengthMax = 100;
        var line = new StringBuilder();
        foreach (var word in words.Split(' '))
        {
            if (line.Length + word.Length > LengthMax)
            {
                text.Append(indent).Append('#').Append(line).Append('\n');
                line.Clear();
            }

            line.Append(' ').Append(word);
        }

        text.Append(indent).Append('#').Append(line).Append('\n');
    }
}
