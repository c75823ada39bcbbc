namespace Ecluse.Watch;

/// <summary>What a group of a rule remembers between sightings: no more than its condition needs, and nothing that the sightings did not tell.</summary>
internal abstract class RuleMemory
{
    /// <summary>When something was last remembered.</summary>
    public DateTimeOffset Last { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The span in which it fired last, as its number; null while it never did.</summary>
    public long? FiredIn { get; set; }

    /// <summary>A memory for a condition.</summary>
    public static RuleMemory Of(Condition condition) => condition switch
    {
        Count count => new CountMemory(count),
        Distinct distinct => new DistinctMemory(distinct),
        Sum sum => new SumMemory(sum),
        AboveUsual above => new UsualMemory(above),
        FirstSeen first => new FirstMemory(first),
        DueWithin => new NoMemory(),
        AbsentFor absent => new AbsentMemory(absent),
        _ => new NoMemory(),
    };

    /// <summary>Takes a sighting; what makes the rule fire, or null.</summary>
    public Firing? Take(Sighting seen)
    {
        if (seen.At > Last)
        {
            Last = seen.At;
        }

        return Add(seen);
    }

    /// <summary>Looks whether time alone makes the rule fire.</summary>
    public virtual Firing? Look(DateTimeOffset now) => null;

    private protected abstract Firing? Add(Sighting seen);

    private sealed class NoMemory : RuleMemory
    {
        private protected override Firing? Add(Sighting seen) => new(seen, [seen.Evidence], 1);
    }

    private sealed class CountMemory(Count count) : RuleMemory
    {
        private readonly Queue<Sighting> seenLately = [];

        private protected override Firing? Add(Sighting seen)
        {
            seenLately.Enqueue(seen);
            while (seenLately.Count > count.AtLeast || seenLately.Peek().At <= Last - count.Within)
            {
                seenLately.Dequeue();
                if (seenLately.Count == 0)
                {
                    return null;
                }
            }

            return seenLately.Count == count.AtLeast ? new(seen, [.. seenLately.TakeLast(Firing.EvidenceMax).Select(one => one.Evidence)], seenLately.Count) : null;
        }
    }

    private sealed class DistinctMemory(Distinct distinct) : RuleMemory
    {
        private readonly Dictionary<string, (DateTimeOffset At, string Evidence)> values = [];

        private protected override Firing? Add(Sighting seen)
        {
            if (seen.Id(distinct.Of) is not { } value)
            {
                return null;
            }

            values[value] = (seen.At, seen.Evidence);
            if (values.Count < distinct.AtLeast)
            {
                return null;
            }

            foreach (var old in values.Where(one => one.Value.At <= Last - distinct.Within).Select(one => one.Key).ToList())
            {
                values.Remove(old);
            }

            if (values.Count < distinct.AtLeast)
            {
                return null;
            }

            var firing = new Firing(seen, [.. values.Values.OrderBy(one => one.At).TakeLast(Firing.EvidenceMax).Select(one => one.Evidence)], values.Count);

            // No more are kept than are needed to fire again.
            values.Remove(values.MinBy(one => one.Value.At).Key);
            return firing;
        }
    }

    private sealed class SumMemory(Sum sum) : RuleMemory
    {
        private readonly Queue<Sighting> seenLately = [];
        private long total;

        private protected override Firing? Add(Sighting seen)
        {
            seenLately.Enqueue(seen);
            total += Math.Max(0, seen.Figure(sum.Of));
            while (seenLately.TryPeek(out var first) && first.At <= Last - sum.Within)
            {
                total -= Math.Max(0, seenLately.Dequeue().Figure(sum.Of));
            }

            return total >= sum.AtLeast ? new(seen, [.. seenLately.TakeLast(Firing.EvidenceMax).Select(one => one.Evidence)], total) : null;
        }
    }

    private sealed class UsualMemory(AboveUsual above) : RuleMemory
    {
        private readonly SortedDictionary<long, long> spans = [];
        private readonly Queue<string> evidence = [];

        private protected override Firing? Add(Sighting seen)
        {
            var span = seen.At.UtcTicks / above.Within.Ticks;
            spans[span] = spans.GetValueOrDefault(span) + Math.Max(0, seen.Figure(above.Of));
            foreach (var old in spans.Keys.TakeWhile(one => one < span - (above.Usual.Ticks / above.Within.Ticks)).ToList())
            {
                spans.Remove(old);
            }

            evidence.Enqueue(seen.Evidence);
            if (evidence.Count > Firing.EvidenceMax)
            {
                evidence.Dequeue();
            }

            var usual = spans.Where(one => one.Key < span).Select(one => one.Value).DefaultIfEmpty().Max();
            var limit = Math.Max(above.AtLeast, (long)Math.Min(long.MaxValue, (decimal)usual * above.Times));
            return spans[span] >= limit ? new(seen, [.. evidence], spans[span]) : null;
        }
    }

    private sealed class FirstMemory(FirstSeen first) : RuleMemory
    {
        private readonly Dictionary<string, DateTimeOffset> values = [];

        private protected override Firing? Add(Sighting seen)
        {
            if (seen.Id(first.Of) is not { } value)
            {
                return null;
            }

            foreach (var old in values.Where(one => one.Value <= Last - first.Within).Select(one => one.Key).ToList())
            {
                values.Remove(old);
            }

            var isNew = values.Count > 0 && !values.ContainsKey(value);
            values[value] = seen.At;
            return isNew ? new(seen, [seen.Evidence], values.Count) : null;
        }
    }

    private sealed class AbsentMemory(AbsentFor absent) : RuleMemory
    {
        private Sighting? last;
        private bool isTold;

        public override Firing? Look(DateTimeOffset now)
        {
            if (last is null || isTold || now - last.At < absent.Within)
            {
                return null;
            }

            isTold = true;
            return new Firing(last with { At = now }, [last.Evidence], (long)(now - last.At).TotalMinutes);
        }

        // What was silent and is back is told as well: nobody looked meanwhile.
        private protected override Firing? Add(Sighting seen)
        {
            var gap = last is { } before && !isTold && seen.At - before.At >= absent.Within
                ? new Firing(seen, [before.Evidence, seen.Evidence], (long)(seen.At - before.At).TotalMinutes)
                : null;
            (last, isTold) = (seen, false);
            return gap;
        }
    }
}

/// <summary>A rule fired in a group.</summary>
/// <param name="By">The sighting at which it did.</param>
/// <param name="Evidence">What led to it, the latest last.</param>
/// <param name="Figure">What was measured: how many, or how much.</param>
internal sealed record Firing(Sighting By, IReadOnlyList<string> Evidence, long Figure)
{
    /// <summary>Most pieces of evidence.</summary>
    public const int EvidenceMax = 20;
}
