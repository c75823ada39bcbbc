using System.Globalization;
using Ecluse.Errors;

namespace Ecluse.Breaches;

/// <summary>What may be entered in a dossier (<c>docs/spec/breaches.md</c>).</summary>
public static class BreachRules
{
    /// <summary>Longest text, in characters.</summary>
    public const int TextLengthMax = 4000;

    /// <summary>Shortest reason, in characters.</summary>
    public const int ReasonLengthMin = 10;

    private const int NameLengthMax = 200;

    private static readonly string[] MustHaveNote =
    [
        BreachFields.Aware, BreachFields.Told, BreachFields.KnewOtherwise, BreachFields.RiskUnlikely, BreachFields.Severity,
        BreachFields.PersonsDecision, BreachFields.KeysSafe, BreachFields.Nis2, BreachFields.Closed, BreachFields.Step,
    ];

    /// <summary>Checks what somebody says, and gives it as it is kept.</summary>
    /// <param name="dossier">The dossier so far.</param>
    /// <param name="said">What somebody says.</param>
    /// <param name="now">Now.</param>
    /// <returns>The same, its value in the one form that is kept, its item numbered.</returns>
    /// <exception cref="EcluseException"><c>BREACH-002</c> to <c>BREACH-010</c>.</exception>
    public static BreachSaying Check(BreachDossier dossier, BreachSaying said, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        ArgumentNullException.ThrowIfNull(said);
        var field = BreachFields.Find(said.Field) ?? throw BreachErrors.NoSuchField();
        CheckPart(dossier, said, field);
        var kept = said with { Value = ValueOf(field, said, now), Note = TextOf(said.Note), Item = ItemOf(dossier, field, said), LearntAt = said.LearntAt ?? now };
        if (kept.LearntAt > now)
        {
            throw BreachErrors.InTheFuture();
        }

        CheckNote(field, kept);
        CheckNames(dossier, kept);
        CheckField(dossier, kept);
        return kept;
    }

    /// <summary>The name of a controller, as it is kept.</summary>
    /// <exception cref="EcluseException"><c>BREACH-010</c>, <c>BREACH-012</c>: not a name that is kept.</exception>
    public static string NameOf(string typed) => TextOf(typed) is { Length: <= NameLengthMax } name && !name.Contains('\n', StringComparison.Ordinal)
        ? name
        : throw BreachErrors.NotText(typed?.Length ?? 0);

    /// <summary>A reason, as it is kept.</summary>
    /// <exception cref="EcluseException"><c>BREACH-010</c>, <c>BREACH-012</c>: not a text that is kept; <c>BREACH-023</c>: too short.</exception>
    public static string ReasonOf(string typed) => TextOf(typed) is { Length: >= ReasonLengthMin } reason ? reason : throw BreachErrors.NotHeld();

    private static void CheckPart(BreachDossier dossier, BreachSaying said, BreachField field)
    {
        if (said.Part > 0)
        {
            _ = dossier.Breach.Part(said.Part);
        }

        if ((said.Part == 0 && field.Scope == FieldScope.Controller) || (said.Part > 0 && field.Scope == FieldScope.Incident))
        {
            throw BreachErrors.WrongScope(field);
        }

        if (dossier.IsClosed && field.Name != BreachFields.Closed)
        {
            throw BreachErrors.IsClosed();
        }
    }

    private static string? ValueOf(BreachField field, BreachSaying said, DateTimeOffset now)
    {
        var value = TextOf(said.Value);
        if (said.Knowledge == Knowledge.NotKnownYet)
        {
            return value is null ? null : throw BreachErrors.NotAValue(field);
        }

        return value is null ? throw BreachErrors.NotAValue(field) : field.Kind switch
        {
            FieldKind.Number => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number.ToString(CultureInfo.InvariantCulture) : throw BreachErrors.NotAValue(field),
            FieldKind.Choice => field.Choices.Any(choice => choice.Value == value) ? value : throw BreachErrors.NotAValue(field),
            FieldKind.Choices => ChoicesOf(field, value),
            FieldKind.Instant => InstantOf(field, value, now),
            _ => value,
        };
    }

    private static string ChoicesOf(BreachField field, string value)
    {
        var chosen = value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return chosen.Length > 0 && chosen.All(one => field.Choices.Any(choice => choice.Value == one))
            ? string.Join(' ', field.Choices.Select(choice => choice.Value).Where(chosen.Contains))
            : throw BreachErrors.NotAValue(field);
    }

