using Ecluse.Errors;

namespace Ecluse.Warnings;

/// <summary>What kind of person a warning comes from; who it is never stands in the state.</summary>
public enum WarningSource
{
    /// <summary>ANSSI, CERT-FR, CERT Santé, CNIL, a court, the police: the top level at once.</summary>
    Authority,

    /// <summary>Somebody who works for the processor.</summary>
    Employee,

    /// <summary>Somebody who did.</summary>
    FormerEmployee,

    /// <summary>A laboratory, the controller of the records.</summary>
    Laboratory,

    /// <summary>A patient.</summary>
    Patient,

    /// <summary>Somebody who looks for weaknesses.</summary>
    Researcher,

    /// <summary>A newspaper.</summary>
    Press,

    /// <summary>Somebody who does not say.</summary>
    Anonymous,

    /// <summary>Another person.</summary>
    Other,
}

/// <summary>What a warning is about, from a closed list: a notice may say it, where it may not say a word of the reporter's.</summary>
public enum WarningSubject
{
    /// <summary>Records that anybody can read.</summary>
    OpenToAnybody,

    /// <summary>Records found where they must not be.</summary>
    RecordsFound,

    /// <summary>One account used by several people.</summary>
    SharedAccount,

    /// <summary>Records sent or kept in clear.</summary>
    InClear,

    /// <summary>Records that should be gone.</summary>
    NotErased,

    /// <summary>More taken than was ordered.</summary>
    TooMuchTaken,

    /// <summary>Somebody there who should not be.</summary>
    StrangeVisitor,

    /// <summary>A weakness of a program or a machine.</summary>
    Weakness,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Whom a warning is about among those who would open it.</summary>
public enum WarningAbout
{
    /// <summary>Nobody of them.</summary>
    Nobody,

    /// <summary>The security officer.</summary>
    SecurityOfficer,

    /// <summary>The data protection officer.</summary>
    DataProtectionOfficer,

    /// <summary>Both.</summary>
    Both,
}

/// <summary>What became of a warning.</summary>
public enum WarningOutcome
{
    /// <summary>What it warned of was put right.</summary>
    PutRight,

    /// <summary>There is nothing to it.</summary>
    Unfounded,

    /// <summary>The same was told before.</summary>
    ToldTwice,

    /// <summary>It became a breach.</summary>
    BecameBreach,
}
