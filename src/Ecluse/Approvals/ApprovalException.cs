using Ecluse.Contracts;
using Ecluse.Errors;

namespace Ecluse.Approvals;

/// <summary>A signature that does not approve (rule 3 of the lock): one subclass for each cause, exit code 4.</summary>
public abstract class ApprovalException : EcluseException
{
    private protected ApprovalException(string code, Text problem, Text remedy)
        : base(code, problem, remedy, ErrorKind.Refused)
    {
    }
}

/// <summary><c>APPROVAL-001</c>: the key stands nowhere in the contract.</summary>
public sealed class UnknownKeyException(string fingerprint) : ApprovalException(
    "APPROVAL-001",
    new($"Key {fingerprint} is not a signatory’s: it stands nowhere in the contract.",
        $"La clé {fingerprint} n’est pas celle d’un signataire : elle ne figure nulle part au contrat."),
    new("Have a signatory of the laboratory sign with the key that stands in the contract.",
        "Faites signer un signataire du laboratoire avec la clé qui figure au contrat."));

/// <summary><c>APPROVAL-002</c>: the processor approves nothing on the laboratory's behalf.</summary>
public sealed class ProcessorKeyException(string fingerprint) : ApprovalException(
    "APPROVAL-002",
    new($"Key {fingerprint} is held by the processor, which cannot approve for the laboratory.",
        $"La clé {fingerprint} est détenue par le sous-traitant, qui ne peut approuver pour le laboratoire."),
    new("Have a signatory of the laboratory sign; nobody of the processor may hold their key.",
        "Faites signer un signataire du laboratoire ; personne chez le sous-traitant ne doit détenir sa clé."));

/// <summary><c>APPROVAL-003</c>: the receiving vendor approves nothing on the laboratory's behalf.</summary>
public sealed class ReceivingVendorKeyException(string fingerprint) : ApprovalException(
    "APPROVAL-003",
    new($"Key {fingerprint} is held by the receiving vendor, which cannot approve for the laboratory.",
        $"La clé {fingerprint} est détenue par l’éditeur qui reçoit, qui ne peut approuver pour le laboratoire."),
    new("Have a signatory of the laboratory sign; a return e-mail of the other vendor is no approval either.",
        "Faites signer un signataire du laboratoire ; un courriel de l’autre éditeur n’est pas non plus une approbation."));

/// <summary><c>APPROVAL-004</c>: somebody else than the laboratory put the key in.</summary>
public sealed class ForeignEnrolmentException(string signatory) : ApprovalException(
    "APPROVAL-004",
    new($"The key of signatory “{signatory}” was put in by somebody else than the laboratory.",
        $"La clé du signataire « {signatory} » n’a pas été fournie par le laboratoire lui-même."),
    new("Let the laboratory make a new key, confirm it through a second channel and sign the contract anew.",
        "Que le laboratoire crée une nouvelle clé, la confirme par un second canal et signe de nouveau le contrat."));

/// <summary><c>APPROVAL-005</c>: signed as another kind of document.</summary>
public sealed class WrongNamespaceException(string expected) : ApprovalException(
    "APPROVAL-005",
    new($"The signature was made for another kind of document, not for {expected}.",
        $"La signature a été faite pour une autre sorte de document, non pour {expected}."),
    new("Sign this very document: ecluse sign FILE --key KEY", "Signez ce document même : ecluse sign FICHIER --key CLÉ"));

/// <summary><c>APPROVAL-006</c>: the signature belongs to other bytes.</summary>
public sealed class OtherDocumentException() : ApprovalException(
    "APPROVAL-006",
    new("The signature belongs to another document, or the document has changed since it was signed.",
        "La signature appartient à un autre document, ou le document a changé depuis qu’il a été signé."),
    new("Take the file exactly as it was signed, or have this one signed.",
        "Reprenez le fichier tel qu’il a été signé, ou faites signer celui-ci."));

/// <summary><c>APPROVAL-007</c>: the key may not sign any more.</summary>
public sealed class KeyExpiredException(string signatory, DateTimeOffset until) : ApprovalException(
    "APPROVAL-007",
    new($"The key of signatory “{signatory}” could sign until {until:yyyy-MM-dd HH:mm zzz}.",
        $"La clé du signataire « {signatory} » pouvait signer jusqu’au {until:yyyy-MM-dd HH:mm zzz}."),
    new("Have a deputy sign, or sign a contract record with a new key.",
        "Faites signer un suppléant, ou signez une fiche de contrat avec une nouvelle clé."));

