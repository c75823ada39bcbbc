using Ecluse.Errors;

namespace Ecluse.Breaches;

/// <summary>A field of a dossier.</summary>
/// <param name="Name">Its name: <c>severity</c>.</param>
/// <param name="Section">Where it stands, in the order of the CNIL's form.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Scope">Of what it is told.</param>
/// <param name="Title">What it asks.</param>
/// <param name="Choices">For a choice: the values, with their words.</param>
/// <param name="NoteIs">What its note must say; null where a note may be left out.</param>
public sealed record BreachField(
    string Name, BreachSection Section, FieldKind Kind, FieldScope Scope, Text Title, IReadOnlyList<(string Value, Text Words)> Choices, Text? NoteIs)
{
    /// <summary>Whether it may be entered several times beside each other, each with its own number from 1.</summary>
    public bool Repeats { get; init; }

    /// <summary>Whether the controller's own people enter it, besides the handler.</summary>
    public bool IsControllers => Scope == FieldScope.Controller && Name is not (BreachFields.Concerned or BreachFields.Told);

    /// <summary>The words of a value.</summary>
    public Text Words(string value) => string.Join(", ", value.Split(' ').Select(one => Word(one).English)) is var english
        ? new(english, string.Join(", ", value.Split(' ').Select(one => Word(one).French)))
        : default;

    private Text Word(string value) => Choices.Where(choice => choice.Value == value).Select(choice => choice.Words).DefaultIfEmpty(new(value, value)).First();
}

/// <summary>Where a field stands: the sections of the CNIL's form, in its order, and before them the clocks.</summary>
public enum BreachSection
{
    /// <summary>Instants and answers that clocks run by.</summary>
    Clocks,

    /// <summary>Nature: when, how it was found.</summary>
    Nature,

    /// <summary>Origin and cause.</summary>
    Origin,

    /// <summary>The persons.</summary>
    Persons,

    /// <summary>The data.</summary>
    DataTouched,

    /// <summary>Likely consequences and severity.</summary>
    Consequences,

    /// <summary>Measures before and after.</summary>
    Measures,

    /// <summary>What the persons are told (GDPR 34).</summary>
    Communication,

    /// <summary>Containment (SAN-2022-009 §78).</summary>
    Containment,
}

/// <summary>What a field's value is.</summary>
public enum FieldKind
{
    /// <summary>Typed text.</summary>
    Typed,

    /// <summary>An instant, UTC with seconds.</summary>
    Instant,

    /// <summary>A whole number, 0 or more.</summary>
    Number,

    /// <summary>One of its choices.</summary>
    Choice,

    /// <summary>Some of its choices, with a space between.</summary>
    Choices,
}

/// <summary>Of what a field is told.</summary>
public enum FieldScope
{
    /// <summary>Of the incident.</summary>
    Incident,

    /// <summary>Of one controller.</summary>
    Controller,

    /// <summary>Of the incident, and of a controller where it is otherwise there.</summary>
    Both,
}

/// <summary>How well something is known.</summary>
public enum Knowledge
{
    /// <summary>Known.</summary>
    Known,

    /// <summary>Estimated.</summary>
    Estimated,

    /// <summary>Not known yet: there is no value.</summary>
    NotKnownYet,
}
