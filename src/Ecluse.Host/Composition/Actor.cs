using Ecluse.Errors;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Composition;

/// <summary>
/// Who acts at the command line. Where a server's people have accounts, it is one of them, under the same conditions as in the console:
/// nobody of the processor acts before undertaking and training stand (GDPR 28(3)(b)), nobody whose account is closed.
/// </summary>
internal static class Actor
{
    /// <summary>The person, if they may act.</summary>
    /// <exception cref="EcluseException">
    /// <c>PERSON-002</c>: nobody is known; <c>PERSON-003</c>: not one of the server's people; <c>PERSON-004</c>: undertaking or training
    /// is missing; <c>PERSON-005</c>: the account is closed.
    /// </exception>
    public static async Task<string> CheckedAsync(EcluseState state, string? person, CancellationToken cancellation)
    {
        if (person is null)
        {
            throw Nobody();
        }

        if (!await state.Set<AccountRow>().AnyAsync(cancellation))
        {
            return person;
        }

        var account = await state.Set<AccountRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Person == person, cancellation)
            ?? throw NoAccount();
        var isProcessors = (await state.Set<PersonRow>().AsNoTracking().SingleAsync(row => row.Id == person, cancellation)).Controller is null;
        return account.ClosedAt is not null ? throw Closed()
            : isProcessors && !Accounts.AccountShelf.IsBound(account) ? throw Unbound()
            : person;
    }

    private static EcluseException Nobody() => new(
        "PERSON-002",
        new("No named person uses this account of the machine; every act has a name.",
            "Aucune personne nommée n’utilise ce compte de la machine ; chaque acte porte un nom."),
        new("Run ecluse person add NAME --organisation … --role operator.",
            "Lancer ecluse person add NOM --organisation … --role operator."),
        ErrorKind.Refused);

    private static EcluseException NoAccount() => new(
        "PERSON-003",
        new("People have accounts on this installation's server, and whoever uses this account of the machine has none.",
            "Des personnes ont un compte sur le serveur de cette installation, et qui utilise ce compte de la machine n’en a pas."),
        new("Enrol by invitation, then: ecluse person link PERSON.", "S’enrôler par invitation, puis : ecluse person link PERSONNE."),
        ErrorKind.Refused);

    private static EcluseException Unbound() => new(
        "PERSON-004",
        new("Nobody of the processor acts before the undertaking of confidentiality and the day of the training stand on their account.",
            "Personne du sous-traitant n’agit avant que l’engagement de confidentialité et le jour de la formation soient sur son compte."),
        new("Sign the undertaking in the console, and have the day of the training entered.",
            "Signer l’engagement dans la console, et faire inscrire le jour de la formation."),
        ErrorKind.Refused);

    private static EcluseException Closed() => new(
        "PERSON-005",
        new("This person's account is closed.", "Le compte de cette personne est fermé."),
        new("Ask a security officer for an invitation.", "Demander une invitation à un responsable de la sécurité."),
        ErrorKind.Refused);
}
