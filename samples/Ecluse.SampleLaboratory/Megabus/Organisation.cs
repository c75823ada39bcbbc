using System.Globalization;
using Ecluse.Samples.Chance;
using Ecluse.Samples.People;

namespace Ecluse.Samples.Megabus;

/// <summary>An invented insurer or ward.</summary>
internal sealed record Organisation(
    string Code, string Kind, string Name, string Identifier, string Street, string PostalCode, string Town,
    string Phone, string Mail)
{
    /// <summary>Insurers.</summary>
    public const int Insurers = 20;

    /// <summary>Wards of the invented hospital next door.</summary>
    public const int Wards = 6;

    private const ulong Stream = 2UL << 40;

    private static readonly string[] WardNames =
        ["Urgences", "Médecine A", "Maternité", "Réanimation", "Gériatrie", "Pédiatrie"];

    /// <summary>The organisation of that index: insurers first, then wards.</summary>
    public static Organisation Of(SampleOptions options, int index)
    {
        var chance = new SeededSequence(options.Seed, Stream + (ulong)index);
        var insurer = index < Insurers;
        var town = chance.Below(60);
        var number = (index + 1).ToString("0000", CultureInfo.InvariantCulture);
        return new Organisation(
            (insurer ? "TP" : "SER") + number,
            insurer ? "TPA" : "SER",
            insurer ? $"Mutuelle de {Names.Town(town)}" : $"{WardNames[index - Insurers]}, hôpital de l’Étang-Neuf",
            insurer ? "99999" + number : "",
            Names.Street(ref chance),
            (35990 + town).ToString(CultureInfo.InvariantCulture),
            Names.Town(town),
            Contact.Phone(ref chance),
            insurer ? Contact.Mail(ref chance, "mutuelle") : "");
    }
}
