using Ecluse.Errors;

namespace Ecluse.Signatures;

/// <summary>Every error of this folder; codes in <c>docs/reference/errors/signatures.md</c>.</summary>
internal static class SignatureErrors
{
    public static EcluseException MalformedSignature() => new(
        "SIGN-001",
        new("The signature file is not a well-formed SSH signature.",
            "Le fichier de signature n’est pas une signature SSH bien formée."),
        new("Take the .sig file as `ssh-keygen -Y sign` or `ecluse sign` wrote it.",
            "Prenez le fichier .sig tel que `ssh-keygen -Y sign` ou `ecluse sign` l’a écrit."),
        ErrorKind.SealBroken);

    public static EcluseException WrongNamespace(string found, string expected) => new(
        "SIGN-002",
        new($"The signature was made for namespace {Shape(found)}, not for {expected}.",
            $"La signature a été faite pour l’espace {Shape(found)}, non pour {expected}."),
        new("Sign this very document with `ecluse sign`, which picks the namespace.",
            "Signez ce document même avec `ecluse sign`, qui choisit l’espace de noms."),
        ErrorKind.Refused);

    public static EcluseException OtherKey(SshPublicKey found, SshPublicKey expected) => new(
        "SIGN-003",
        new($"The signature was made by key {found.Fingerprint}, not by {expected.Fingerprint}.",
            $"La signature vient de la clé {found.Fingerprint}, non de {expected.Fingerprint}."),
        new("Have it signed with the key that stands in the contract.",
            "Faites signer avec la clé qui figure au contrat."),
        ErrorKind.Refused);

    public static EcluseException DoesNotVerify(SshPublicKey key) => new(
        "SIGN-004",
        new($"The signature by key {key.Fingerprint} does not hold for these bytes.",
            $"La signature de la clé {key.Fingerprint} ne vaut pas pour ces octets."),
        new("Take document and signature as they were signed; one of them has changed, or they do not belong together.",
            "Reprenez document et signature d’origine ; l’un a changé, ou ils ne vont pas ensemble."),
        ErrorKind.SealBroken);

    public static EcluseException UnknownAlgorithm() => new(
        "SIGN-005",
        new("The key or signature uses an algorithm that is not accepted here.",
            "La clé ou la signature emploie un algorithme qui n’est pas admis ici."),
        new("Use ed25519, sk-ssh-ed25519, ecdsa or sk-ecdsa keys, or rsa of at least 3072 bits with rsa-sha2.",
            "Employez une clé ed25519, sk-ssh-ed25519, ecdsa, sk-ecdsa, ou rsa d’au moins 3072 bits avec rsa-sha2."),
        ErrorKind.Refused);

    public static EcluseException WeakKey(int bits) => new(
        "SIGN-006",
        new($"The RSA key has {bits} bits; at least {SshPublicKey.RsaBitsMin} are required.",
            $"La clé RSA compte {bits} bits ; il en faut au moins {SshPublicKey.RsaBitsMin}."),
        new("Make a new key: `ssh-keygen -t ed25519`.", "Créez une nouvelle clé : `ssh-keygen -t ed25519`."),
        ErrorKind.Refused);

    public static EcluseException MalformedKey(Exception? cause = null) => new(
        "SIGN-007",
        new("The public key is not a well-formed OpenSSH key.",
            "La clé publique n’est pas une clé OpenSSH bien formée."),
        new("Copy the whole line of the .pub file: type, base64, comment.",
            "Copiez la ligne entière du fichier .pub : type, base64, commentaire."),
        ErrorKind.Usage, cause);

    public static EcluseException EncryptedKey() => new(
        "SIGN-008",
        new("The private key is protected by a passphrase, which Écluse does not ask for.",
            "La clé privée est protégée par une phrase de passe, qu’Écluse ne demande pas."),
        new("Sign with OpenSSH, which asks for it: `ssh-keygen -Y sign -f KEY -n NAMESPACE FILE`.",
            "Signez avec OpenSSH, qui la demande : `ssh-keygen -Y sign -f CLÉ -n ESPACE FICHIER`."),
        ErrorKind.Usage);

