using System.CommandLine;

namespace Ecluse.Cli;

/// <summary>The nouns and verbs, one file each under <c>Verbs/</c>; deleting a line here and its file deletes the verb.</summary>
internal static class VerbList
{
    /// <summary>In the order of the help.</summary>
    public static IEnumerable<Command> Create(VerbContext context) =>
    [
        Verbs.Key.Create(context),
        Verbs.Seal.Create(context),
        Verbs.Unseal.Create(context),
        Verbs.JournalVerb.Create(context),
        Verbs.SignVerb.Create(context),
        Verbs.ContractVerb.Create(context),
        Verbs.InstructionVerb.Create(context),
    ];
}
