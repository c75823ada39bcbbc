using System.Globalization;
using Ecluse.Samples.Megabus;
using Ecluse.Samples.Rows;

namespace Ecluse.Samples;

/// <summary>
/// Known values in every field of some sample patients: the dye test searches for them wherever Écluse writes
/// (rule 12 of the lock). Each is long, distinctive, and where the field takes words, accented.
/// </summary>
public static class SampleDyes
{
    /// <summary>
    /// Columns that no rule of the profile reads: portal credentials, free zones, and copies of prescriber, sampler and
    /// insurer in each row.
    /// </summary>
    private static readonly HashSet<string> NeverMapped =
    [
        "IDENT_SR", "PM", "ZONE_LIBRE_1", "ZONE_LIBRE_2", "ZONE_LIBRE_3", "PRESNOM", "PRESPRE", "PRESADR", "PRESVIL",
        "PRESMEL", "PRELNOM", "PRELPRE", "PRELADR", "TPNOM", "TPADR",
    ];

    private static readonly string[] Pigments =
        ["Écarlate", "Céruléen", "Œillet", "Réséda", "Garançât", "Indigoïde", "Vermeillôn", "Ocré", "Çafrané", "Sépiaë"];

    /// <summary>Every dye of a laboratory, in the source's own tables.</summary>
    public static IReadOnlyList<SampleDye> All(SampleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var dyes = new List<SampleDye>();
        for (var i = 0; i < options.Dyed; i++)
        {
            var patient = FirstDyed + i;
            foreach (var table in MegabusSchema.All)
            {
                dyes.AddRange(table.Columns
                    .Where(column => column.Dye != DyeKind.None)
                    .Select(column => new SampleDye(table.Name, column.Name, patient, Value(patient, table, column), !NeverMapped.Contains(column.Name))));
            }

            var person = Person.Of(options, patient, PatientCase.Dyed);
            dyes.Add(new("FICPAT", "NIR", patient, person.Nir, IsMapped: true));
            dyes.Add(new("FICPAT", "INSMAT", patient, person.Nir + person.NirKey, IsMapped: true));
            dyes.AddRange(new[] { person.Phone, person.Mobile }
                .Where(phone => phone.Length > 0)
                .Select(phone => new SampleDye("FICPAT", phone == person.Phone ? "TEL" : "PORT", patient, phone, IsMapped: true)));
            dyes.Add(new("FICDOC", "CONTENU", patient, InDocument(patient), IsMapped: true));
        }

        return dyes;
    }

    /// <summary>Index of the first dyed patient; the two before are twins.</summary>
    internal const int FirstDyed = 2;

    /// <summary>What the signed report of a dyed patient says.</summary>
    internal static string InDocument(int patient) => $"Teinture{Letters((patient * 7919) + 13)}DuCompteRendu";

    /// <summary>The dye of one column.</summary>
    internal static string Value(int patient, SampleTable table, SampleColumn column)
    {
        var number = Number(patient, table, column);
        var letters = Letters(number);
        var text = column.Dye switch
        {
            DyeKind.Token or DyeKind.SerialToken =>
                $"Q{letters.ToUpperInvariant()}{(number % 10).ToString(CultureInfo.InvariantCulture)}",
            DyeKind.SerialDigits => (700_000_000 + (number % 99_999_999)).ToString(CultureInfo.InvariantCulture),
            DyeKind.Mail => $"teinture.{letters.ToLowerInvariant()}@example.org",
            DyeKind.Number => string.Create(CultureInfo.InvariantCulture, $"{70000 + (number % 29999)},{(number / 29999) + 10000}"),
            _ => $"{Pigments[number % Pigments.Length]}-{letters}é",
        };
        return text.Length <= column.Length
            ? text
            : throw new InvalidOperationException($"{table.Name}.{column.Name} is too short for a dye.");
    }

    private static int Number(int patient, SampleTable table, SampleColumn column)
    {
        unchecked
        {
            var hash = 2166136261u;
            foreach (var character in $"{table.Name}.{column.Name}.{patient}")
            {
                hash = (hash ^ character) * 16777619u;
            }

            return (int)((hash ^ (hash >> 15)) & 0x3FFFFFFF);
        }
    }

    private static string Letters(int number) => string.Create(8, number, (text, value) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            // Consonants only: no word of a language, no name of the generator can contain eight of them.
            text[i] = "bcdfghjklmnpqrstvwxz"[value % 20];
            value = (value / 20) + (i * 3);
        }

        text[0] = char.ToUpperInvariant(text[0]);
    });
}

/// <summary>One known value.</summary>
/// <param name="Table">Table of the source.</param>
/// <param name="Column">Column of the source.</param>
/// <param name="Patient">Index of the patient, from 0; his number in the source is <see cref="SampleLaboratory.PatientNumber"/>.</param>
/// <param name="Value">The text, as people read it; a number that must be unique continues with one character more.</param>
/// <param name="IsMapped">Whether the old system's profile reads the column; else its value never leaves the engine.</param>
public sealed record SampleDye(string Table, string Column, int Patient, string Value, bool IsMapped);
