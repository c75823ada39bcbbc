using Ecluse.Durability;
using Ecluse.Errors;

namespace Ecluse.Scratch;

/// <summary>What we laid aside could not be written, or is not what was written.</summary>
public sealed class ScratchException : EcluseException
{
    private ScratchException(string code, DiskTrouble trouble, Text problem, Text remedy, ErrorKind kind, Exception? cause = null)
        : base(code, problem, remedy, kind, cause) => Trouble = trouble;

    /// <summary>What the disk refused.</summary>
    public DiskTrouble Trouble { get; }

    internal static ScratchException Disk(Exception cause)
    {
        var trouble = DiskTroubles.Of(cause);
        return new(
            "SCRATCH-001",
            trouble,
            new Text($"The folder scratch of the data folder cannot be used ({trouble}); nothing was lost.",
                $"Le dossier scratch du dossier de données ne peut pas servir ({trouble}) ; rien n’est perdu."),
            new Text("Make room there and give it to this account, then give the same command again.",
                "Faites-y de la place et donnez-le à ce compte, puis redonnez la même commande."),
            ErrorKind.Failed,
            cause);
    }

    internal static ScratchException Altered() => new(
        "SCRATCH-002",
        DiskTrouble.Other,
        new Text("A sealed block that was laid aside is not the one that was written.",
            "Un bloc scellé mis de côté n’est pas celui qui fut écrit."),
        new Text("Find out who writes to the disk, or whether it fails, then give the same command again.",
            "Cherchez qui écrit sur le disque, ou s’il est en panne, puis redonnez la même commande."),
        ErrorKind.SealBroken);
}
