using System.Globalization;
using Ecluse.Acts;

namespace Ecluse.Breaches;

/// <summary>The acts of breaches, as the journal keeps them: ids, and commitments to what was typed.</summary>
public static class BreachActs
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>A breach was opened.</summary>
    public static Act Opened(Breach breach)
    {
        ArgumentNullException.ThrowIfNull(breach);
        var subjects = new Dictionary<string, string>
        {
            ["breach"] = breach.Id,
            ["origin"] = breach.Origin.Kind.ToString().ToLowerInvariant(),
            ["received"] = Text(breach.Origin.ReceivedAt),
        };
        if (breach.Origin.Id is { } id)
        {
            subjects["origin-id"] = id;
        }

        return new("breach.opened", breach.OpenedBy, subjects, None);
    }

    /// <summary>A controller came onto the list.</summary>
    public static Act Joined(string breach, BreachPart part, string by)
    {
        ArgumentNullException.ThrowIfNull(part);
        var subjects = Of(breach, part.Number);
        if (part.Contract is { } contract)
        {
            subjects["contract"] = contract;
        }

        return new("breach.joined", by, subjects, None, Texts: new Dictionary<string, string> { ["controller"] = part.Controller });
    }

    /// <summary>Something was entered.</summary>
    public static Act Entered(string breach, BreachSaying said, int version, string by)
    {
        ArgumentNullException.ThrowIfNull(said);
        var subjects = Of(breach, said.Part);
        subjects["field"] = said.Field;
        subjects["version"] = version.ToString(CultureInfo.InvariantCulture);
        if (said.Item > 0)
        {
            subjects["item"] = said.Item.ToString(CultureInfo.InvariantCulture);
        }

        var texts = new Dictionary<string, string> { ["knowledge"] = said.Knowledge.ToString() };
        if (said.Value is { } value)
        {
            texts["value"] = value;
        }

        if (said.Note is { } note)
        {
            texts["note"] = note;
        }

        return new("breach.entered", by, subjects, None, Texts: texts);
    }

    /// <summary>A closed breach is held past its date.</summary>
    public static Act Held(string breach, DateTimeOffset until, string reason, string by) => new(
        "breach.held", by, new Dictionary<string, string> { ["breach"] = breach, ["until"] = Text(until) }, None,
        Texts: new Dictionary<string, string> { ["reason"] = reason });

    private static Dictionary<string, string> Of(string breach, int part) =>
        new() { ["breach"] = breach, ["part"] = part.ToString(CultureInfo.InvariantCulture) };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(BreachDossier.InstantForm, CultureInfo.InvariantCulture);
}
