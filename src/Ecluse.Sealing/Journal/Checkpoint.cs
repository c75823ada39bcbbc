using System.Globalization;
using Ecluse.Signatures;

namespace Ecluse.Journal;

/// <summary>What a log promises at one moment: these entries, in this order, and no others before them.</summary>
/// <param name="Origin">Name of the log.</param>
/// <param name="Size">Entries in it.</param>
/// <param name="Root">Root of the tree over them, 32 bytes.</param>
/// <remarks>Source: c2sp.org/tlog-checkpoint. Extension lines are refused: this log writes none.</remarks>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>Reads a checkpoint and checks that the log signed it.</summary>
    /// <param name="note">Bytes of the signed note.</param>
    /// <param name="log">The log's verifier key.</param>
    /// <exception cref="Errors.EcluseException">
    /// <c>JOURNAL-001</c> malformed; <c>JOURNAL-003</c> not signed by the log; <c>JOURNAL-004</c> of another log.
    /// </exception>
    public static Checkpoint Open(ReadOnlySpan<byte> note, NoteKey log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var signed = SignedNote.Parse(note);
        signed.Verify(log);
        var checkpoint = Parse(signed.Text);
        return checkpoint.Origin == log.Name
            ? checkpoint
            : throw FormatErrors.OtherOrigin(checkpoint.Origin, log.Name);
    }

    /// <summary>Reads the text of a checkpoint, unsigned.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-001</c>.</exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        if (lines.Length != 4 || lines[3].Length > 0 || lines[0].Length == 0)
        {
            throw Malformed();
        }

        var root = StrictBase64.Decode(lines[2], Malformed);
        return TreeNumber.TryRead(lines[1], out var size) && root.Length == MerkleTree.HashBytes
            ? new Checkpoint(lines[0], size, root)
            : throw Malformed();
    }

    /// <summary>The text that is signed: three lines.</summary>
    public string ToText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Signs it as its log.</summary>
    /// <returns>Bytes of the signed note.</returns>
    public byte[] Sign(NoteSigner log) => SignedNote.Sign(ToText(), log).ToBytes();

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && Root.AsSpan().SequenceEqual(other.Root);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size);

    private static Errors.EcluseException Malformed() => FormatErrors.Malformed("checkpoint", "point de contrôle");
}

/// <summary>Sizes and indices as the formats write them: decimal digits, no sign, no leading zero.</summary>
internal static class TreeNumber
{
    public static bool TryRead(string text, out long number)
    {
        number = 0;
        return (text == "0" || (text.Length > 0 && text[0] is >= '1' and <= '9'))
            && text.All(char.IsAsciiDigit)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