    public static EcluseException MalformedPrivateKey() => new(
        "SIGN-009",
        new("The file is not an ed25519 private key in OpenSSH's format.",
            "Le fichier n’est pas une clé privée ed25519 au format OpenSSH."),
        new("Use a key of `ssh-keygen -t ed25519`; with other kinds sign with `ssh-keygen -Y sign`.",
            "Prenez une clé de `ssh-keygen -t ed25519` ; pour les autres, signez avec `ssh-keygen -Y sign`."),
        ErrorKind.Usage);

    public static EcluseException OpenKeyFile() => new(
        "SIGN-010",
        new("The private key file can be read by others than its owner.",
            "Le fichier de la clé privée est lisible par d’autres que son propriétaire."),
        new("Close it: `chmod 600 KEY`.", "Fermez-le : `chmod 600 CLÉ`."),
        ErrorKind.Refused);

    public static EcluseException NoTouch(SshPublicKey key) => new(
        "SIGN-011",
        new($"Nobody touched the security key {key.Fingerprint} when this was signed.",
            $"Personne n’a touché la clé de sécurité {key.Fingerprint} au moment de signer."),
        new("Make a key without `-O no-touch-required` and sign again.",
            "Créez une clé sans `-O no-touch-required` et signez de nouveau."),
        ErrorKind.Refused);

    public static EcluseException AllowedSignersLine(int line) => new(
        "SIGN-012",
        new($"Line {line} of the allowed signers is not understood.",
            $"La ligne {line} des signataires admis n’est pas comprise."),
        new("Write: principals, options (namespaces, valid-after, valid-before), key; certificates are not accepted.",
            "Écrivez : noms, options (namespaces, valid-after, valid-before), clé ; pas de certificats."),
        ErrorKind.Usage);

    public static EcluseException UnknownDocument() => new(
        "SIGN-013",
        new("The document does not say of which type it is, or its type has no signature.",
            "Le document ne dit pas son type, ou son type ne se signe pas."),
        new("Give a contract, instruction, plan, manifest, acceptance, erasure statement or certificate of Écluse.",
            "Donnez un contrat, une instruction, un plan, un manifeste, une acceptation, une déclaration ou un "
            + "certificat d’Écluse."),
        ErrorKind.Usage);

    public static EcluseException KeyFileMissing() => new(
        "SIGN-014",
        new("The private key file does not exist or cannot be read.",
            "Le fichier de la clé privée n’existe pas ou ne peut être lu."),
        new("Check the path given with `--key`.", "Vérifiez le chemin donné par `--key`."),
        ErrorKind.NotFound);

    public static EcluseException NotVerified(SshPublicKey key) => new(
        "SIGN-015",
        new($"The passkey {key.Fingerprint} signed without verifying who held it.",
            $"La clé d’accès {key.Fingerprint} a signé sans vérifier qui la tenait."),
        new("Sign again with a passkey that asks for a PIN, a fingerprint or a face.",
            "Signez de nouveau avec une clé d’accès qui demande un code, une empreinte ou un visage."),
        ErrorKind.Refused);

    public static EcluseException OtherSite(SshPublicKey key) => new(
        "SIGN-016",
        new($"The passkey {key.Fingerprint} signed on another site than its own, or inside a page of another site.",
            $"La clé d’accès {key.Fingerprint} a signé sur un autre site que le sien, ou dans une page d’un autre site."),
        new("Sign on the console's own signing page, over https, or with `ecluse sign`.",
            "Signez sur la page de signature de la console, en https, ou avec `ecluse sign`."),
        ErrorKind.Refused);

    public static EcluseException MalformedPasskey() => new(
        "SIGN-017",
        new("The passkey's public key is not an ES256 key in the form that authenticators give.",
            "La clé publique de la clé d’accès n’est pas une clé ES256 sous la forme que donnent les authentificateurs."),
        new("Enrol a passkey that signs with ES256.", "Enrôlez une clé d’accès qui signe en ES256."),
        ErrorKind.Refused);

    private static string Shape(string found) =>
        SignatureNamespaces.All.Contains(found) ? found : $"({found.Length} characters)";
}
