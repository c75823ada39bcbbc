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

    public static EcluseException NumberOfAnother(string number) => new(
        "CONTRACT-009",
        new($"Contract {number} is another controller’s: a number stays with the laboratory that first signed under it.",
            $"Le contrat {number} est d’un autre responsable : un numéro reste au laboratoire qui a signé le premier sous ce numéro."),
        new("Give the record a number of its own, and have both parties sign it.",
            "Donner à la fiche un numéro à elle, et la faire signer par les deux parties."),
        ErrorKind.Refused);

    public static EcluseException NameOfAnother(string number) => new(
        "CONTRACT-010",
        new($"Contract {number} names the same controller under another registration: two laboratories of one name would see each other’s passages.",
            $"Le contrat {number} nomme le même responsable sous un autre enregistrement : deux laboratoires de même nom verraient leurs passages l’un l’autre."),
        new("Write the controller’s name so that the two can be told apart, or correct the registration.",
            "Écrire le nom du responsable de façon à distinguer les deux, ou corriger l’enregistrement."),
        ErrorKind.Refused);

    public static EcluseException KeyOfAnAccount() => new(
        "CONTRACT-011",
        new("The key of a signatory is, or was, on somebody’s account for SFTP: a key that signs for a laboratory opens nothing else.",
            "La clé d’un signataire est, ou fut, sur le compte de quelqu’un pour SFTP : une clé qui signe pour un laboratoire n’ouvre rien d’autre."),
        new("Have the signatory make a key for signing alone, and the record signed again.",
            "Faire faire au signataire une clé pour signer seulement, et signer de nouveau la fiche."),
        ErrorKind.Refused);
}
