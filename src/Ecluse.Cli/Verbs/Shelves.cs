using System.CommandLine;
using Ecluse.Approvals;
using Ecluse.Errors;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Instructions;
using Ecluse.Storage.Journal;

namespace Ecluse.Cli.Verbs;

/// <summary>The contracts and instructions of a data folder, opened for a verb.</summary>
internal sealed record Shelves(DataFolder Data, TimeProvider Clock, ContractShelf Contracts, InstructionShelf Instructions)
{
    /// <exception cref="EcluseException"><c>STATE-001</c>: the folder holds no state.</exception>
    public static Shelves Open(VerbContext context, ParseResult parsed)
    {
        var data = JournalVerb.Places(parsed).Data;
        using (data.Open())
        {
            // Only to say now, and in one line, that there is no state here.
        }

        var journal = JournalVerb.Open(context, parsed);
        return new Shelves(
            data, context.Clock, new ContractShelf(data.Open, journal.AppendAsync), new InstructionShelf(data.Open, journal.AppendAsync));
    }

    /// <summary>Id of the person whose account of this machine runs the verb: an act has a person's name.</summary>
    /// <exception cref="EcluseException"><c>PERSON-002</c>: nobody of that account is known.</exception>
    public async Task<string> ActorAsync(CancellationToken cancellation)
    {
        var actor = await JournalVerb.ActorAsync(Data, cancellation);
        return actor.StartsWith("person:", StringComparison.Ordinal) ? actor : throw new EcluseException(
            "PERSON-002",
            new("No named person uses this account of the machine; every act has a name.",
                "Aucune personne nommée n’utilise ce compte de la machine ; chaque acte porte un nom."),
            new("Run ecluse person add NAME --organisation … --role operator.",
                "Lancer ecluse person add NOM --organisation … --role operator."),
            ErrorKind.Refused);
    }

    /// <summary>What a signature that comes in now is judged against: the keys that this machine holds are not the laboratory's.</summary>
    public async Task<ApprovalGround> GroundAsync(string contract, CancellationToken cancellation) =>
        await Contracts.GroundAsync(contract, Clock.GetUtcNow(), null, cancellation) with { ProcessorKeys = [.. KeysHeld()] };

    private IEnumerable<SshPublicKey> KeysHeld() => Directory.Exists(Data.SigningKeys)
        ? Directory.EnumerateFiles(Data.SigningKeys, "*.pub").Select(path => SshPublicKey.Parse(File.ReadAllText(path)))
        : [];
}
