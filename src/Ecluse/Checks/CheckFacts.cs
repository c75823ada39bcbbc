using Ecluse.Errors;

namespace Ecluse.Checks;

/// <summary>What was gathered of an installation at an instant: ids, counts, dates, modes. Rules judge it; they look nowhere else.</summary>
/// <param name="At">When.</param>
public sealed record CheckFacts(DateTimeOffset At)
{
    /// <summary>What the journal's separate reader found.</summary>
    public JournalFact Journal { get; init; } = new(false, 0, 0, []);

    /// <summary>Files and folders that others must not read.</summary>
    public IReadOnlyList<FileFact> Files { get; init; } = [];

    /// <summary>Whether the master key stands where it must, its owner's alone.</summary>
    public bool IsMasterKeyWhole { get; init; }

    /// <summary>What lies in the depot's folders.</summary>
    public SealedFact Sealed { get; init; } = new(0, [], false);

    /// <summary>How the console is reached; null where no server asked.</summary>
    public TransportFact? Transport { get; init; }

    /// <summary>sshd's configuration; null where SFTP is not offered.</summary>
    public SshFact? Ssh { get; init; }

    /// <summary>Everything that is held for a time.</summary>
    public IReadOnlyList<HeldFact> Held { get; init; } = [];

    /// <summary>Identities on this machine that should be gone: erased, forgotten or past their date.</summary>
    public IReadOnlyList<string> KeysOverdue { get; init; } = [];

    /// <summary>Identities on this machine.</summary>
    public int Keys { get; init; }

    /// <summary>Passages, with which papers they have.</summary>
    public IReadOnlyList<PassageFact> Passages { get; init; } = [];

    /// <summary>People who can act.</summary>
    public IReadOnlyList<PersonFact> People { get; init; } = [];

    /// <summary>Entries that tell of one account in two hands.</summary>
    public IReadOnlyList<EntryFact> SharedUse { get; init; } = [];

    /// <summary>The latest contract of each number.</summary>
    public IReadOnlyList<ContractFact> Contracts { get; init; } = [];

    /// <summary>Warnings.</summary>
    public IReadOnlyList<WarningFact> Warnings { get; init; } = [];

    /// <summary>Persons who can open warnings.</summary>
    public int Handlers { get; init; }

    /// <summary>End of <c>security.txt</c>; null where none is shown.</summary>
    public DateTimeOffset? SecurityTxtUntil { get; init; }

    /// <summary>Parts of breaches, each with the duties that are late.</summary>
    public IReadOnlyList<BreachFact> Breaches { get; init; } = [];

    /// <summary>The last backup; null for none.</summary>
    public EntryFact? Backup { get; init; }

    /// <summary>The word on hosting.</summary>
    public HostingFact? Hosting { get; init; }

    /// <summary>Alerts that are not closed.</summary>
    public IReadOnlyList<AlertFact> Alerts { get; init; } = [];

    /// <summary>When the watch last read what happened; null where none ever did.</summary>
    public DateTimeOffset? WatchedAt { get; init; }

    /// <summary>Whether anything of a controller is or was here.</summary>
    public bool HasData => Held.Count > 0;

    /// <summary>The same, of one controller alone.</summary>
    /// <param name="controller">Its name, as its contracts write it.</param>
    public CheckFacts Of(string controller) => this with
    {
        Held = [.. Held.Where(one => one.Controller == controller)],
        Passages = [.. Passages.Where(one => one.Controller == controller)],
        People = [.. People.Where(one => one.Controller == controller)],
        SharedUse = [.. SharedUse.Where(one => People.Any(person => person.Id == one.Subject && person.Controller == controller))],
        Contracts = [.. Contracts.Where(one => one.Controller == controller)],
        Warnings = [.. Warnings.Where(one => one.Told.Contains(controller))],
        Breaches = [.. Breaches.Where(one => one.Controller == controller)],
    };
}

/// <summary>What the journal's reader found.</summary>
/// <param name="Holds">Whether all of it holds.</param>
/// <param name="Entries">Entries read.</param>
/// <param name="Published">Entries under the signed checkpoint.</param>
/// <param name="Wrong">What is wrong.</param>
public sealed record JournalFact(bool Holds, long Entries, long Published, IReadOnlyList<Text> Wrong);

/// <summary>A file or folder.</summary>
/// <param name="Path">Path in the data folder.</param>
/// <param name="Mode">Its mode, octal.</param>
/// <param name="IsOthers">Whether others than its owner may read, write or enter it.</param>
public sealed record FileFact(string Path, string Mode, bool IsOthers);

