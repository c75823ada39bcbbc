using System.Globalization;
using Ecluse.Samples.Chance;
using Ecluse.Samples.People;
using Ecluse.Samples.Rows;

namespace Ecluse.Samples.Megabus;

/// <summary>Writes the rows of one patient: the patient, what covers him, then order after order.</summary>
internal sealed class PatientRows(SampleOptions options, SampleDirectory directory, RowWriter rows)
{
    private readonly OrderRows orders = new(options, directory, rows);

    /// <summary>Writes every row of the patient of that index.</summary>
    public void Write(int index, PatientCase special)
    {
        var person = Person.Of(options, index, special);
        var chance = new SeededSequence(options.Seed, (3UL << 40) + (ulong)index);
        var visits = Visits.Of(options, person, ref chance);
        var prescriber = directory.Prescriber(ref chance);
        var sampler = directory.Sampler(ref chance);
        var insurer = chance.Chance(850) ? directory.Insurer(ref chance) : null;

        rows.Dyed = special == PatientCase.Dyed ? index : -1;
        WritePatient(person, visits, prescriber, sampler, insurer, ref chance);
        if (insurer is not null)
        {
            WriteCoverage(person, insurer, ref chance);
        }

        for (var i = 0; i < visits.Days.Length; i++)
        {
            orders.Write(person, i, visits.Days[i], prescriber, ref chance);
        }

        rows.Dyed = -1;
    }

    private void WritePatient(
        Person person, Visits visits, Practitioner prescriber, Practitioner sampler, Organisation? insurer,
        ref SeededSequence chance)
    {
        var portal = person.HasPortal;
        var qualified = person.InsStatus != 'P';
        rows.Row(MegabusSchema.Patients)
            .Add(SampleLaboratory.PatientNumber(person.Index)).Add(Number(person)).Add(person.Family)
            .Add(person.BirthName).Add(person.Given).Add(person.Title).Add(Sex(person)).Add(person.Born)
            .Add(person.Rank).Add(person.BirthPlace).Add(person.BirthTown).Add(person.Deceased).Add(person.Nir)
            .Add(person.NirKey).Add(qualified ? person.Nir + person.NirKey : "")
            .Add(qualified ? SocialNumber.TestOid : "").Add(person.InsStatus.ToString()).Add(person.Street)
            .Add(person.Street2).Add(person.PostalCode).Add(person.Town).Add("FRA").Add(person.Phone)
            .Add(person.Mobile).Add(person.Mail).Add(visits.Last)
            .Add(chance.Chance(200) ? chance.Pick(Remarks.P) : "").Add(chance.Chance(150) ? chance.Pick(Remarks.D) : "")
            .Add(portal ? person.Login : "").Add(portal ? person.Password : "")
            .Add(chance.Chance(60) ? "SMS accepté" : "").Add(chance.Chance(20) ? "Carte périmée, à revoir" : "")
            .Add(portal ? person.Password : "")
            .Add(prescriber.Code).Add(prescriber.Family).Add(prescriber.Given).Add(prescriber.Street)
            .Add(prescriber.PostalCode).Add(prescriber.Town).Add(prescriber.Phone).Add(prescriber.Mail)
            .Add(sampler.Code).Add(sampler.Family).Add(sampler.Given).Add(sampler.Street).Add(sampler.Phone)
            .Add(insurer?.Code).Add(insurer?.Name).Add(insurer?.Street).Add(insurer?.Phone)
            .Add(LabDays.Number(LabDays.FirstDay.AddDays(chance.Below(900)))).Add(visits.Last)
            .End();
    }

    private void WriteCoverage(Person person, Organisation insurer, ref SeededSequence chance)
    {
        var from = LabDays.FirstDay.AddDays(chance.Below(1000));
        rows.Row(MegabusSchema.Coverages)
            .Add(person.Index + 1L).Add(SampleLaboratory.PatientNumber(person.Index)).Add(insurer.Code)
            .Add(chance.Chance(120) ? "AC" : "RG").Add("M" + chance.Between(1_000_000, 9_999_999).ToString(CultureInfo.InvariantCulture))
            .Add(LabDays.Number(from)).Add(chance.Chance(400) ? LabDays.Number(from.AddDays(365)) : 0)
            .End();
    }

    private static string Sex(Person person) =>
        person.Case == PatientCase.WithoutSex ? "" : person.Man ? "1" : "2";

    private static string Number(Person person) =>
        "L" + (person.Case == PatientCase.SharedNumber ? 0 : person.Index).ToString("0000000", CultureInfo.InvariantCulture);
}
