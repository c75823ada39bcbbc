using Ecluse.Accounts;
using Ecluse.Breaches;

namespace Ecluse.Warnings;

/// <summary>Who handles a warning: a person, with side and role.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Role">Role.</param>
/// <param name="Controller">The controller whose person it is; null for the house itself.</param>
public sealed record WarningHandler(string Person, Role Role, string? Controller);

/// <summary>The rules of closing: nobody alone, an authority's warning never by one side, no controller passed over (rule 11).</summary>
public static class Handling
{
    /// <summary>Characters of a reason, at least.</summary>
    public const int ReasonLengthMin = 20;

    /// <summary>Characters of a reason, at most.</summary>
    public const int ReasonLengthMax = 2000;

    /// <summary>A closed warning takes no act any more.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-003</c>.</exception>
    public static void CheckOpen(Warning warning)
    {
        ArgumentNullException.ThrowIfNull(warning);
        if (warning.ClosedAt is not null)
        {
            throw WarningErrors.Closed();
        }
    }

    /// <summary>A reason is long enough to say something, and one that a page can show.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-007</c>.</exception>
    public static string CheckedReason(string? reason)
    {
        var trimmed = CheckedForPatients((reason ?? "").Trim());
        return trimmed.Length is >= ReasonLengthMin and <= ReasonLengthMax && !trimmed.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))
            ? trimmed
            : throw WarningErrors.ReasonTooShort();
    }

    /// <summary>A text that others will read does not read like a patient, as far as a program can tell.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-020</c>.</exception>
    public static string CheckedForPatients(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PatientLike.IsIn(text) ? throw WarningErrors.LooksLikePatient() : text;
    }

    /// <summary>Whether a second person may close what a first one proposed.</summary>
    /// <param name="warning">The warning, with what is proposed.</param>
    /// <param name="second">Who confirms.</param>
    /// <param name="unanswered">How many of the controllers that it may concern nobody has answered for.</param>
    /// <param name="isAlone">Whether no controller has a contract: then the other side is another role.</param>
    /// <exception cref="Errors.EcluseException"><c>WARN-003</c> to <c>WARN-006</c>, <c>WARN-008</c>.</exception>
    public static void CheckClosing(Warning warning, WarningHandler second, int unanswered, bool isAlone)
    {
        CheckOpen(warning);
        ArgumentNullException.ThrowIfNull(second);
        var first = warning.Closing ?? throw WarningErrors.NothingProposed();
        if (first.By == second.Person)
        {
            throw WarningErrors.Alone();
        }

        var isOtherSide = isAlone ? first.ByRole != RoleNames.Of(second.Role) : first.BySide is null != second.Controller is null;
        if (warning.Source == WarningSource.Authority && !isOtherSide)
        {
            throw WarningErrors.OneSide();
        }

        if (unanswered > 0)
        {
            throw WarningErrors.ControllersUnanswered(unanswered);
        }
    }
}