/// <summary><c>APPROVAL-008</c>: the key may not sign yet.</summary>
public sealed class KeyNotYetValidException(string signatory, DateTimeOffset from) : ApprovalException(
    "APPROVAL-008",
    new($"The key of signatory “{signatory}” may sign from {from:yyyy-MM-dd HH:mm zzz} on.",
        $"La clé du signataire « {signatory} » peut signer à partir du {from:yyyy-MM-dd HH:mm zzz}."),
    new("Wait, or have a deputy sign.", "Attendez, ou faites signer un suppléant."));

/// <summary><c>APPROVAL-009</c>: the key was withdrawn before the signature came into the journal.</summary>
public sealed class KeyWithdrawnException(string signatory, long fromCheckpoint) : ApprovalException(
    "APPROVAL-009",
    new($"The key of signatory “{signatory}” is withdrawn from journal entry {fromCheckpoint} on.",
        $"La clé du signataire « {signatory} » est révoquée à partir de l’entrée {fromCheckpoint} du journal."),
    new("Have a deputy sign; what the key signed in entries before that stays good.",
        "Faites signer un suppléant ; ce que la clé a signé dans les entrées antérieures reste valable."));

/// <summary><c>APPROVAL-010</c>: the contract has ended.</summary>
public sealed class ContractExpiredException(ContractReason reason) : ApprovalException(
    "APPROVAL-010", reason.Reason,
    new("Sign a new contract before anything else.", "Signez d’abord un nouveau contrat."));

/// <summary><c>APPROVAL-011</c>: the contract has not begun.</summary>
public sealed class ContractNotYetInForceException(ContractReason reason) : ApprovalException(
    "APPROVAL-011", reason.Reason,
    new("Wait until it is in force: starting before is the very practice to avoid.",
        "Attendez qu’il soit en vigueur : commencer avant est justement ce qu’il faut éviter."));

/// <summary><c>APPROVAL-012</c>: the laboratory itself has not signed the contract.</summary>
public sealed class ContractNotSignedByControllerException(ContractReason reason) : ApprovalException(
    "APPROVAL-012", reason.Reason,
    new("Have a signatory of the laboratory sign the contract record with a confirmed key.",
        "Faites signer la fiche du contrat par un signataire du laboratoire, avec une clé confirmée."));

/// <summary><c>APPROVAL-013</c>: nobody confirmed the laboratory's first key through a second channel.</summary>
public sealed class FirstKeyNotConfirmedException(ContractReason reason) : ApprovalException(
    "APPROVAL-013", reason.Reason,
    new("Call the laboratory on a number you already know, have the fingerprint read out, and record it in the contract.",
        "Appelez le laboratoire à un numéro déjà connu, faites lire l’empreinte, et consignez-la dans le contrat."));

/// <summary><c>APPROVAL-014</c>: the contract is not in force for other reasons.</summary>
public sealed class ContractNotInForceException(IReadOnlyList<ContractReason> reasons) : ApprovalException(
    "APPROVAL-014",
    new("The contract is not in force: " + string.Join(" ", reasons.Select(reason => reason.Reason.English)),
        "Le contrat n’est pas en vigueur : " + string.Join(" ", reasons.Select(reason => reason.Reason.French))),
    new("Complete the record and have both parties sign it: ecluse contract check RECORD.yaml",
        "Complétez la fiche et faites-la signer des deux parties : ecluse contract check FICHE.yaml"))
{
    /// <summary>Every reason.</summary>
    public IReadOnlyList<ContractReason> Reasons { get; } = reasons;
}

/// <summary><c>APPROVAL-015</c>: a security key that nobody touched.</summary>
public sealed class KeyNotTouchedException(string signatory) : ApprovalException(
    "APPROVAL-015",
    new($"Nobody touched the security key of signatory “{signatory}” when this was signed.",
        $"Personne n’a touché la clé de sécurité du signataire « {signatory} » au moment de signer."),
    new("Sign again and touch the key; make it without `-O no-touch-required`.",
        "Signez de nouveau en touchant la clé ; créez-la sans `-O no-touch-required`."));

/// <summary><c>APPROVAL-016</c>: the gate's own copy of <c>allowed_signers</c> does not let this key sign.</summary>
public sealed class KeyNotAtGateException(string fingerprint, string space) : ApprovalException(
    "APPROVAL-016",
    new($"Key {fingerprint} may not sign {space} by this gate’s own list of signers.",
        $"La clé {fingerprint} ne peut signer {space} d’après la liste de signataires propre à cette porte."),
    new("Compare the gate’s allowed_signers with the contract, on paper; the gate believes no other list.",
        "Comparez l’allowed_signers de la porte au contrat, sur papier ; la porte ne croit aucune autre liste."));
