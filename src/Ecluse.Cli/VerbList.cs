using System.CommandLine;
using Ecluse.Cli.Verbs;

namespace Ecluse.Cli;

/// <summary>The nouns and verbs, one file each under <c>Verbs/</c>; deleting a line here and its file deletes the verb.</summary>
internal static class VerbList
{
    /// <summary>In the order of the help.</summary>
    public static IEnumerable<Command> Create(VerbContext context) =>
    [
        DemoVerb.Create(context),
        CaseVerb.Create(context),
        PersonVerb.Create(context),
        ContractVerb.Create(context),
        InstructionVerb.Create(context),
        ProfileVerb.Create(context),
        TargetVerb.Create(context),
        PlanVerb.Create(context),
        SignVerb.Create(context),
        PassageVerb.Create(context),
        ExtractVerb.Create(context),
        LoadVerb.Create(context),
        ReconcileVerb.Create(context),
        EraseVerb.Create(context),
        CertificateVerb.Create(context),
        BreachVerb.Create(context),
        CheckVerb.Create(context),
        MonthVerb.Create(context),
        DepotVerb.Create(context),
        WarningVerb.Create(context),
        AlertVerb.Create(context),
        WatchVerb.Create(context),
        JournalVerb.Create(context),
        BackupVerb.Create(context),
        RestoreVerb.Create(context),
        ServeVerb.Create(context),
        LoginVerb.Create(context),
        LoginVerb.CreateOut(context),
        SshLoginVerb.Create(context),
        SftpHandOverVerb.Create(context),
        SshdVerb.Create(context),
        KeyVerb.Create(context),
        SealVerb.Create(context),
        UnsealVerb.Create(context),
    ];
}
