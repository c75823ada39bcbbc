namespace Ecluse.Acts;

/// <summary>The closed list of acts; a new act begins in <c>docs/spec/journal.md</c>.</summary>
internal static class ActNameList
{
    public const string Abandoned = "intent.abandoned";

    private static readonly string[] Plain =
    [
        "journal.started", "journal.continued",
        "person.added", "person.linked", "person.erased", "account.invited", "account.enrolled",
        "undertaking.signed", "training.entered", "account.reviewed", "account.closed", "account.shared-use",
        "account.passkey-added", "account.passkey-withdrawn", "account.password-set", "account.password-withdrawn", "account.recovery-made",
        "account.provider-linked", "account.provider-unlinked",
        "account.ssh-key-added", "account.ssh-key-withdrawn", "account.ssh-certificate-made", "account.token-made", "signing-key.enrolled", "text.erased",
        "contract.added", "contract.withdrawn", "signatory.confirmed", "key.withdrawn",
        "instruction.added", "instruction.withdrawn",
        "plan.written", "plan.handed-over", "plan.forgotten",
        "passage.opened", "passage.refused", "passage.rehearsed", "passage.set-going",
        "offer.written", "plan.taken", "parcel.taken", "manifest.taken", "question.asked", "answer.taken",
        "source-gate.opened", "source-gate.closed", "target-gate.opened", "target-gate.closed",
        "passage.reconciled", "passage.differs", "sample.shown", "passage.accepted", "passage.held", "passage.postponed", "destruction.stated",
        "reject.decided", "reject.retried", "alert.raised", "alert.closed",
        "alert.acknowledged", "alert.acted", "alert.silence-proposed", "alert.silenced", "alert.closing-proposed", "alert.became-breach",
        "alert.held", "alert.words-erased", "alert.erased", "alert.escalated", "alert.level-raised", "watch.rules-in-force", "watch.rule-changed",
        "notice.address-set", "absence.entered", "warning.received",
        "warning.added-to", "warning.acknowledged", "warning.answered", "warning.concern-answered", "warning.closing-proposed", "warning.closed",
        "warning.became-breach", "warning.unanswered", "warning.notice-read", "warning.handler-enrolled",
        "warning.released", "warning.held", "warning.words-erased", "warning.erased",
        "backup.made", "backup.restored",
        "agent.enrolled", "agent.withdrawn", "hosting.stated",
        "hand-over.begun", "hand-over.closed", "hand-over.taken", "hand-over.asked", "hand-over.answered",
        "space.opened", "object.received", "object.taken",
        "breach.opened", "breach.joined", "breach.entered", "breach.held", "breach.erased",
    ];

    private static readonly (string Intent, string Outcome)[] Pairs =
    [
        ("key.making", "key.made"),
        ("key.destroying", "key.destroyed"),
        ("parcel.sealing", "parcel.sealed"),
        ("parcel.loading", "parcel.loaded"),
        ("parcel.sweeping", "parcel.swept"),
        ("passage.resealing", "passage.resealed"),
        ("passage.stopping", "passage.stopped"),
        ("passage.erasing", "passage.erased"),
        ("target.clearing", "target.cleared"),
        ("passage.returning", "passage.returned"),
        ("hand-over.erasing", "hand-over.erased"),
        ("object.removing", "object.removed"),
        ("space.erasing", "space.erased"),
    ];

    public static IEnumerable<ActName> Create() =>
    [
        .. Plain.Select(name => new ActName(name, ActKind.Plain)),
        .. Pairs.SelectMany(pair => new ActName[]
        {
            new(pair.Intent, ActKind.Intent), new(pair.Outcome, ActKind.Outcome, pair.Intent),
        }),

        // What was begun and will not be taken up again, because the passage ended otherwise.
        new(Abandoned, ActKind.Outcome),
    ];
}