    private static string InstantOf(BreachField field, string value, DateTimeOffset now)
    {
        // An instant without a zone could be two.
        var hasZone = value.EndsWith('Z') || (value.Length > 6 && value[^6] is '+' or '-' && value[^3] == ':');
        if (!hasZone || !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            throw BreachErrors.NotAValue(field);
        }

        return at <= now || field.Name == BreachFields.StepAgain
            ? at.UtcDateTime.ToString(BreachDossier.InstantForm, CultureInfo.InvariantCulture)
            : throw BreachErrors.InTheFuture();
    }

    private static string? TextOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        return kept.Length > TextLengthMax || kept.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')) ? throw BreachErrors.NotText(kept.Length)
            : PatientLike.IsIn(kept) ? throw BreachErrors.LooksLikePatient(kept.Length)
            : kept;
    }

    private static int ItemOf(BreachDossier dossier, BreachField field, BreachSaying said)
    {
        if (!field.Repeats)
        {
            return said.Item == 0 ? 0 : throw BreachErrors.NoSuchItem();
        }

        // A further line of a step belongs to a step that is there.
        var root = field.Section == BreachSection.Containment ? BreachFields.Step : field.Name;
        var known = dossier.Items(said.Part, root);
        return said.Item > 0 ? known.Contains(said.Item) ? said.Item : throw BreachErrors.NoSuchItem()
            : field.Name == root ? known.Count + 1
            : throw BreachErrors.NoSuchItem();
    }

    private static void CheckNote(BreachField field, BreachSaying said)
    {
        var isOwed = said.Knowledge != Knowledge.NotKnownYet
            && (MustHaveNote.Contains(field.Name) || (field.Name == BreachFields.Concerned && said.Value == BreachFields.No));
        if (isOwed && said.Note is not { Length: >= ReasonLengthMin })
        {
            throw BreachErrors.NoReason(field);
        }
    }

    // What is said of the incident stands in every controller's papers; what is said of one, in its own.
    private static void CheckNames(BreachDossier dossier, BreachSaying said)
    {
        var typed = $"{(BreachFields.Find(said.Field)!.Kind == FieldKind.Typed ? said.Value : null)}\n{said.Note}";
        if (dossier.Breach.Parts.Any(part => part.Number != said.Part && typed.Contains(part.Controller, StringComparison.OrdinalIgnoreCase)))
        {
            throw BreachErrors.NamesAnother();
        }
    }

    private static void CheckField(BreachDossier dossier, BreachSaying said)
    {
        switch (said.Field)
        {
            case BreachFields.Aware:
                CheckAware(dossier, said);
                break;
            case BreachFields.Told when said.Value is null || BreachDossier.InstantOf(said.Value) < dossier.Breach.Origin.ReceivedAt:
                throw BreachErrors.BeforeReceipt();
            case BreachFields.Concerned when said.Value is null:
                throw BreachErrors.NotAValue(BreachFields.Find(said.Field)!);
            case BreachFields.PersonsDecision when said.Value == BreachFields.Unintelligible:
                var keys = dossier.For(said.Part, BreachFields.KeysSafe);
                _ = keys is { Value: BreachFields.Yes, Knowledge: Knowledge.Known } ? keys : throw BreachErrors.KeysNotSafe();
                break;
            case BreachFields.Closed when said.Value == BreachFields.Yes:
                CheckClosing(dossier);
                break;
            default:
                break;
        }
    }

    private static void CheckAware(BreachDossier dossier, BreachSaying said)
    {
        var at = said.Value is { } value ? BreachDossier.InstantOf(value) : throw BreachErrors.NotAValue(BreachFields.Find(said.Field)!);
        if (at < dossier.Breach.Origin.ReceivedAt)
        {
            throw BreachErrors.BeforeReceipt();
        }

        // What stands, or will stand by itself.
        if (at > dossier.Aware(DateTimeOffset.MaxValue)!.Value.At)
        {
            throw BreachErrors.AwareMovedLater();
        }
    }

    private static void CheckClosing(BreachDossier dossier)
    {
        var unanswered = dossier.UnansweredParts.Count();
        var untold = dossier.ConcernedParts.Count(part => !part.IsOwn && dossier.Told(part.Number) is null);
        if (unanswered + untold > 0)
        {
            throw BreachErrors.NotAllAnswered(unanswered, untold);
        }
    }
}
