using Ecluse.Accounts;
using Ecluse.Host.Accounts;

namespace Ecluse.Host.Enrolment;

/// <summary>
/// The first person of a new server: enrols with a code that the terminal shows once, good for ten minutes. There is no default
/// password and no other way in; once somebody is enrolled this door does not open again.
/// </summary>
internal sealed class FirstAdministrator
{
    /// <summary>How long the code is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly OneTimeCode? code;

    private FirstAdministrator(OneTimeCode? code, string? shown) => (this.code, Shown) = (code, shown);

    /// <summary>The code, to be shown once; null where nobody is waited for.</summary>
    public string? Shown { get; }

    /// <summary>Whether somebody may still come by this door.</summary>
    public bool IsAwaited => code is { IsOpen: true };

    /// <summary>Looks whether somebody is enrolled; if not, makes the code.</summary>
    public static async Task<FirstAdministrator> OpenAsync(ServerParts parts, CancellationToken cancellation)
    {
        if (!await AccountShelf.IsEmptyAsync(parts, cancellation))
        {
            return new(null, null);
        }

        var code = OneTimeCode.New(Lifetime, parts.Clock, out var shown);
        return new(code, shown);
    }

    /// <summary>Whether what was typed is the code.</summary>
    public bool Knows(string typed) => code?.Knows(typed) ?? false;

    /// <summary>Uses the code up.</summary>
    public bool Take(string typed) => code?.Take(typed) ?? false;
}
