namespace Ecluse.Bench;

/// <summary>
/// What an engineer without Écluse would do at best: take out, compress, seal; open, decompress, put in. It maps, filters,
/// checks and erases nothing.
/// </summary>
internal interface IRawChain
{
    /// <summary>Both legs, one after the other, in a throw-away folder.</summary>
    Task<MeasuredRun> RunAsync();
}
