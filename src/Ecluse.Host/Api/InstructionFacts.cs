using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Storage.Instructions;

namespace Ecluse.Host.Api;

/// <summary>What an instruction lists, told in one language: counts of the patients whom it names by key, and never the keys.</summary>
internal sealed record InstructionFacts(
    string Number, string Sha256, string Contract, string Purpose, InstructionEnvironment Environment, string TimeZone, Endpoint Source, Endpoint Target,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Records, IReadOnlyList<FreeTextField> FreeText, InstructionBounds Bounds, ExpectedPatients Expected,
    DateTimeOffset EraseBy, Fate Fate, bool Inspect, bool Trial, string? Signatory, long? Entry, IReadOnlyList<ToldReason> Reasons)
{
    public static InstructionFacts Of(Instruction instruction, StoredInstruction? stored, IReadOnlyList<ContractReason> reasons, Language language)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        var (scope, patients) = (instruction.Scope, instruction.Scope.Patients);
        return new(
            instruction.Number, instruction.Sha256, instruction.Contract, instruction.Purpose, instruction.Environment, instruction.TimeZone.Id,
            instruction.Source, instruction.Target, scope.Fields, instruction.FreeText,
            new InstructionBounds(patients.LastVisitOnOrAfter, patients.Keys?.Count, scope.Orders, scope.Undated), instruction.Expected,
            instruction.EraseBy, instruction.Fate, scope.Inspect, instruction.IsTrial, stored?.Signatory, stored?.Entry,
            [.. reasons.Select(one => new ToldReason(one.Code, one.Reason.In(language)))]);
    }
}

/// <summary>Which patients and orders pass.</summary>
internal sealed record InstructionBounds(DateOnly? LastVisitOnOrAfter, int? Keys, OrderBounds? Orders, UndatedRule Undated);
