using System.Collections.Concurrent;

namespace Ecluse.Host.Spaces;

/// <summary>How many requests of one person carry bytes at the same time: a flood of one keeps nobody else out.</summary>
internal sealed class UploadGate
{
    /// <summary>At most so many.</summary>
    public const int Max = 16;

    private readonly ConcurrentDictionary<string, int> underWay = new();

    /// <summary>Enters; null where too many are in.</summary>
    public IDisposable? TryEnter(string person)
    {
        if (underWay.AddOrUpdate(person, 1, (_, count) => count + 1) <= Max)
        {
            return new Entered(this, person);
        }

        Leave(person);
        return null;
    }

    private void Leave(string person)
    {
        if (underWay.AddOrUpdate(person, 0, (_, count) => count - 1) == 0)
        {
            underWay.TryRemove(KeyValuePair.Create(person, 0));
        }
    }

    private sealed class Entered(UploadGate gate, string person) : IDisposable
    {
        private int isOut;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOut, 1) == 0)
            {
                gate.Leave(person);
            }
        }
    }
}
