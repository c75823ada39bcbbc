namespace Ecluse.Passages;

/// <summary>States of a passage (design, section 3), in the only order there is.</summary>
public enum PassageState
{
    /// <summary>The instruction is written.</summary>
    Drafted,

    /// <summary>A dry run has counted what would pass.</summary>
    Planned,

    /// <summary>A signatory of the controller has signed the plan.</summary>
    Approved,

    /// <summary>The passage exists; the source gate may open.</summary>
    Opened,

    /// <summary>Every parcel is sealed, the manifest is signed, the source gate is closed.</summary>
    Sealed,

    /// <summary>Every parcel is in the target; the target gate is closed.</summary>
    Loaded,

    /// <summary>The legs of the reconciliation that need no eye hold.</summary>
    Reconciled,

    /// <summary>A signatory has seen the sample and signed the acceptance.</summary>
    Accepted,

    /// <summary>Stopped: what was written is taken out, then everything is erased.</summary>
    Stopped,

    /// <summary>Parcels and identities are gone; the certificate says so.</summary>
    Erased,
}

/// <summary>The only legal moves.</summary>
public static class PassageMoves
{
    /// <summary>Whether a passage may go from one state to the other.</summary>
    public static bool Allows(PassageState from, PassageState to) => (from, to) switch
    {
        (PassageState.Erased, _) => false,
        (PassageState.Stopped, PassageState.Erased) => true,
        (PassageState.Stopped, _) => false,
        (_, PassageState.Stopped) => true,

        // Rule 8: everything is erased by its date, whatever the state.
        (_, PassageState.Erased) => true,
        _ => to == from + 1,
    };
}
