using System.Globalization;
using Ecluse.Samples.Chance;

namespace Ecluse.Samples.People;

/// <summary>Ways to reach nobody: telephone numbers kept for fiction, and e-mail domains kept for examples.</summary>
internal static class Contact
{
    private static readonly string[] Domains = ["example.com", "example.net", "example.org", "courriel.example"];

    /// <summary>A landline kept for fiction, 01 99 00 xx xx.</summary>
    public static string Phone(ref SeededSequence chance) => Phone("01 99 00", chance.Below(10000));

    /// <summary>A mobile kept for fiction, 06 39 98 xx xx.</summary>
    public static string Mobile(ref SeededSequence chance) => Phone("06 39 98", chance.Below(10000));

    /// <summary>An address made of a number, under a domain kept for examples.</summary>
    public static string Mail(ref SeededSequence chance, string who) =>
        string.Create(CultureInfo.InvariantCulture, $"{who}.{chance.Below(100000)}@{chance.Pick(Domains)}");

    /// <summary>A password of a patient's results portal, as the leaked file held them: short, readable.</summary>
    public static string Password(ref SeededSequence chance)
    {
        const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789!?";
        return string.Create(10, chance, (text, sequence) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[sequence.Below(Letters.Length)];
            }

            text[3] = (char)('2' + sequence.Below(8));
            text[6] = '!';
        });
    }

    private static string Phone(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix} {number / 100:00} {number % 100:00}");
}
