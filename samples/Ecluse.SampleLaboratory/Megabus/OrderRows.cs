using System.Globalization;
using Ecluse.Samples.Chance;
using Ecluse.Samples.Rows;

namespace Ecluse.Samples.Megabus;

/// <summary>Writes one order with its specimens, its results, its report and its document.</summary>
internal sealed class OrderRows(SampleOptions options, SampleDirectory directory, RowWriter rows)
{
    private readonly ResultRows results = new(rows);
    private readonly List<LabTest> asked = [];

    /// <summary>Writes the order number <paramref name="rank"/> of a patient.</summary>
    public void Write(Person person, int rank, DateOnly? day, Practitioner prescriber, ref SeededSequence chance)
    {
        Ask(ref chance);
        if (person.Case == PatientCase.Dyed && !asked.Contains(Catalogue.Smear))
        {
            asked.AddRange([Catalogue.Smear, Catalogue.Chemistry[0]]);
        }

        var biologist = directory.Biologist(ref chance);
        var order = new OrderToWrite(
            SampleLaboratory.OrderNumber(person.Index, rank),
            SampleLaboratory.PatientNumber(person.Index),
            day is { } known ? LabDays.Number(known) : Visits.Undated(person.Index),
            LabDays.Hour(ref chance, 16),
            day is null ? 'V' : StateOf(day.Value, ref chance),
            biologist.Code,
            rank == 0 && person.Case == PatientCase.LongComment);
        var used = chance.Chance(800) ? prescriber : directory.Prescriber(ref chance);
        WriteOrder(order, used, ref chance);
        WriteSpecimens(order, ref chance);
        results.Write(order, asked, ref chance);
        if (order.State == 'V')
        {
            WriteReport(order, person, ref chance);
        }
    }

    /// <summary>Writes an order of a patient who does not exist.</summary>
    public void WriteOrphan(int number, ref SeededSequence chance)
    {
        var order = new OrderToWrite(
            SampleLaboratory.OrderNumber(options.Patients + number, 0),
            SampleLaboratory.PatientNumber(options.Patients + 50_000 + number),
            LabDays.Number(LabDays.LastDay), 900, 'V', directory.Biologist(ref chance).Code, false);
        asked.Clear();
        asked.AddRange(Catalogue.Lipids);
        WriteOrder(order, directory.Prescriber(ref chance), ref chance);
        WriteSpecimens(order, ref chance);
        results.Write(order, asked, ref chance);
    }

    private void WriteOrder(OrderToWrite order, Practitioner prescriber, ref SeededSequence chance) =>
        rows.Row(MegabusSchema.Orders)
            .Add(order.Number).Add(order.Patient).AddText(order.Number).Add(order.Day).Add(order.At(0)).Add(order.Day)
            .Add(order.At(35)).Add(chance.Chance(60) ? "U" : "N").Add(order.State.ToString())
            .Add(prescriber.Code).Add(prescriber.Family).Add(prescriber.Given).Add(prescriber.Phone)
            .Add(chance.Chance(180) ? directory.Ward(ref chance).Code : "")
            .Add(chance.Chance(300) ? chance.Pick(Remarks.Reasons) : "")
            .Add(HasComment(order.Number, ref chance) ? chance.Pick(Remarks.Orders) : "").Add(order.Day)
            .End();

    /// <summary>The first order of the first twin never has a comment, that of the second always: one can be mistaken for the other.</summary>
    private static bool HasComment(long order, ref SeededSequence chance) =>
        chance.Chance(60) ? order != SampleLaboratory.OrderNumber(0, 0) : order == SampleLaboratory.OrderNumber(1, 0);

    private void WriteSpecimens(OrderToWrite order, ref SeededSequence chance)
    {
        for (var nature = 0; nature < Catalogue.Specimens.Length; nature++)
        {
            var code = Catalogue.Specimens[nature].Code;
            if (!asked.Exists(test => test.Specimen == code))
            {
                continue;
            }

            var sampler = directory.Sampler(ref chance);
            var number = order.Specimen(code);
            rows.Row(MegabusSchema.Specimens)
                .Add(number).Add(order.Patient).Add(order.Number)
                .Add("T" + number.ToString(CultureInfo.InvariantCulture)).Add(code).Add(order.Day)
                .Add(order.At(10)).Add(order.Day).Add(order.At(40))
                .Add(sampler.Code).Add(sampler.Family).Add(chance.Chance(12) ? "N" : "O")
                .Add(chance.Chance(30) ? chance.Pick(Remarks.Specimens) : "")
                .End();
        }
    }

    private void WriteReport(OrderToWrite order, Person person, ref SeededSequence chance)
    {
        var hour = order.At(260);
        rows.Row(MegabusSchema.Reports)
            .Add(order.Number).Add(order.Patient).Add(order.Number)
            .Add("CR" + order.Number.ToString(CultureInfo.InvariantCulture)).Add("Compte rendu de biologie médicale")
            .Add("V").Add(order.Day).Add(hour).Add(order.Biologist)
            .Add(chance.Chance(250) ? chance.Pick(Remarks.Conclusions) : "")
            .End();
        if (options.Documents && (chance.Chance(250) || person.Case == PatientCase.Dyed))
        {
            rows.Row(MegabusSchema.Documents)
                .Add(order.Number).Add(order.Patient).Add(order.Number).Add(order.Number).Add("Compte rendu signé").Add("PDF")
                .Add(order.Day).Add(hour).Add(SignedReport.Of(order, person))
                .End();
        }
    }

    private void Ask(ref SeededSequence chance)
    {
        asked.Clear();
        Add(chance.Chance(450), Catalogue.BloodCount);
        Add(chance.Chance(300), Catalogue.Chemistry.AsSpan(0, chance.Between(3, Catalogue.Chemistry.Length)));
        Add(chance.Chance(150), Catalogue.Lipids);
        foreach (var single in Catalogue.Singles)
        {
            Add(chance.Chance(60), [single]);
        }

        foreach (var serology in Catalogue.Serologies)
        {
            Add(chance.Chance(20), [serology]);
        }

        Add(chance.Chance(20), [Catalogue.Smear]);
        Add(chance.Chance(35), [Catalogue.Culture]);
        Add(chance.Chance(25), [Catalogue.Abo, Catalogue.Rhesus, Catalogue.Antibodies]);
        Add(asked.Count == 0, Catalogue.Chemistry.AsSpan(0, 2));
    }

    private void Add(bool drawn, ReadOnlySpan<LabTest> tests)
    {
        if (drawn)
        {
            asked.AddRange(tests);
        }
    }

    /// <summary>V validated, P in part, A cancelled: what is in part belongs to the last days.</summary>
    private static char StateOf(DateOnly day, ref SeededSequence chance) =>
        chance.Chance(5) ? 'A' : day > LabDays.LastDay.AddDays(-20) && chance.Chance(300) ? 'P' : 'V';
}
