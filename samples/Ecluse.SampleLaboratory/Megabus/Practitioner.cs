using System.Globalization;
using Ecluse.Samples.Chance;
using Ecluse.Samples.People;

namespace Ecluse.Samples.Megabus;

/// <summary>An invented prescriber, sampler or biologist.</summary>
internal sealed record Practitioner(
    string Code, string Rpps, string Family, string Given, string Title, string Role, string Speciality,
    string Street, string PostalCode, string Town, string Phone, string Mail, bool Active)
{
    private const ulong Stream = 1UL << 40;

    private static readonly string[] Specialities =
        ["Médecine générale", "Gynécologie", "Pédiatrie", "Cardiologie", "Néphrologie", "Gériatrie"];

    /// <summary>The practitioner of that index: biologists first, then samplers, then prescribers.</summary>
    public static Practitioner Of(SampleOptions options, int index)
    {
        var chance = new SeededSequence(options.Seed, Stream + (ulong)index);
        var woman = chance.Chance(500);
        var role = index < Biologists ? "BIO" : index < Biologists + Samplers ? "PREL" : "MED";
        var town = chance.Below(60);
        return new Practitioner(
            "P" + (index + 1).ToString("000000", CultureInfo.InvariantCulture),
            role == "PREL" ? "" : "99" + (index + 1).ToString("000000000", CultureInfo.InvariantCulture),
            Names.Family(ref chance),
            chance.Pick(woman ? Names.Women : Names.Men),
            role == "PREL" ? (woman ? "MME" : "M") : "DR",
            role,
            role switch { "MED" => chance.Pick(Specialities), "BIO" => "Biologie médicale", _ => "Soins infirmiers" },
            Names.Street(ref chance),
            (35990 + town).ToString(CultureInfo.InvariantCulture),
            Names.Town(town),
            Contact.Phone(ref chance),
            chance.Chance(600) ? Contact.Mail(ref chance, "cabinet") : "",
            chance.Chance(940));
    }

    /// <summary>Biologists of the laboratory.</summary>
    public const int Biologists = 4;

    /// <summary>People who take samples.</summary>
    public const int Samplers = 6;
}
