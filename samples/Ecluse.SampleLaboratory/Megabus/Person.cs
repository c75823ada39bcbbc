using Ecluse.Samples.Chance;
using Ecluse.Samples.People;

namespace Ecluse.Samples.Megabus;

/// <summary>An invented patient, the same each time he is asked for.</summary>
internal sealed record Person(
    int Index,
    PatientCase Case,
    bool Man,
    string Family,
    string BirthName,
    string Given,
    string Title,
    long Born,
    int Rank,
    string BirthPlace,
    string BirthTown,
    long Deceased,
    string Nir,
    string NirKey,
    char InsStatus,
    string Street,
    string Street2,
    string PostalCode,
    string Town,
    string Phone,
    string Mobile,
    string Mail,
    bool HasPortal,
    string Login,
    string Password)
{
    private static readonly DateOnly Oldest = new(1921, 1, 1);
    private static readonly DateOnly Youngest = new(2013, 12, 31);

    /// <summary>The patient of that index. A second twin shares all that twins share with the patient before.</summary>
    public static Person Of(SampleOptions options, int index, PatientCase special)
    {
        var twin = special == PatientCase.SecondTwin;
        var chance = new SeededSequence(options.Seed, (ulong)(twin ? index - 1 : index) * 2);
        var man = chance.Chance(430);
        var born = special is PatientCase.FirstTwin or PatientCase.SecondTwin
            ? LabDays.Day(ref chance, new(1950, 1, 1), Youngest)
            : LabDays.Day(ref chance, Oldest, Youngest);
        var birthName = Names.Family(ref chance);
        var married = !man && born.Year < 1995 && chance.Chance(550);
        var family = married ? Names.Family(ref chance) : birthName;
        var department = chance.Below(SocialNumber.DepartmentCount);
        var commune = chance.Below(10);
        var place = SocialNumber.BirthPlace(department, commune);
        var order = chance.Between(1, 998) + (twin ? 1 : 0);
        var street = Names.Street(ref chance);
        var town = chance.Below(60);

        // From here on a twin is a person of his own.
        var own = new SeededSequence(options.Seed, ((ulong)index * 2) + 1);
        var nir = SocialNumber.Body(man, born, place, order);
        var dyed = special == PatientCase.Dyed;
        var known = own.Chance(985) || dyed;
        return new Person(
            index,
            special,
            man,
            Marked(special, family),
            Marked(special, birthName),
            Names.Given(ref own, !man),
            TitleOf(ref own, man, married, born),
            BornAs(special, born),
            twin ? 2 : 1,
            place,
            Names.Town(100 + (department * 10) + commune),
            own.Chance(25) ? LabDays.Number(LabDays.LastDay.AddDays(-own.Below(300))) : 0,
            known ? nir : "",
            known ? SocialNumber.Key(nir) : "",
            dyed ? 'Q' : known ? "PPPRRVQQQQ"[own.Below(10)] : 'P',
            street,
            own.Chance(150) ? "Bâtiment B, 2e étage" : "",
            (35990 + town).ToString(System.Globalization.CultureInfo.InvariantCulture),
            Names.Town(town),
            own.Chance(700) ? Contact.Phone(ref own) : "",
            own.Chance(330) ? Contact.Mobile(ref own) : "",
            own.Chance(115) ? Contact.Mail(ref own, "patient") : "",
            own.Chance(60) || dyed,
            $"SR{index + 10_000_000}",
            Contact.Password(ref own));
    }

    private static string Marked(PatientCase special, string name) => special switch
    {
        PatientCase.LongName => name.PadRight(20, 'E')[..20] + "-DE-LA-ROCHE-AUX-F",
        PatientCase.Mojibake => Rows.Windows1252.Mangle(name.Length > 16 ? name[..16] + "É" : name + "É"),
        _ => name,
    };

    private static long BornAs(PatientCase special, DateOnly born) => special switch
    {
        PatientCase.ImpossibleBirth => (born.Year * 10000L) + 230,
        PatientCase.PartialBirth => born.Year * 10000L,
        _ => LabDays.Number(born),
    };

    private static string TitleOf(ref SeededSequence chance, bool man, bool married, DateOnly born) =>
        born.Year >= 2012 ? "BB"
        : born.Year >= 2004 ? "ENF"
        : man ? "M"
        : married || chance.Chance(700) ? "MME"
        : chance.Chance(20) ? "SOEUR" : "MLLE";
}
