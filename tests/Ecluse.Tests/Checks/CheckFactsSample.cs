using Ecluse.Errors;

namespace Ecluse.Checks;

/// <summary>An installation where everything that a program can see holds.</summary>
internal static class CheckFactsSample
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static CheckFacts Good { get; } = new(Now)
    {
        Journal = new(true, 40, 38, []),
        Files = [new("keys/signing/log.key", "600", false)],
        IsMasterKeyWhole = true,
        Sealed = new(3, [], false),
        Transport = new(IsTls: true, IsLocal: false, Now.AddDays(60)),
        Ssh = new(3, []),
        Held =
        [
            new("p-aaaaaaaaaaaa", "Labo A", Now.AddDays(2), IsErased: false, OwesCertificate: true),
            new("p-bbbbbbbbbbbb", "Labo B", Now.AddDays(-9), IsErased: true, OwesCertificate: true, HasCertificate: true),
            new("o-cccccccccccc", "Labo B", Now.AddHours(1), IsErased: false),
        ],
        Keys = 1,
        Passages = [new("p-aaaaaaaaaaaa", "Labo A", []), new("p-bbbbbbbbbbbb", "Labo B", [])],
        People =
        [
            new("person:1", null, HasAccount: true, IsStrong: true, Now.AddDays(-100), IsBound: true, null),
            new("person:2", "Labo A", HasAccount: true, IsStrong: true, Now.AddDays(-3), IsBound: false, null),
            new("person:3", "Labo B", HasAccount: true, IsStrong: true, Now.AddDays(-3), IsBound: false, null),
        ],
        SharedUse = [new(7, Now.AddDays(-200), "person:3")],
        Contracts = [new("C-1", "Labo A", 23, []), new("C-2", "Labo B", 23, [])],
        Warnings = [new("w-aaaaaaaaaaaa", false, ["Labo A"])],
        Handlers = 2,
        SecurityTxtUntil = Now.AddDays(90),
        Breaches = [new("b-aaaaaaaaaaaa", "Labo A", [])],
        Backup = new(30, Now.AddDays(-1)),
        Hosting = new(false, new DateOnly(2027, 11, 1)),
        Alerts = [new("a-1", Now.AddDays(-30), IsOver: false)],
        WatchedAt = Now.AddMinutes(-3),
    };

    /// <summary>For each requirement that a program judges, the smallest change for which it does not hold, or is not shown any more.</summary>
    public static IReadOnlyList<(string Id, Verdict Then, string Says, Func<CheckFacts, CheckFacts> Change)> Changes { get; } =
    [
        ("passage-papers", Verdict.DoesNotHold, "manifest", facts => facts with { Passages = [new("p-aaaaaaaaaaaa", "Labo A", ["manifest"])] }),
        ("passage-papers", Verdict.NotShown, "no passage", facts => facts with { Passages = [] }),
        ("sealed-at-rest", Verdict.DoesNotHold, "depot/x", facts => facts with { Sealed = new(3, ["depot/x"], false) }),
        ("sealed-at-rest", Verdict.NotShown, "elsewhere", facts => facts with { Sealed = new(3, [], true) }),
        ("key-files", Verdict.DoesNotHold, "644", facts => facts with { Files = [new("keys/signing/log.key", "644", true)] }),
        ("key-files", Verdict.DoesNotHold, "master key", facts => facts with { IsMasterKeyWhole = false }),
        ("key-files", Verdict.NotShown, "no file", facts => facts with { Files = [] }),
        ("transport", Verdict.NotShown, "console", facts => facts with { Transport = null }),
        ("transport", Verdict.DoesNotHold, "without TLS", facts => facts with { Transport = new(false, false, null) }),
        ("transport", Verdict.DoesNotHold, "ends on", facts => facts with { Transport = new(true, false, Now.AddDays(29)) }),
        ("ssh-algorithms", Verdict.DoesNotHold, "3des-cbc", facts => facts with { Ssh = new(3, ["Ciphers 3des-cbc"]) }),
        ("ssh-algorithms", Verdict.DoesNotHold, "no host key", facts => facts with { Ssh = new(0, []) }),
        ("nothing-overdue", Verdict.DoesNotHold, "p-aaaaaaaaaaaa", facts => facts with { Held = [facts.Held[0] with { EraseBy = Now.AddMinutes(-5) }] }),
        ("keys-overdue", Verdict.DoesNotHold, "l-dddddddddddd", facts => facts with { KeysOverdue = ["l-dddddddddddd"] }),
        ("certificates", Verdict.DoesNotHold, "p-bbbbbbbbbbbb", facts => facts with { Held = [facts.Held[1] with { HasCertificate = false }] }),
        ("certificates", Verdict.NotShown, "nothing has been erased", facts => facts with { Held = [facts.Held[0]] }),
        ("second-factor", Verdict.DoesNotHold, "person:1", facts => facts with { People = [facts.People[0] with { IsStrong = false }] }),
        ("second-factor", Verdict.NotShown, "no open account", facts => facts with { People = [] }),
        ("own-accounts", Verdict.DoesNotHold, "person:3, 7", facts => facts with { SharedUse = [new(7, Now.AddDays(-89), "person:3")] }),
        ("own-accounts", Verdict.DoesNotHold, "person:2 = person:1", facts => facts with { People = [facts.People[0], facts.People[1] with { SameAs = "person:1" }] }),
        ("rights-reviewed", Verdict.DoesNotHold, "person:1", facts => facts with { People = [facts.People[0] with { LookedAtOn = Now.AddDays(-366) }] }),
        ("journal-verifies", Verdict.DoesNotHold, "changed", facts => facts with { Journal = new(false, 40, 38, [new Text("entry 3 changed", "entrée 3 changée")]) }),
        ("journal-verifies", Verdict.DoesNotHold, "checkpoint", facts => facts with { Journal = new(true, 40, 0, []) }),
        ("watch-recent", Verdict.DoesNotHold, "never", facts => facts with { WatchedAt = null }),
        ("watch-recent", Verdict.DoesNotHold, "last read", facts => facts with { WatchedAt = Now.AddDays(-1).AddSeconds(-1) }),
        ("alerts-answered", Verdict.DoesNotHold, "a-1", facts => facts with { Alerts = [new("a-1", Now, IsOver: true)] }),
        ("alerts-answered", Verdict.DoesNotHold, "a-2", facts => facts with { Alerts = [new("a-2", Now.AddDays(-2))] }),
        ("warnings-answered", Verdict.DoesNotHold, "w-aaaaaaaaaaaa", facts => facts with { Warnings = [facts.Warnings[0] with { IsOver = true }] }),
        ("warning-handlers", Verdict.DoesNotHold, "1", facts => facts with { Handlers = 1 }),
        ("security-txt", Verdict.DoesNotHold, "none is shown", facts => facts with { SecurityTxtUntil = null }),
        ("security-txt", Verdict.DoesNotHold, "it ends", facts => facts with { SecurityTxtUntil = Now.AddDays(29) }),
        ("contracts-in-force", Verdict.DoesNotHold, "CONTRACT-104", facts => facts with { Contracts = [facts.Contracts[0] with { Faults = ["CONTRACT-104"] }, facts.Contracts[1]] }),
        ("contracts-in-force", Verdict.DoesNotHold, "p-aaaaaaaaaaaa", facts => facts with { Contracts = [facts.Contracts[1]] }),
        ("contracts-in-force", Verdict.DoesNotHold, "no contract", facts => facts with { Contracts = [] }),
        ("contracts-in-force", Verdict.NotShown, "no contract yet", facts => facts with { Contracts = [], Held = [] }),
        ("undertakings", Verdict.DoesNotHold, "person:1", facts => facts with { People = [facts.People[0] with { IsBound = false }] }),
        ("hosting-word", Verdict.NotShown, "nobody", facts => facts with { Hosting = null }),
        ("hosting-word", Verdict.DoesNotHold, "last day", facts => facts with { Hosting = new(false, new DateOnly(2026, 12, 22)) }),
        ("instructions-in-force", Verdict.DoesNotHold, "p-aaaaaaaaaaaa", facts => facts with { Held = [facts.Held[0] with { HasInstruction = false }] }),
        ("instructions-in-force", Verdict.NotShown, "nothing was ever held", facts => facts with { Held = [] }),
        ("backup-recent", Verdict.DoesNotHold, "no backup", facts => facts with { Backup = null }),
        ("backup-recent", Verdict.DoesNotHold, "entry 30", facts => facts with { Backup = new(30, Now.AddDays(-7).AddSeconds(-1)) }),
        ("breach-clocks", Verdict.DoesNotHold, "gdpr-33-1", facts => facts with { Breaches = [facts.Breaches[0] with { Late = ["gdpr-33-1"] }] }),
    ];
}
