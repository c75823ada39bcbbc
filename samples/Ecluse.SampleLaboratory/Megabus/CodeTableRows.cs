using Ecluse.Samples.Rows;

namespace Ecluse.Samples.Megabus;

/// <summary>Writes what belongs to no patient: practitioners, organisations and code tables.</summary>
internal sealed class CodeTableRows(RowWriter rows)
{
    /// <summary>Writes them all.</summary>
    public void Write(SampleDirectory directory)
    {
        foreach (var p in directory.Practitioners)
        {
            rows.Row(MegabusSchema.Practitioners).Add(p.Code).Add(p.Rpps).Add(p.Family).Add(p.Given).Add(p.Title)
                .Add(p.Role).Add(p.Speciality).Add(p.Street).Add(p.PostalCode).Add(p.Town).Add(p.Phone).Add(p.Mail)
                .Add(p.Active ? 1 : 0).End();
        }

        foreach (var o in directory.Organisations)
        {
            rows.Row(MegabusSchema.Organisations).Add(o.Code).Add(o.Kind).Add(o.Name).Add(o.Identifier).Add(o.Street)
                .Add(o.PostalCode).Add(o.Town).Add(o.Phone).Add(o.Mail).End();
        }

        WriteCatalogue();
    }

    private void WriteCatalogue()
    {
        foreach (var test in Catalogue.All)
        {
            rows.Row(MegabusSchema.Tests).Add(test.Code).Add(test.Label).Add(test.Loinc).Add(test.Unit)
                .Add(test.Specimen).Add(test.Kind.ToString()).End();
        }

        foreach (var unit in Catalogue.All.Where(test => test.Unit.Length > 0).DistinctBy(test => test.Unit))
        {
            rows.Row(MegabusSchema.Units).Add(unit.Unit).Add(unit.Ucum).End();
        }

        Pairs(MegabusSchema.Sexes, [("1", "Masculin"), ("2", "Féminin"), ("9", "Indéterminé")]);
        Pairs(MegabusSchema.SpecimenTypes, Catalogue.Specimens);
        Pairs(MegabusSchema.Answers, Catalogue.Answers);
    }

    private void Pairs(SampleTable table, IEnumerable<(string Code, string Label)> pairs)
    {
        foreach (var (code, label) in pairs)
        {
            rows.Row(table).Add(code).Add(label).End();
        }
    }
}
