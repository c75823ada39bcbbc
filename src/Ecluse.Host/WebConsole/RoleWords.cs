using Ecluse.Accounts;
using Ecluse.Errors;

namespace Ecluse.Host.WebConsole;

/// <summary>The roles and sides in words.</summary>
internal static class RoleWords
{
    public static Text Of(Role role) => role switch
    {
        Role.Operator => new("operator", "opérateur"),
        Role.Signatory => new("signatory", "signataire"),
        Role.DataProtectionOfficer => new("data protection officer", "délégué à la protection des données"),
        Role.SecurityOfficer => new("security officer", "responsable de la sécurité"),
        _ => new("auditor", "auditeur"),
    };

    public static Text Of(Side side) => side switch
    {
        Side.Processor => new("processor", "sous-traitant"),
        _ => new("laboratory", "laboratoire"),
    };
}
