using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Storage.Contracts;

namespace Ecluse.Host.Api;

/// <summary>A contract in a list.</summary>
internal sealed record ListedContract(
    string? Number, string Sha256, string? Controller, string? Processor, DateTimeOffset? From, DateTimeOffset? Until, bool InForce, long Entry)
{
    public static ListedContract Of(StoredContract stored, DateTimeOffset now)
    {
        var record = stored.Contract.Record;
        return new(record.Number, record.Sha256, record.Controller, record.Processor, record.From, record.Until, stored.Contract.Check(now).InForce, stored.Entry);
    }
}

/// <summary>A contract's record that was taken in.</summary>
internal sealed record KeptContract(string? Number, string Sha256, DateTimeOffset? From, DateTimeOffset? Until, long Entry)
{
    public static KeptContract Of(StoredContract stored)
    {
        var record = stored.Contract.Record;
        return new(record.Number, record.Sha256, record.From, record.Until, stored.Entry);
    }
}

/// <summary>A contract with its signatories, told in one language.</summary>
internal sealed record ContractFacts(
    string? Number, string Sha256, string? Controller, string? Processor, DateTimeOffset? From, DateTimeOffset? Until, bool InForce,
    IReadOnlyList<ToldReason> Reasons, IReadOnlyList<ShownSignatory> Signatories)
{
    public static ContractFacts Of(SignedContract contract, IReadOnlyList<KeyWithdrawal> withdrawn, DateTimeOffset now, Language language)
    {
        var (record, verdict) = (contract.Record, contract.Check(now));
        return new(
            record.Number, record.Sha256, record.Controller, record.Processor, record.From, record.Until, verdict.InForce,
            [.. verdict.Reasons.Select(one => new ToldReason(one.Code, one.Reason.In(language)))],
            [
                .. record.Signatories.Select(one => new ShownSignatory(
                    one.Id, one.Name, one.Role, one.Key?.Fingerprint, one.ValidFrom, one.ValidUntil, one.Deputies, one.IsConfirmed,
                    withdrawn.FirstOrDefault(row => row.Fingerprint == one.Key?.Fingerprint)?.FromCheckpoint)),
            ]);
    }
}

/// <summary>A reason against something.</summary>
internal sealed record ToldReason(string Code, string Reason);

/// <summary>Who signs for the laboratory.</summary>
internal sealed record ShownSignatory(
    string Id, string? Name, string? Role, string? Fingerprint, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, IReadOnlyList<string> Deputies,
    bool Confirmed, long? WithdrawnFrom);
