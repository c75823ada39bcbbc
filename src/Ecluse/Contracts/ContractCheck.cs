using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>
/// Asks of a contract record what GDPR art. 28 asks of a contract: each point there, each with something concrete, and in
/// force at an instant (rule 1 of the lock). Signatures are <see cref="SignedContract"/>'s question.
/// </summary>
public static class ContractCheck
{
    /// <summary>Checks a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="at">The instant asked about.</param>
    /// <returns>Every point with its state, and each reason for which the contract is not in force.</returns>
    public static ContractVerdict Run(ContractRecord record, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<ContractFinding> findings =
        [
            .. record.Basis == ContractBasis.Own ? OwnPoints(record) : EuClauses.Points(record),
            .. RecordPoints.Of(record),
        ];
        List<ContractReason> reasons =
        [
            .. findings.Where(finding => finding.State != FindingState.Present).Select(ReasonOf),
            .. DateReasons(record, at),
            .. HostingReasons(record, at),
            .. KeyRules.Reasons(record),
        ];
        return new ContractVerdict(at, findings, reasons);
    }

    internal static ContractFinding Finding(
        string id, Text title, string source, bool anythingThere, IEnumerable<(string Item, Text? Fault)> items)
    {
        var faults = items.Where(item => item.Fault is not null).ToList();
        var state = faults.Count == 0 ? FindingState.Present
            : anythingThere ? FindingState.NotConcrete : FindingState.Absent;
        return new ContractFinding(id, title, source, state, new(Told(faults, english: true), Told(faults, english: false)));
    }

    // Items that lack the same thing are told together: "name, address: nothing is written".
    private static string Told(List<(string Item, Text? Fault)> faults, bool english) => string.Join(
        english ? "; " : "\u00A0; ",
        faults.GroupBy(fault => english ? fault.Fault!.Value.English : fault.Fault!.Value.French).Select(group =>
            string.Join(", ", group.Select(fault => fault.Item.Replace("|", english ? " or " : " ou ", StringComparison.Ordinal)).Distinct())
            + (english ? ": " : "\u00A0: ") + group.Key));

    private static IEnumerable<ContractFinding> OwnPoints(ContractRecord record) =>
        ContractPoint.All.Select(point => OwnPoint(point, record.Tree.Mapping(point.Section)?.Mapping(point.Id)));

    // The sentence may repeat the Regulation as long as a concrete item stands beside it; it may not be missing.
    private static ContractFinding OwnPoint(ContractPoint point, DocumentMapping? node)
    {
        var sentence = node?.Text("text");
        var anything = !Concrete.IsBlank(sentence)
            || point.Items.Any(item => item.Name.Split('|').Any(name => node?.Find(name) is not null));
        var sentenceFault = Concrete.Fault(sentence) is { } fault && !RegulationText.Restates(sentence ?? "")
            ? fault
            : (Text?)null;
        return Finding(
            point.Id, point.Title, point.Source, anything,
            [("text", sentenceFault), .. point.Items.Select(item => (item.Name, Concrete.Fault(node, item)))]);
    }

    private static ContractReason ReasonOf(ContractFinding finding) => finding.State == FindingState.Absent
        ? new("CONTRACT-101", new(
            $"{finding.Title.English} ({finding.Source}) is absent.",
            $"{finding.Title.French} ({finding.SourceIn(Language.French)}) : absent."))
        : new("CONTRACT-102", new(
            $"{finding.Title.English} ({finding.Source}) is not concrete: {finding.Why.English}.",
            $"{finding.Title.French} ({finding.SourceIn(Language.French)}) : pas concret : {finding.Why.French}."));

    private static IEnumerable<ContractReason> DateReasons(ContractRecord record, DateTimeOffset at)
    {
        if (record.From is { } from && at < from)
        {
            yield return new("CONTRACT-103", new(
                $"The contract is not yet in force: it begins on {from:yyyy-MM-dd HH:mm zzz}.",
                $"Le contrat n’est pas encore en vigueur : il commence le {from:yyyy-MM-dd HH:mm zzz}."));
        }

        if (record.Until is { } until && at >= until)
        {
            yield return new("CONTRACT-104", new(
                $"The contract has expired: it ended on {until:yyyy-MM-dd HH:mm zzz}.",
                $"Le contrat a expiré : il a pris fin le {until:yyyy-MM-dd HH:mm zzz}."));
        }
    }

    private static IEnumerable<ContractReason> HostingReasons(ContractRecord record, DateTimeOffset at)
    {
        var written = record.Tree.Mapping("hosting")?.Mapping("hds")?.Text("expires");
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", out var day) && DateOnly.FromDateTime(at.UtcDateTime) > day)
        {
            yield return new("CONTRACT-111", new(
                $"The health data hosting certificate expired on {day:yyyy-MM-dd}.",
                $"Le certificat d’hébergement de données de santé a expiré le {day:yyyy-MM-dd}."));
        }
    }
}
