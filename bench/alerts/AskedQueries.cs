using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ecluse.Bench;

/// <summary>Counts what is asked of one state, whichever thread asks.</summary>
/// <param name="folder">The state's folder.</param>
internal sealed class AskedQueries(string folder) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> listening = [];
    private int count;

    /// <summary>How many so far.</summary>
    public int Count
    {
        get => Volatile.Read(ref count);
        set => Volatile.Write(ref count, value);
    }

    /// <inheritdoc/>
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            listening.Add(value.Subscribe(this));
        }
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData command && command.Command.Connection?.ConnectionString.Contains(folder, StringComparison.Ordinal) == true
            && command.Command.CommandText.Contains("SELECT", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref count);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => listening.ForEach(one => one.Dispose());
}
