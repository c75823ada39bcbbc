using Ecluse.Signatures;

namespace Ecluse.Samples.Documents;

/// <summary>The keys that the demonstration has just made, one for each person of the story.</summary>
/// <param name="Director">The laboratory's director, who signs first.</param>
/// <param name="Deputy">The biologist who signs when the director cannot, or null.</param>
/// <param name="Processor">The engineer of the vendor that migrates; signs the contract for the vendor.</param>
/// <param name="ReceivingVendor">Somebody of the vendor that receives, or null; may sign nothing.</param>
public sealed record SampleSigners(
    SshPublicKey Director, SshPublicKey? Deputy, SshPublicKey Processor, SshPublicKey? ReceivingVendor);

/// <summary>What the sample instruction leaves open.</summary>
/// <param name="Recipients">Whom parcels are sealed to: recipient, who holds the identity, where.</param>
/// <param name="EraseBy">Instant by which everything is erased.</param>
/// <param name="ExpectedPatients">Patients expected.</param>
/// <param name="Source">Name of the source connection.</param>
/// <param name="Target">Name of the target connection.</param>
/// <param name="IsTrial">Whether it goes into a trial system.</param>
public sealed record SampleInstruction(
    IReadOnlyList<(string Recipient, string Holder, string Place)> Recipients,
    DateTimeOffset EraseBy,
    long ExpectedPatients,
    string Source = "megabus",
    string Target = "kalisil",
    bool IsTrial = false);
