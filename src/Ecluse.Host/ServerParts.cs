using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.PassagePages;
using Ecluse.Storage;

namespace Ecluse.Host;

/// <summary>What the server is built from: the same state and use cases as the command line, opened by it.</summary>
/// <param name="OpenState">Opens the state.</param>
/// <param name="AppendAsync">Journals an act in the state's transaction (rule 10).</param>
/// <param name="PassagesAsync">Every passage as its page shows it, newest first: counts, never a patient; in one language.</param>
/// <param name="Clock">What time it is.</param>
public sealed record ServerParts(
    Func<EcluseState> OpenState,
    Func<EcluseState, Act, CancellationToken, Task<long>> AppendAsync,
    Func<Language, CancellationToken, Task<IReadOnlyList<PassageView>>> PassagesAsync,
    TimeProvider Clock);
