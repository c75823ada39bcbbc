using Ecluse.Fuzz.Targets;

namespace Ecluse.Fuzz;

/// <summary>Every target, in the order of the bytes' way in.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. AgeTargets.All,
        .. ParcelTargets.All,
        .. SignatureTargets.All,
        .. JournalTargets.All,
        .. DocumentTargets.All,
        .. ContractTargets.All,
        .. ProfileTargets.All,
        .. RecordTargets.All,
        .. SftpTargets.All,
        .. TusTargets.All,
    ];

    /// <summary>The target of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static FuzzTarget Named(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new KeyNotFoundException($"no target is called '{name}'; see: list");
}
