namespace Ecluse.Accounts;

/// <summary>What a page or an endpoint asks of whoever calls it; each has exactly one.</summary>
public enum Right
{
    /// <summary>See passages, plans, certificates and what needs somebody: counts, never a patient.</summary>
    SeePassages,

    /// <summary>See one's own sessions and end them.</summary>
    OwnSessions,

    /// <summary>Change one's own ways in: passkeys, password, codes.</summary>
    OwnWays,

    /// <summary>See who has an account, with which role, and who is invited: a controller's people see their own.</summary>
    SeePeople,

    /// <summary>Read the journal, every controller's acts in it.</summary>
    SeeJournal,

    /// <summary>Take in a contract that both parties signed.</summary>
    AddContracts,

    /// <summary>Take in an instruction that a signatory of the laboratory signed.</summary>
    GiveInstructions,

    /// <summary>Withdraw a key of a signatory whom the contract names, from now on: either side may, for it only takes power away.</summary>
    WithdrawSignatoryKeys,

    /// <summary>Make plans from instructions in force.</summary>
    MakePlans,

    /// <summary>Set gates to work, compare, decide on refused patients.</summary>
    RunPassages,

    /// <summary>Hand in what a signatory signed: a plan, an acceptance. Who may sign is another question, which the contract answers.</summary>
    HandInSignatures,

    /// <summary>Look at the sample of a reconciled passage: patients, for the laboratory's signatory alone (leg 3).</summary>
    SeeSample,

    /// <summary>Stop a passage, or a plan that never became one.</summary>
    StopPassages,

    /// <summary>Erase a passage before its date.</summary>
    ErasePassages,

    /// <summary>Take proofs and signed documents out, to verify them elsewhere.</summary>
    ExportProofs,

    /// <summary>Invite people: a controller's security officer for that controller alone.</summary>
    InvitePeople,

    /// <summary>See who of the processor acts, and that undertaking and training stand (GDPR 28(3)(b)).</summary>
    SeeActing,

    /// <summary>Sign the confidentiality undertaking: the processor's people, each for themselves.</summary>
    SignUndertaking,

    /// <summary>Enter the day of a person's training.</summary>
    EnterTraining,

    /// <summary>Say of a person that account and role are still needed.</summary>
    ReviewPeople,

    /// <summary>Close an account.</summary>
    CloseAccounts,

    /// <summary>Make a signing key and sign with it: a signatory, for the laboratory.</summary>
    SignDocuments,

    /// <summary>Send into spaces and take out of them: those alone whom the space names.</summary>
    UseSpaces,

    /// <summary>Open a space under an instruction, and so say who may send and take.</summary>
    OpenSpaces,

    /// <summary>Erase a space before its date.</summary>
    EraseSpaces,

    /// <summary>Enrol and withdraw machines of one's own side.</summary>
    EnrolAgents,

    /// <summary>State under which HDS certificate the server hosts, or why it needs none.</summary>
    StateHosting,

    /// <summary>See which rule of the server does not hold.</summary>
    SeeHealth,

    /// <summary>See what holds of the security duties: a controller's people what is their own.</summary>
    SeeChecks,

    /// <summary>See what was done with a laboratory's data, month by month.</summary>
    SeeMonths,

    /// <summary>See breaches: the processor's people each one whole, a controller's people their own part.</summary>
    SeeBreaches,

    /// <summary>Enter what is known of a breach: a controller's people in their own part alone.</summary>
    EnterBreaches,

    /// <summary>Open a breach, and so say whom it may concern.</summary>
    OpenBreaches,

    /// <summary>See warnings, their clocks and notices; never a reporter's words, which only a handler's key opens.</summary>
    SeeWarnings,

    /// <summary>Write a warning down that somebody told by telephone, by letter or in person.</summary>
    EnterWarnings,

    /// <summary>Open, acknowledge and answer warnings, and say which controllers they concern.</summary>
    HandleWarnings,

    /// <summary>Be one of the two who close a warning; say that a notice was read.</summary>
    CloseWarnings,

    /// <summary>See alerts, their clocks and whom they told: a controller's people their controller's.</summary>
    SeeAlerts,

    /// <summary>Acknowledge alerts, act on them, silence and close them.</summary>
    HandleAlerts,
}

/// <summary>Who has which right: the one table that every endpoint is held to.</summary>
public static class Rights
{
    /// <summary>How old a sign-in may be for a right that asks for a fresh one.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private static readonly Role[] All = Enum.GetValues<Role>();
    private static readonly Role[] Overseers = [Role.SecurityOfficer, Role.DataProtectionOfficer, Role.Auditor];
    private static readonly Role[] Reviewers = [Role.SecurityOfficer, Role.DataProtectionOfficer];
    private static readonly Role[] Security = [Role.SecurityOfficer];

