namespace Ecluse.Signatures;

/// <summary>
/// The SSHSIG namespaces: one for each kind of document, so that a signature made for one kind never stands for another.
/// </summary>
/// <remarks>Source: <c>docs/spec/signatures.md</c>.</remarks>
public static class SignatureNamespaces
{
    /// <summary>The contract record, signed by both parties.</summary>
    public const string Contract = "contract@ecluse";

    /// <summary>The controller's instruction (GDPR art. 29).</summary>
    public const string Instruction = "instruction@ecluse";

    /// <summary>The controller's approval of a plan.</summary>
    public const string Plan = "plan@ecluse";

    /// <summary>The source gate's list of parcels.</summary>
    public const string Manifest = "manifest@ecluse";

    /// <summary>The controller's acceptance of what arrived.</summary>
    public const string Acceptance = "acceptance@ecluse";

    /// <summary>The controller's new erase-by date for a passage, or a legal hold on it.</summary>
    public const string Postponement = "postponement@ecluse";

    /// <summary>What a target gate that stands by itself asks the source gate.</summary>
    public const string Question = "question@ecluse";

    /// <summary>The source gate's word on its sealed answer.</summary>
    public const string Answer = "answer@ecluse";

    /// <summary>A gate's receipt for what it gave back to the laboratory.</summary>
    public const string Return = "return@ecluse";

    /// <summary>A gate's statement that it destroyed an identity.</summary>
    public const string Erasure = "erasure@ecluse";

    /// <summary>Somebody's word that an identity was destroyed where no gate could state it.</summary>
    public const string Destruction = "destruction@ecluse";

    /// <summary>The certificate of erasure.</summary>
    public const string Certificate = "certificate@ecluse";

    /// <summary>All of them; the list is closed.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Contract, Instruction, Plan, Manifest, Acceptance, Postponement, Question, Answer, Return, Erasure, Destruction, Certificate];
}
