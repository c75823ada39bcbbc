using Ecluse.Errors;

namespace Ecluse.Storage.Contracts;

/// <summary>Every error of this folder; codes in <c>docs/reference/errors/contract.md</c>.</summary>
internal static class ContractErrors
{
    public static EcluseException AlreadyThere(string number) => new(
        "CONTRACT-004",
        new($"These very bytes are already known as contract {number}.",
            $"Ces octets mêmes sont déjà connus comme contrat {number}."),
        new("Nothing is to be done; a renewed contract is another record.",
            "Rien à faire ; un contrat renouvelé est une autre fiche."),
        ErrorKind.Refused);

    public static EcluseException NotFound(string number) => new(
        "CONTRACT-005",
        new($"There is no contract {number}.", $"Il n’y a pas de contrat {number}."),
        new("List them: ecluse contract list", "Listez-les : ecluse contract list"),
        ErrorKind.NotFound);

    public static EcluseException NoSuchKey(string number) => new(
        "CONTRACT-006",
        new($"This key is no signatory’s in contract {number}, or is withdrawn already.",
            $"Cette clé n’est celle d’aucun signataire du contrat {number}, ou elle est déjà révoquée."),
        new("Look the fingerprint up: ecluse contract show NUMBER", "Cherchez l’empreinte : ecluse contract show NUMÉRO"),
        ErrorKind.NotFound);
}
