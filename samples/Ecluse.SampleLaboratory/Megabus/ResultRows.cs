using System.Globalization;
using Ecluse.Samples.Chance;
using Ecluse.Samples.Rows;

namespace Ecluse.Samples.Megabus;

/// <summary>Writes the results of an order: numbers, codes, texts, cultures, groups, and their earlier versions.</summary>
internal sealed class ResultRows(RowWriter rows)
{
    private OrderToWrite order = null!;
    private int rank;

    /// <summary>Writes the results of the tests asked for.</summary>
    public void Write(OrderToWrite of, List<LabTest> asked, ref SeededSequence chance)
    {
        order = of;
        rank = 0;
        foreach (var test in asked)
        {
            switch (test.Kind)
            {
                case 'N': WriteNumber(test, ref chance); break;
                case 'B': WriteCulture(ref chance); break;
                case 'G': WriteGroup(test, ref chance); break;
                case 'A': WriteAntibodies(test, ref chance); break;
                case 'T': Write(new Result(test, Text: chance.Pick(Remarks.Smears)), ref chance); break;
                default: Write(new Result(test, Code: Serology(ref chance)), ref chance); break;
            }
        }
    }

    private void WriteNumber(LabTest test, ref SeededSequence chance)
    {
        var result = Draw(test, ref chance);
        if (order.State == 'V' && chance.Chance(15))
        {
            var before = Write(result, ref chance);
            Write(Draw(test, ref chance) with { Version = 2, Replaces = before, State = 'C' }, ref chance);
            return;
        }

        Write(result, ref chance);
    }

    private static Result Draw(LabTest test, ref SeededSequence chance)
    {
        // The sum of three draws lies mostly within the range and sometimes well outside it.
        var width = Math.Max(test.High - test.Low, 1);
        var value = test.Low - (width / 2) + ((chance.Below(width * 2) + chance.Below(width * 2) + chance.Below(width * 2)) / 3);
        if (test.Low == 0 && value <= width / 8)
        {
            return new Result(test, Written: "<" + Decimal(Math.Max(width / 8, 1), test.Decimals));
        }

        value = Math.Max(value, 1);
        var flag = value > test.High * 3 / 2 ? "HH" : value > test.High ? "H" : value < test.Low ? "L" : "";
        return new Result(test, Written: Decimal(value, test.Decimals), Flag: flag);
    }

    private void WriteCulture(ref SeededSequence chance)
    {
        var positive = chance.Chance(400);
        var culture = Write(new Result(Catalogue.Culture, Code: positive ? "CPOS" : "STER"), ref chance);
        for (var i = positive ? chance.Between(1, 2) : 0; i > 0; i--)
        {
            var germ = chance.Below(3) switch { 0 => "ECOLI", 1 => "KLPN", _ => "ENFA" };
            var isolate = Write(new Result(Catalogue.Isolate, Code: germ, Parent: culture), ref chance);
            foreach (var antibiotic in Catalogue.Antibiotics)
            {
                var written = chance.Below(3) switch { 0 => "<=0,50", 1 => ">32,00", _ => Decimal(chance.Between(51, 3199), 2) };
                Write(new Result(antibiotic, written, Flag: "SSSIR"[chance.Below(5)].ToString(), Parent: isolate), ref chance);
            }
        }
    }

    /// <summary>Two determinations of each group, as the rules of transfusion want them.</summary>
    private void WriteGroup(LabTest test, ref SeededSequence chance)
    {
        var code = test == Catalogue.Rhesus
            ? chance.Chance(850) ? "RHPOS" : "RHNEG"
            : chance.Below(20) switch { < 9 => "A", < 17 => "O", < 19 => "B", _ => "AB" };
        Write(new Result(test, Code: code, Determination: 1), ref chance);
        Write(new Result(test, Code: code, Determination: 2), ref chance);
    }

    private void WriteAntibodies(LabTest test, ref SeededSequence chance)
    {
        var found = chance.Chance(60);
        Write(new Result(test, Code: found ? "POS" : "NEG", Text: found ? "Anti-D (RH1), titre 1/16" : ""), ref chance);
    }

    private long Write(Result result, ref SeededSequence chance)
    {
        var number = order.Result(rank++);
        var test = result.Test;
        var cancelled = order.State == 'A';
        var final = order.State == 'V';
        var hour = order.At(120 + (result.Version * 30));
        var comment = rank == 1 && order.LongComment ? Remarks.Long
            : cancelled ? "Annulé : tube non conforme"
            : chance.Chance(25) ? chance.Pick(Remarks.Results) : "";
        rows.Row(MegabusSchema.Results)
            .Add(number).Add(order.Patient).Add(order.Number).Add(order.Specimen(test.Specimen)).Add(test.Code)
            .Add(test.Label).Add(test.Kind.ToString()).Add(cancelled ? "" : result.Written)
            .Add(cancelled ? "" : result.Code).Add(cancelled ? "" : result.Text).Add(test.Unit)
            .Add(test.High > 0 && test.Low > 0 ? Decimal(test.Low, test.Decimals) : "")
            .Add(test.High > 0 ? Decimal(test.High, test.Decimals) : "")
            .Add(test.Kind == 'C' ? "Négatif attendu" : "").Add(cancelled ? "" : result.Flag).Add(test.Method)
            .Add(result.Version).Add(result.Replaces).Add(result.Parent).Add(result.Determination)
            .Add(cancelled ? "A" : final ? result.State.ToString() : "P").Add(order.Day).Add(hour)
            .Add(final ? order.Day : 0).Add(final ? order.At(165 + (result.Version * 30)) : 0).Add(final ? order.Biologist : "")
            .Add(comment)
            .End();
        return number;
    }

    private static string Serology(ref SeededSequence chance) =>
        chance.Below(50) switch { 0 => "POS", 1 => "DOU", < 10 => "IMM", _ => "NEG" };

    /// <summary>A number with its decimals and a comma, as it is printed: trailing zeros are kept.</summary>
    private static string Decimal(int value, int decimals)
    {
        if (decimals == 0)
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        return decimals == 1
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 10},{value % 10}")
            : string.Create(CultureInfo.InvariantCulture, $"{value / 100},{value % 100:00}");
    }

    /// <summary>One result to write.</summary>
    private sealed record Result(
        LabTest Test, string Written = "", string Code = "", string Text = "", string Flag = "", long Parent = 0,
        int Version = 1, long Replaces = 0, int Determination = 1, char State = 'F');
}
