namespace Ecluse.Samples.Rows;

/// <summary>What a column of the old system holds.</summary>
internal enum ColumnKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Text padded with spaces to its length.</summary>
    Char,

    /// <summary>Text of variable length.</summary>
    Varchar,

    /// <summary>Bytes.</summary>
    Blob,
}

/// <summary>With what known value a column of a dyed patient is filled (rule 12 of the lock).</summary>
internal enum DyeKind
{
    /// <summary>Not at all: keys, codes, dates.</summary>
    None,

    /// <summary>A long accented word that occurs nowhere else.</summary>
    Words,

    /// <summary>Capital letters and digits, as the number of a person or a thing looks.</summary>
    Token,

    /// <summary>A token whose last character is the row's own, because the number must be unique.</summary>
    SerialToken,

    /// <summary>Digits whose last one is the row's own.</summary>
    SerialDigits,

    /// <summary>An e-mail address under an example domain.</summary>
    Mail,

    /// <summary>A decimal number with a comma and many digits, where there is a number at all.</summary>
    Number,

    /// <summary>A long accented word where there is text at all.</summary>
    FilledWords,
}

/// <summary>One column of the old system.</summary>
/// <param name="Name">Name, in the capitals of its time.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Length">Length in characters; 0 where it means nothing.</param>
/// <param name="Dye">How a dyed patient's value is made.</param>
internal sealed record SampleColumn(string Name, ColumnKind Kind, int Length = 0, DyeKind Dye = DyeKind.None);

/// <summary>One table of the old system: no key, no reference, one index at most.</summary>
/// <param name="Name">Name.</param>
/// <param name="Indexed">The one indexed column, or null.</param>
/// <param name="Columns">Columns, in order.</param>
internal sealed record SampleTable(string Name, string? Indexed, params SampleColumn[] Columns);
