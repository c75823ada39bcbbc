using System.Text.RegularExpressions;
using Ecluse.Canonical;

namespace Ecluse.Acts;

/// <summary>
/// What may stand in an entry for ever: names of the closed list, ids and hashes. A value that could be a person's name or
/// typed text does not get in (rules 10 and 12).
/// </summary>
public static partial class ActRules
{
    /// <summary>Checks an act before it is journaled.</summary>
    /// <param name="act">The act.</param>
    /// <param name="intent">The act that <see cref="Act.Intent"/> names, or null where there is none.</param>
    /// <param name="index">Index that its entry gets.</param>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-014</c>: not in the closed list; <c>JOURNAL-015</c>: not an id or hash; <c>JOURNAL-017</c>: an outcome
    /// without its intent, or an intent named by another act.
    /// </exception>
    public static void Check(Act act, Act? intent, long index)
    {
        ArgumentNullException.ThrowIfNull(act);
        var name = ActName.Find(act.Name) ?? throw ActErrors.UnknownName(act.Name);
        Check("by", Actor().IsMatch(act.By));
        foreach (var (subject, id) in act.Subjects)
        {
            Check("subjects", Member().IsMatch(subject) && Id().IsMatch(id));
        }

        foreach (var (document, hash) in act.Hashes)
        {
            Check("hashes", Member().IsMatch(document) && Sha256Hex.IsValid(hash));
        }

        foreach (var text in act.Texts?.Keys ?? [])
        {
            Check("texts", Member().IsMatch(text));
        }

        // The log's own key: there was no log yet to announce it in.
        if (index == 1 && act is { Name: "key.made", Intent: null } && intent is null)
        {
            return;
        }

        if (name.Kind == ActKind.Outcome ? intent is null || (name.Answers ?? intent.Name) != intent.Name : act.Intent is not null)
        {
            throw ActErrors.WrongIntent(act.Name);
        }
    }

    /// <summary>Whether every subject and hash that the intent names, the other act names too.</summary>
    public static bool SameThing(Act intent, Act other)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(other);
        return intent.Subjects.All(subject => other.Subjects.GetValueOrDefault(subject.Key) == subject.Value)
            && intent.Hashes.All(hash => other.Hashes.GetValueOrDefault(hash.Key) == hash.Value);
    }

    private static void Check(string member, bool holds)
    {
        if (!holds)
        {
            throw ActErrors.NotAnId(member);
        }
    }

    [GeneratedRegex(@"\A(person|agent):[A-Za-z0-9._@-]{1,64}\z")]
    private static partial Regex Actor();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Member();

    [GeneratedRegex(@"\A[A-Za-z0-9._:/@+=-]{1,512}\z")]
    private static partial Regex Id();
}
