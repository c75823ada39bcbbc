using Ecluse.Breaches;

namespace Ecluse.Alerts;

/// <summary>The rules of acting on alerts: nothing on a closed one, no closing without an act (rule 11), nobody alone where two are asked for.</summary>
public static class AlertRules
{
    /// <summary>Characters of what somebody says was done, at least.</summary>
    public const int WordsLengthMin = 20;

    /// <summary>Characters of it, at most.</summary>
    public const int WordsLengthMax = 2000;

    /// <summary>Longest silence.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromDays(30);

    /// <summary>What was typed, if it says something, can be shown and does not read like a patient.</summary>
    /// <exception cref="Errors.EcluseException"><c>ALERT-004</c>.</exception>
    public static string CheckedWords(string? words)
    {
        var trimmed = (words ?? "").Trim();
        return trimmed.Length is >= WordsLengthMin and <= WordsLengthMax
            && !trimmed.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) && !PatientLike.IsIn(trimmed)
            ? trimmed : throw AlertErrors.NotWords();
    }

    /// <summary>Whether an act may be added.</summary>
    /// <param name="policy">What the alert's policy says for its level.</param>
    /// <param name="acts">What was done, in order.</param>
    /// <param name="act">What somebody wants to do.</param>
    /// <exception cref="Errors.EcluseException"><c>ALERT-002</c>, <c>ALERT-003</c>, <c>ALERT-005</c> to <c>ALERT-008</c>, <c>ALERT-011</c>.</exception>
    public static void Check(LevelPolicy policy, IReadOnlyList<AlertAct> acts, AlertAct act)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(acts);
        ArgumentNullException.ThrowIfNull(act);
        if (acts.Any(one => one.Kind == AlertActKind.Closed))
        {
            throw AlertErrors.Closed();
        }

        switch (act.Kind)
        {
            case AlertActKind.Acknowledged when acts.Any(one => one.Kind is AlertActKind.Acknowledged or AlertActKind.Acted or AlertActKind.BecameBreach):
                throw AlertErrors.AlreadyAcknowledged();
            case AlertActKind.SilenceProposed when act.Until is not { } until || until <= act.At || until > act.At + SilenceMax:
                throw AlertErrors.SilenceNotBounded();
            case AlertActKind.Silenced:
                CheckSecond(acts, act, AlertActKind.SilenceProposed, AlertActKind.Silenced);
                break;
            case AlertActKind.BecameBreach when acts.Any(one => one.Kind == AlertActKind.BecameBreach):
                throw AlertErrors.BreachAlready();
            case AlertActKind.ClosingProposed:
                CheckActed(acts);
                break;
            case AlertActKind.Closed:
                CheckActed(acts);
                if (policy.SecondPerson)
                {
                    CheckSecond(acts, act, AlertActKind.ClosingProposed, AlertActKind.Closed);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>What waits for a second person: the latest proposal that nobody agreed to; null where none does.</summary>
    public static AlertAct? Proposed(IReadOnlyList<AlertAct> acts, AlertActKind proposal, AlertActKind agreed)
    {
        ArgumentNullException.ThrowIfNull(acts);
        var last = acts.LastOrDefault(one => one.Kind == proposal || one.Kind == agreed);
        return last?.Kind == proposal ? last : null;
    }

    // Rule 11: a closed alert has an act, and an acknowledgement is none.
    private static void CheckActed(IReadOnlyList<AlertAct> acts)
    {
        if (!acts.Any(one => one.Kind is AlertActKind.Acted or AlertActKind.BecameBreach))
        {
            throw AlertErrors.NoAct();
        }
    }

    private static void CheckSecond(IReadOnlyList<AlertAct> acts, AlertAct act, AlertActKind proposal, AlertActKind agreed)
    {
        var first = Proposed(acts, proposal, agreed) ?? throw AlertErrors.NothingProposed();
        if (first.By == act.By)
        {
            throw AlertErrors.Alone();
        }

        if (agreed == AlertActKind.Silenced && first.Until <= act.At)
        {
            throw AlertErrors.SilenceNotBounded();
        }
    }
}
