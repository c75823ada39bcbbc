using System.Globalization;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <content>Why a row stays: each reason as one condition, with the number under which it is counted.</content>
internal sealed partial class PassingSql
{
    /// <summary>
    /// Whether the row passes: none of the reasons to stay holds. Each stands alone, so that the engine asks those of the
    /// patient once for a patient and not once for each of the patient's rows.
    /// </summary>
    private string Passes(ReadRule rule) => string.Concat(Cases(rule).Select(one => $" AND ({one.Stays}) IS NOT TRUE"));

    private List<(string Stays, string Reason)> Cases(ReadRule rule)
    {
        var cases = new List<(string Stays, string Reason)>();
        if (rule.Record != RecordType.Patient)
        {
            cases.Add(($"{PatientKeySql} IS NULL", Number(LeftReason.Orphan)));
            cases.AddRange(OrderOrphan(rule));
        }

        cases.AddRange(PatientCases());
        cases.AddRange(OrderCases(rule));
        if (scope.Patients.Except is { Count: > 0 })
        {
            cases.Add(($"{dialect.Trimmed(PatientKeySql)} IN {dialect.Elements("@except")}", Number(LeftReason.PatientLeftOutByTreatment)));
        }

        return cases;
    }

    private IEnumerable<(string Stays, string Reason)> PatientCases()
    {
        if (scope.Patients.LastVisitOnOrAfter is not null)
        {
            yield return Bounded(LastVisit(), "<", "@from", LeftReason.PatientUndated, LeftReason.PatientBeforeBound);
        }

        if (scope.Patients.Keys is not null)
        {
            yield return ($"{dialect.Trimmed(PatientKeySql)} NOT IN {dialect.Elements("@keys")}", Number(LeftReason.PatientNotInList));
        }
    }

    private string LastVisit()
    {
        var bound = profile.PatientDate ?? throw RelationalErrors.Lacks(profile.Name, "bounds: patient", "bounds: patient");
        if (bound.Column is { } column)
        {
            return dialect.IsoDate($"{dialect.Quote(PatientAlias)}.{dialect.Quote(column.Column.Name)}", column.Form);
        }

        var orders = profile.OrderRule!;
        var date = dialect.IsoDate(dialect.Column(profile.OrderDate!.Column), profile.OrderDate.Form);
        return $"(SELECT MAX({date}) {FromShared(orders)} AND {dialect.Column(orders.Patient!)} = {PatientKeySql})";
    }

    // The rule of orders is bounded by its own row; the others through the order that they name.
    private IEnumerable<(string Stays, string Reason)> OrderCases(ReadRule rule)
    {
        if (scope.Orders is null || (rule.Name != "order" && rule.Order.Count == 0))
        {
            yield break;
        }

        var bound = profile.OrderDate ?? throw RelationalErrors.Lacks(profile.Name, "bounds: order", "bounds: order");
        var date = rule.Name == "order"
            ? dialect.IsoDate(dialect.Column(bound.Column), bound.Form)
            : $"{dialect.Quote(OrderAlias)}.{dialect.Quote("d")}";
        var applies = rule.Name == "order" ? "1 = 1" : $"NOT {OrderIsEmpty(rule)}";
        if (scope.Orders.OnOrAfter is not null)
        {
            yield return Bounded(date, "<", "@orders_from", LeftReason.OrderUndated, LeftReason.OrderOutsideBounds, applies);
        }

        if (scope.Orders.Before is not null)
        {
            yield return Bounded(date, ">=", "@orders_before", LeftReason.OrderUndated, LeftReason.OrderOutsideBounds, applies);
        }
    }

    // The date is worked out once for a row that passes; only of a row that stays is it asked again why.
    private (string Stays, string Reason) Bounded(
        string date, string outside, string bound, LeftReason undated, LeftReason beyond, string? applies = null)
    {
        var also = applies is null ? "" : $"{applies} AND ";
        if (scope.Undated == UndatedRule.Pass)
        {
            return ($"{also}{date} {outside} {bound}", Number(beyond));
        }

        var absent = outside == "<" ? "''" : "'9999'";
        return (
            $"{also}COALESCE({date}, {absent}) {outside} {bound}",
            $"CASE WHEN {date} IS NULL THEN {Number(undated)} ELSE {Number(beyond)} END");
    }

    private IEnumerable<(string Stays, string Reason)> OrderOrphan(ReadRule rule)
    {
        if (rule.Name != "order" && rule.Order.Count > 0)
        {
            yield return (
                $"NOT {OrderIsEmpty(rule)} AND {dialect.Quote(OrderAlias)}.{dialect.Quote("p")} IS NULL", Number(LeftReason.Orphan));
        }
    }

    private static string Number(LeftReason reason) => ((int)reason).ToString(CultureInfo.InvariantCulture);
}
