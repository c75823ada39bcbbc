using Ecluse.Contracts;
using Ecluse.Writing;

namespace Ecluse.ContractPages;

/// <summary>A contract's check.</summary>
/// <param name="Number">Number of the contract.</param>
/// <param name="Laboratory">The laboratory: the controller.</param>
/// <param name="RecordSha256">SHA-256 of the record's exact bytes, lower-case hex.</param>
/// <param name="Verdict">What the check found.</param>
/// <param name="Zone">Time zone of the page.</param>
/// <param name="Said">What the record says of a point, by the point's id; null where the page tells states alone.</param>
public sealed record ContractView(
    string Number, string Laboratory, string RecordSha256, ContractVerdict Verdict, PageZone Zone,
    IReadOnlyDictionary<string, string>? Said = null);
