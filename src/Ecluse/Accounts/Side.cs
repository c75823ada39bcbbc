namespace Ecluse.Accounts;

/// <summary>Whose person somebody is: rights and sight depend on it.</summary>
public enum Side
{
    /// <summary>The vendor that migrates and runs the server (GDPR 28): sees every controller that has a contract.</summary>
    Processor,

    /// <summary>One laboratory: sees what stands under its own contracts and nothing else.</summary>
    Controller,
}

/// <summary>Which roles there are at which side.</summary>
public static class Sides
{
    /// <summary>Whether a role exists at a side: who sets gates to work is the processor's, who signs is the laboratory's.</summary>
    public static bool Has(Side side, Role role) => role switch
    {
        Role.Operator => side == Side.Processor,
        Role.Signatory => side == Side.Controller,
        _ => true,
    };
}