/// <summary>Files of the depot.</summary>
/// <param name="Looked">Files whose beginning was read.</param>
/// <param name="NotSealed">Those that do not begin as a sealed file does.</param>
/// <param name="IsElsewhere">Whether a part of the depot is not on this machine's disk.</param>
public sealed record SealedFact(long Looked, IReadOnlyList<string> NotSealed, bool IsElsewhere);

/// <summary>How browsers reach the console.</summary>
/// <param name="IsTls">Over TLS.</param>
/// <param name="IsLocal">This machine alone.</param>
/// <param name="Until">End of the certificate, where the server itself has one.</param>
public sealed record TransportFact(bool IsTls, bool IsLocal, DateTimeOffset? Until);

/// <summary>sshd, as its configuration says.</summary>
/// <param name="HostKeys">Host keys that are there.</param>
/// <param name="Other">Algorithms in the configuration that Écluse does not write there.</param>
public sealed record SshFact(int HostKeys, IReadOnlyList<string> Other);

/// <summary>Something that is held for a time.</summary>
/// <param name="Id">A passage, an unused plan, a hand-over, a space or an object.</param>
/// <param name="Controller">Name of the controller.</param>
/// <param name="EraseBy">When it is erased at the latest.</param>
/// <param name="IsErased">Whether it is.</param>
/// <param name="OwesCertificate">Whether its erasure ends with a certificate.</param>
/// <param name="HasCertificate">Whether there is one.</param>
/// <param name="HasInstruction">Whether its instruction, signed, stands in the state.</param>
public sealed record HeldFact(
    string Id, string Controller, DateTimeOffset EraseBy, bool IsErased, bool OwesCertificate = false, bool HasCertificate = false, bool HasInstruction = true);

/// <summary>A passage's papers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Controller">Name of the controller.</param>
/// <param name="Missing">Papers that its state asks for and that are not there, by name.</param>
public sealed record PassageFact(string Id, string Controller, IReadOnlyList<string> Missing);

/// <summary>Somebody who can act.</summary>
/// <param name="Id">Id, never the name.</param>
/// <param name="Controller">Whose; null for the processor's.</param>
/// <param name="HasAccount">Whether it is an open account of the server; else somebody of the command line.</param>
/// <param name="IsStrong">Whether every way in has two factors.</param>
/// <param name="LookedAtOn">When somebody last looked whether the account is needed: its enrolment, else the last review.</param>
/// <param name="IsBound">Whether undertaking and training stand.</param>
/// <param name="SameAs">Id of another open account of a person of the same name and organisation; null for none.</param>
public sealed record PersonFact(string Id, string? Controller, bool HasAccount, bool IsStrong, DateTimeOffset LookedAtOn, bool IsBound, string? SameAs);

/// <summary>An entry of the journal.</summary>
/// <param name="Index">Its place.</param>
/// <param name="At">When.</param>
/// <param name="Subject">Whom or what it is about, by id.</param>
public sealed record EntryFact(long Index, DateTimeOffset At, string Subject = "");

/// <summary>A contract.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Controller">Name of the controller.</param>
/// <param name="Points">Points of art. 28(3) and of the record that were looked at.</param>
/// <param name="Faults">Points that are absent or not concrete, and reasons for which it is not in force, by id or code.</param>
public sealed record ContractFact(string Number, string Controller, int Points, IReadOnlyList<string> Faults);

/// <summary>A warning.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOver">Whether a clock of it is over without its act, now.</param>
/// <param name="Told">Controllers that were told of it.</param>
public sealed record WarningFact(string Id, bool IsOver, IReadOnlyList<string> Told);

/// <summary>A controller's part of a breach.</summary>
/// <param name="Breach">Id of the breach.</param>
/// <param name="Controller">Name of the controller.</param>
/// <param name="Late">Ids of the duties that are late.</param>
public sealed record BreachFact(string Breach, string Controller, IReadOnlyList<string> Late);

/// <summary>The word on hosting.</summary>
/// <param name="IsReason">Whether it says why no certificate is needed.</param>
/// <param name="Until">Last day of the certificate.</param>
public sealed record HostingFact(bool IsReason, DateOnly? Until);

/// <summary>An alert that is not closed.</summary>
/// <param name="Id">Its id or entry.</param>
/// <param name="At">When it was raised.</param>
/// <param name="IsOver">Whether a clock of it is over; null where it has none.</param>
public sealed record AlertFact(string Id, DateTimeOffset At, bool? IsOver = null);
