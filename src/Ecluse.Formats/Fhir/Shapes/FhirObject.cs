using System.Text.Json;
using Ecluse.Records;

namespace Ecluse.Fhir.Shapes;

/// <summary>The shape of a JSON object: its members in the order in which they are written.</summary>
internal sealed class FhirObject
{
    private readonly FhirMember[] members;
    private readonly (byte[]? Constants, FhirMember? Member)[] steps;
    private readonly ulong required;
    private readonly byte[] opening;

    internal FhirObject(params FhirMember[] members)
    {
        this.members = members;
        steps = [.. Steps(members)];
        opening = [(byte)'{', .. steps[0].Constants is { } start ? start.AsSpan(1) : default];
        for (var i = 0; i < members.Length; i++)
        {
            Bits |= members[i].Bits;
            required |= members[i].IsAlways ? 1UL << i : 0;
        }

        IsAlways = members.All(member => member.Constant is not null) || members.Any(IsRequired);
        Constant = members.All(member => member.Constant is not null)
            ? [(byte)'{', .. steps[0].Constants!.AsSpan(1), (byte)'}']
            : null;
    }

    /// <summary>The brace and the constants with which it begins.</summary>
    internal byte[] Opening => opening;

    /// <summary>Its bytes where they never change; otherwise <see langword="null"/>.</summary>
    internal byte[]? Constant { get; }

    /// <summary>Bits of what it carries.</summary>
    internal ulong Bits { get; }

    /// <summary>Whether it is written even when it carries nothing.</summary>
    internal bool IsAlways { get; }

    /// <summary>When not 0: it is written only with one of these.</summary>
    internal ulong OnlyWith { get; init; }

    /// <summary>It is not written with any of these.</summary>
    internal ulong Unless { get; init; }

    /// <summary>Whether a record with these bits has it.</summary>
    internal bool IsWritten(ulong bits) => Allows(bits) && (IsAlways || HasMember(bits));

    /// <summary>Whether the conditions hold under which it may stand.</summary>
    internal bool Allows(ulong bits) => (bits & Unless) == 0 && (OnlyWith == 0 || (bits & OnlyWith) != 0);

    /// <summary>Writes the members.</summary>
    internal void Write(ref FhirOutput output, LabRecord record, ulong bits)
    {
        foreach (var (constants, member) in steps)
        {
            if (constants is not null)
            {
                output.Member(constants);
            }
            else if (member!.IsWritten(bits))
            {
                member.Write(ref output, record, bits);
            }
        }
    }

    /// <summary>Takes the members and the closing brace from a line as it is written.</summary>
    /// <returns><see langword="false"/> when the line must be read by the full reader.</returns>
    internal bool Match(ref FhirInput input, FhirReading reading)
    {
        var before = reading.Bits;
        foreach (var (constants, member) in steps)
        {
            if (!(constants is not null ? input.Member(constants) : member!.Match(ref input, reading)))
            {
                return false;
            }
        }

        if (OnlyWith != 0 || Unless != 0)
        {
            reading.CheckLater(this, 0);
        }

        return input.Close((byte)'}') && (IsAlways || ((reading.Bits ^ before) & Bits) != 0);
    }

    /// <summary>Reads an object; the reader stands on its opening brace, and at the end on its closing one.</summary>
    internal void Read(ref Utf8JsonReader reader, FhirReading reading)
    {
        var start = reader.TokenStartIndex;
        var before = reading.Bits;
        var seen = 0UL;
        var next = 0;
        FhirTokens.Next(ref reader);
        while (reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(ref reader, next, out var alternative);
            if ((seen & (1UL << index)) != 0)
            {
                throw new FhirFaultException(FhirFault.Twice, reader.TokenStartIndex);
            }

            seen |= 1UL << index;
            next = index + 1;
            ReadMember(ref reader, reading, members[index], alternative);
        }

        if ((seen & required) != required || (!IsAlways && ((reading.Bits ^ before) & Bits) == 0))
        {
            throw new FhirFaultException(FhirFault.Empty, start);
        }

        if (OnlyWith != 0 || Unless != 0)
        {
            reading.CheckLater(this, start);
        }
    }

    /// <summary>The constant text of the member that the reader names, or empty when there is none.</summary>
    internal ReadOnlySpan<byte> TokenOf(ref readonly Utf8JsonReader name)
    {
        foreach (var member in members)
        {
            if (name.ValueTextEquals(member.Name))
            {
                return member.Token;
            }
        }

        return default;
    }

    /// <summary>Every name that may stand in it, nested ones included.</summary>
    internal IEnumerable<FhirMember> Members => members;

    private static void ReadMember(
        ref Utf8JsonReader reader, FhirReading reading, FhirMember member, bool alternative)
    {
        FhirTokens.Next(ref reader);
        if (alternative)
        {
            member.ReadAlternative(ref reader, reading);
        }
        else
        {
            member.Read(ref reader, reading);
        }

        FhirTokens.Next(ref reader);
    }

    // Looks first where the next member stands in the order that we write.
    private int Find(ref Utf8JsonReader reader, int from, out bool alternative)
    {
        for (var i = 0; i < members.Length; i++)
        {
            var index = (from + i) % members.Length;
            var member = members[index];
            alternative = false;
            if (reader.ValueTextEquals(member.Name))
            {
                return index;
            }

            alternative = member.HasAlternative;
            if (alternative && reader.ValueTextEquals(member.AlternativeName))
            {
                return index;
            }
        }

        throw new FhirFaultException(FhirFault.Unknown, reader.TokenStartIndex);
    }

    private bool HasMember(ulong bits)
    {
        if ((bits & Bits) == 0)
        {
            return false;
        }

        foreach (var member in members)
        {
            if (member.Constant is null && member.IsWritten(bits))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRequired(FhirMember member) => member.IsAlways && member.Constant is null;

    private static IEnumerable<(byte[]? Constants, FhirMember? Member)> Steps(FhirMember[] members)
    {
        byte[] constants = [];
        foreach (var member in members)
        {
            if (member.Constant is { } constant)
            {
                constants = [.. constants, .. constant];
                continue;
            }

            if (constants.Length > 0)
            {
                yield return (constants, null);
                constants = [];
            }

            yield return (null, member);
        }

        if (constants.Length > 0)
        {
            yield return (constants, null);
        }
    }
}
