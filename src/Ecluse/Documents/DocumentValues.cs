using System.Globalization;
using Ecluse.Errors;

namespace Ecluse.Documents;

/// <summary>Reads dates and instants, whose shape a schema has checked but not whether they exist.</summary>
public static class DocumentValues
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];

    /// <summary>The member's day (<c>2026-03-31</c>), or null when absent; a day that does not exist is a problem.</summary>
    public static DateOnly? Date(this DocumentMapping mapping, string name, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(problems);
        if (mapping.Scalar(name) is not { } scalar)
        {
            return null;
        }

        if (DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        problems.Add("DOC-006", scalar, new("this day does not exist", "ce jour n’existe pas"));
        return null;
    }

    /// <summary>
    /// The member's instant with its zone (<c>2026-03-31T08:00:00+02:00</c>), or null when absent; one that does not exist
    /// is a problem.
    /// </summary>
    public static DateTimeOffset? Instant(this DocumentMapping mapping, string name, ProblemList problems)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(problems);
        if (mapping.Scalar(name) is not { } scalar)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(
            scalar.Text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant;
        }

        problems.Add("DOC-006", scalar, new(
            "this instant does not exist, or has no zone", "cet instant n’existe pas, ou n’a pas de fuseau"));
        return null;
    }
}