    private static readonly Role[] Operators = [Role.Operator];
    private static readonly Role[] Signatories = [Role.Signatory];

    private static readonly Dictionary<Right, RightRule> Table = new()
    {
        [Right.SeePassages] = new(All, All),
        [Right.OwnSessions] = new(All, All),
        [Right.OwnWays] = new(All, All) { AsksForFresh = true },
        [Right.SeePeople] = new(Overseers, Overseers),
        [Right.SeeJournal] = new([Role.Operator, .. Overseers], []),
        [Right.AddContracts] = new(Operators, []) { AsksForFresh = true },
        [Right.GiveInstructions] = new(Operators, Signatories) { AsksForFresh = true, ActsInPassage = true },
        [Right.WithdrawSignatoryKeys] = new(Security, [Role.SecurityOfficer, Role.Signatory]) { AsksForFresh = true },
        [Right.MakePlans] = new(Operators, []) { ActsInPassage = true },
        [Right.RunPassages] = new(Operators, []) { ActsInPassage = true },
        [Right.HandInSignatures] = new(Operators, Signatories) { ActsInPassage = true },
        [Right.SeeSample] = new([], Signatories) { AsksForFresh = true },
        [Right.StopPassages] = new(Operators, Signatories) { AsksForFresh = true, ActsInPassage = true },
        [Right.ErasePassages] = new(Operators, []) { AsksForFresh = true, ActsInPassage = true },
        [Right.ExportProofs] = new(All, All) { AsksForFresh = true },
        [Right.InvitePeople] = new(Security, Security) { AsksForFresh = true },
        [Right.SeeActing] = new(All, All),
        [Right.SignUndertaking] = new(All, []),
        [Right.EnterTraining] = new(Security, []) { AsksForFresh = true },
        [Right.ReviewPeople] = new(Reviewers, Reviewers) { AsksForFresh = true },
        [Right.CloseAccounts] = new(Security, Security) { AsksForFresh = true },
        [Right.SignDocuments] = new([], [Role.Signatory]) { AsksForFresh = true },
        [Right.UseSpaces] = new(Operators, [Role.Signatory, .. Reviewers]) { ActsInPassage = true },
        [Right.OpenSpaces] = new(Operators, Signatories) { AsksForFresh = true, ActsInPassage = true },
        [Right.EraseSpaces] = new(Operators, Signatories) { AsksForFresh = true, ActsInPassage = true },
        [Right.EnrolAgents] = new(Security, Security) { AsksForFresh = true },
        [Right.StateHosting] = new(Security, []) { AsksForFresh = true },
        [Right.SeeHealth] = new(Security, []),
        [Right.SeeChecks] = new(Overseers, Overseers),
        [Right.SeeMonths] = new(All, All),
        [Right.SeeBreaches] = new(All, All),
        [Right.EnterBreaches] = new([Role.Operator, .. Reviewers], [Role.Signatory, .. Reviewers]),
        [Right.OpenBreaches] = new([Role.Operator, .. Reviewers], []),
        [Right.SeeWarnings] = new(Overseers, Overseers),
        [Right.EnterWarnings] = new(All, []),
        [Right.HandleWarnings] = new(Reviewers, []),
        [Right.CloseWarnings] = new(Reviewers, Reviewers),
        [Right.SeeAlerts] = new(Overseers, Overseers),
        [Right.HandleAlerts] = new(Reviewers, Reviewers),
    };

    /// <summary>Whether a role has a right at a side.</summary>
    public static bool Allows(Role role, Side side, Right right) =>
        Table.TryGetValue(right, out var rule) && Sides.Has(side, role)
        && (side == Side.Processor ? rule.AtProcessor : rule.AtController).Contains(role);

    /// <summary>Whether a right asks for a sign-in that is not older than <see cref="Fresh"/>.</summary>
    public static bool AsksForFresh(Right right) => Table.TryGetValue(right, out var rule) && rule.AsksForFresh;

    /// <summary>
    /// Whether a right is to act in a passage: then a person of the processor needs undertaking and training besides (GDPR 28(3)(b)).
    /// </summary>
    public static bool ActsInPassage(Right right) => Table.TryGetValue(right, out var rule) && rule.ActsInPassage;

    /// <summary>A line of the table.</summary>
    /// <param name="AtProcessor">Roles that have it at the processor.</param>
    /// <param name="AtController">Roles that have it at a controller, over what is that controller's.</param>
    private sealed record RightRule(IReadOnlyList<Role> AtProcessor, IReadOnlyList<Role> AtController)
    {
        public bool AsksForFresh { get; init; }

        public bool ActsInPassage { get; init; }
    }
}
