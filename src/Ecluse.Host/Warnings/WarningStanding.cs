using Ecluse.Host.Accounts;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;

namespace Ecluse.Host.Warnings;

/// <summary>A warning as somebody sees it: a controller's people see of others' answers and notices nothing.</summary>
/// <param name="Warning">The warning.</param>
/// <param name="Me">Who looks.</param>
/// <param name="Now">When.</param>
/// <param name="List">The controllers that it may concern; for the house's people.</param>
/// <param name="Concerns">What was answered for them.</param>
/// <param name="Notices">Notices made.</param>
/// <param name="Words">Sealed words; for handlers.</param>
/// <param name="Released">Words released to controllers; a controller's officers see their own.</param>
/// <param name="Kept">When words and warning are erased; null while it is open.</param>
internal sealed record WarningStanding(
    Warning Warning, Account Me, DateTimeOffset Now, IReadOnlyList<MayConcern> List, IReadOnlyList<WarningConcernRow> Concerns,
    IReadOnlyList<WarningNotice> Notices, IReadOnlyList<StoredWords> Words, IReadOnlyList<ReleasedWords> Released, WarningKept? Kept);
