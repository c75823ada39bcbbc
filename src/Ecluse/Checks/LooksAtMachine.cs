namespace Ecluse.Checks;

/// <summary>Looks at files, modes, the journal, transport and backups.</summary>
internal static class LooksAtMachine
{
    public static Seen Sealed(CheckFacts facts, Requirement asked)
    {
        var found = facts.Sealed;
        return found.NotSealed.Count > 0
            ? new(Verdict.DoesNotHold, Evidence.Where(found.NotSealed, "files that do not begin as sealed ones do", "fichiers qui ne commencent pas comme un fichier scellé"))
            : found.IsElsewhere
                ? Seen.NotShown(new($"files looked at: {found.Looked}; the depot also lies elsewhere, where this command does not read", $"fichiers regardés : {found.Looked} ; le dépôt est aussi ailleurs, où cette commande ne lit pas"))
                : Seen.Holds(new($"files whose beginning was read: {found.Looked}", $"fichiers dont le début fut lu : {found.Looked}"));
    }

    public static Seen Files(CheckFacts facts, Requirement asked)
    {
        var against = facts.Files.Where(one => one.IsOthers).Select(one => $"{one.Path} {one.Mode}").ToList();
        IReadOnlyList<Errors.Text> lines =
        [
            .. Evidence.Where(against, "open to others", "ouverts à d’autres"),
            .. facts.IsMasterKeyWhole ? Array.Empty<Errors.Text>() : [new("the master key is inside the data folder or open to others", "la clé maîtresse est dans le dossier de données ou ouverte à d’autres")],
        ];
        return facts.Files.Count == 0
            ? Seen.NotShown(new("no file could be looked at", "aucun fichier n’a pu être regardé"))
            : Seen.Against(lines, new($"files and folders looked at: {facts.Files.Count}", $"fichiers et dossiers regardés : {facts.Files.Count}"));
    }

    public static Seen Transport(CheckFacts facts, Requirement asked) => facts.Transport switch
    {
        null => Seen.NotShown(new("only the running server knows its address: see Check in the console", "seul le serveur en marche connaît son adresse : voir Contrôle dans la console")),
        { IsTls: false, IsLocal: false } => Seen.DoesNotHold(new("served to other machines without TLS", "servie à d’autres machines sans TLS")),
        { Until: { } until } when until - facts.At < TimeSpan.FromDays(asked.Days!.Value) => Seen.DoesNotHold(new($"the certificate ends on {Evidence.At(until)}", $"le certificat finit le {Evidence.At(until)}")),
        { IsTls: true, Until: { } until } => Seen.Holds(new($"TLS, certificate until {Evidence.At(until)}", $"TLS, certificat jusqu’au {Evidence.At(until)}")),
        { IsTls: true } => Seen.Holds(new("a proxy of this machine ends TLS; its certificate is not seen from here", "un mandataire de cette machine termine TLS ; son certificat ne se voit pas d’ici")),
        _ => Seen.Holds(new("served to this machine alone", "servie à cette seule machine")),
    };

    public static Seen Ssh(CheckFacts facts, Requirement asked) => facts.Ssh switch
    {
        null => Seen.Holds(new("SFTP was never offered from this folder", "SFTP n’a jamais été offert depuis ce dossier")),
        { Other.Count: > 0 } ssh => new(Verdict.DoesNotHold, Evidence.Where(ssh.Other, "algorithms that are not of the list", "algorithmes hors de la liste")),
        { HostKeys: 0 } => Seen.DoesNotHold(new("no host key: whoever answers first is believed", "aucune clé d’hôte : le premier qui répond est cru")),
        { } ssh => Seen.Holds(new($"listed algorithms only; host keys: {ssh.HostKeys}", $"algorithmes listés seulement ; clés d’hôte : {ssh.HostKeys}")),
    };

    public static Seen Backup(CheckFacts facts, Requirement asked) => facts.Backup is not { } backup
        ? Seen.DoesNotHold(new("the journal tells of no backup", "le journal ne dit aucune sauvegarde"))
        : facts.At - backup.At > TimeSpan.FromDays(asked.Days!.Value)
            ? Seen.DoesNotHold(new($"the last one is entry {backup.Index}, {Evidence.At(backup.At)}", $"la dernière est l’entrée {backup.Index}, {Evidence.At(backup.At)}"))
            : Seen.Holds(new($"entry {backup.Index}, {Evidence.At(backup.At)}", $"entrée {backup.Index}, {Evidence.At(backup.At)}"));

    public static Seen Journal(CheckFacts facts, Requirement asked) => facts.Journal switch
    {
        { Holds: false } journal => new(Verdict.DoesNotHold, [.. journal.Wrong.Take(5), new($"entries read: {journal.Entries}", $"entrées lues : {journal.Entries}")]),
        { Published: 0 } => Seen.DoesNotHold(new("no checkpoint was ever signed", "aucun point de contrôle n’a été signé")),
        { } journal => Seen.Holds(new($"entries 0 to {journal.Entries - 1}; under the signed checkpoint: {journal.Published}", $"entrées 0 à {journal.Entries - 1} ; sous le point de contrôle signé : {journal.Published}")),
    };
}
