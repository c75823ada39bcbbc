using System.Globalization;

namespace Ecluse.Samples.People;

/// <summary>
/// NIR-shaped numbers that nobody bears: right in shape and key, with a commune numbered from 990, where no department
/// numbers a commune (overseas departments: from 90).
/// </summary>
internal static class SocialNumber
{
    /// <summary>OID of INS test matricules: production systems refuse it.</summary>
    public const string TestOid = "1.2.250.1.213.1.4.10";

    private static readonly string[] Departments =
    [
        "14", "18", "22", "27", "28", "29", "35", "36", "37", "41", "45", "50", "56", "61", "75", "76", "2A", "2B",
        "971", "974",
    ];

    /// <summary>Number of departments that <see cref="BirthPlace"/> knows.</summary>
    public static int DepartmentCount => Departments.Length;

    /// <summary>INSEE code of an invented place of birth: five characters.</summary>
    public static string BirthPlace(int department, int commune)
    {
        var code = Departments[department];
        return code.Length == 2
            ? string.Create(CultureInfo.InvariantCulture, $"{code}{990 + (commune % 10)}")
            : string.Create(CultureInfo.InvariantCulture, $"{code}{90 + (commune % 10)}");
    }

    /// <summary>The 13 characters of a number.</summary>
    /// <param name="man">Whether the number is a man's.</param>
    /// <param name="born">Date of birth.</param>
    /// <param name="place">INSEE code of the place.</param>
    /// <param name="rank">Number of the birth in its month and place, from 1 to 999.</param>
    public static string Body(bool man, DateOnly born, string place, int rank) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(man ? 1 : 2)}{born.Year % 100:00}{born.Month:00}{place}{rank:000}");

    /// <summary>The key: 97 − (number mod 97), with 2A read as 19 and 2B as 18.</summary>
    public static string Key(string body)
    {
        var digits = body.Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal);
        var key = 97 - (long.Parse(digits, CultureInfo.InvariantCulture) % 97);
        return key.ToString("00", CultureInfo.InvariantCulture);
    }
}
