namespace Ecluse.Acts;

/// <summary>
/// An act as the journal keeps it (rule 10): ids, hashes and salted commitments only. Names, addresses and typed text
/// stand beside it in the state and can be erased without breaking the log.
/// </summary>
/// <param name="Name">What was done, from the closed list in <c>docs/spec/journal.md</c>: <c>passage.opened</c>.</param>
/// <param name="By">Id of the person or agent (<c>person:…</c>, <c>agent:…</c>); never a name.</param>
/// <param name="Subjects">Ids of what it was done to: <c>passage</c> → <c>P-…</c>, <c>contract</c> → <c>C-…</c>.</param>
/// <param name="Hashes">SHA-256 of documents and sealed files, lower-case hex, by name.</param>
/// <param name="Intent">For the outcome of an act whose effect is elsewhere: index of the entry that announced it.</param>
/// <param name="Texts">
/// Typed text by name (<c>reason</c>): the entry holds a salted commitment to it, the text stands beside it.
/// </param>
public sealed record Act(
    string Name,
    string By,
    IReadOnlyDictionary<string, string> Subjects,
    IReadOnlyDictionary<string, string> Hashes,
    long? Intent = null,
    IReadOnlyDictionary<string, string>? Texts = null);
