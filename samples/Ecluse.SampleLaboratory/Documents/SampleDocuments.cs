using System.Globalization;
using System.Text;

namespace Ecluse.Samples.Documents;

/// <summary>
/// The contract record and the instruction of the sample laboratory. Every name is invented: laboratory
/// « Laboratoire des Trois-Rivières », vendor « Solvane Santé ».
/// </summary>
public static partial class SampleDocuments
{
    /// <summary>Number of the sample contract.</summary>
    public const string ContractNumber = "C-2026-001";

    /// <summary>Number of the sample instruction.</summary>
    public const string InstructionNumber = "I-2026-001";

    /// <summary>First day of the bound on last visits: the one of the real case.</summary>
    public static readonly DateOnly LastVisitOnOrAfter = new(2017, 5, 7);

    /// <summary>The record of the contract, UTF-8 YAML, complete; both parties still have to sign it.</summary>
    /// <param name="signers">Keys that stand in it.</param>
    /// <param name="from">First instant in force.</param>
    /// <param name="until">First instant not in force any more.</param>
    public static byte[] Contract(SampleSigners signers, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(signers);
        var signed = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(
            ContractHead(signed, Instant(from), Instant(until)) + ContractPoints(signed)
            + ContractTail(from) + Signatories(signers, Instant(from), Instant(until)));
    }

    /// <summary>The instruction, UTF-8 YAML; a signatory still has to sign it.</summary>
    /// <remarks>Comments P and D are not in the list, nor is the portal's login or password, which no list can hold.</remarks>
    public static byte[] Instruction(SampleInstruction sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var recipients = string.Concat(sample.Recipients.Select(one =>
            $"  - {{ recipient: {one.Recipient}, holder: \"{one.Holder}\", place: \"{one.Place}\", for: passage }}\n"));
        return Encoding.UTF8.GetBytes(InstructionHead(sample) + InstructionRecords + "recipients:\n" + recipients);
    }

    private static string Instant(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Signatories(SampleSigners signers, string from, string until)
    {
        var deputy = signers.Deputy is not { } key ? "" :
            $"""
              - id: biologiste
                name: Dr Karim Vasseur-Lemoine
                role: biologiste médical, suppléant
                key: {key.ToLine()}
                valid-from: {from}
                valid-until: {until}
                enrolled-by: controller

            """;
        var vendor = signers.ReceivingVendor is not { } other ? "  receiving-vendor: []\n" :
            $"  receiving-vendor:\n    - {{ holder: Orlane Systèmes, key: {other.ToLine()} }}\n";
        return $$"""
            signatories:
              - id: directrice
                name: Dr Hélène Aubrac-Nivel
                role: biologiste responsable
                key: {{signers.Director.ToLine()}}
                valid-from: {{from}}
                valid-until: {{until}}
                deputies: [{{(signers.Deputy is null ? "" : "biologiste")}}]
                enrolled-by: controller
                confirmation:
                  by: Maud Keravel (Solvane Santé)
                  with: Dr Hélène Aubrac-Nivel
                  on: {{from}}
                  how: telephone
                  fingerprint-read: {{signers.Director.Fingerprint}}
            {{deputy}}keys-known:
              processor:
                - { holder: Maud Keravel, key: {{signers.Processor.ToLine()}} }
            {{vendor}}withdrawn-keys: []

            """;
    }
}
