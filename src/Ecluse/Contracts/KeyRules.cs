namespace Ecluse.Contracts;

/// <summary>Rule 3 of the lock, as far as the record alone can tell: whose keys may not be a signatory's.</summary>
internal static class KeyRules
{
    internal static IEnumerable<ContractReason> Reasons(ContractRecord record)
    {
        foreach (var signatory in record.Signatories.Where(one => one.Key is not null))
        {
            if (record.ProcessorKeys.Any(known => known.Key.Equals(signatory.Key)))
            {
                yield return new("CONTRACT-108", new(
                    $"The key of signatory “{signatory.Id}” is a key of the processor.",
                    $"La clé du signataire « {signatory.Id} » est une clé du sous-traitant."));
            }

            if (record.ReceivingVendorKeys.Any(known => known.Key.Equals(signatory.Key)))
            {
                yield return new("CONTRACT-109", new(
                    $"The key of signatory “{signatory.Id}” is a key of the receiving vendor.",
                    $"La clé du signataire « {signatory.Id} » est une clé de l’éditeur qui reçoit."));
            }

            if (signatory.EnrolledBy is KeyEnroller.Processor or KeyEnroller.ReceivingVendor)
            {
                yield return new("CONTRACT-110", new(
                    $"The key of signatory “{signatory.Id}” was put in by somebody else than the laboratory.",
                    $"La clé du signataire « {signatory.Id} » n’a pas été fournie par le laboratoire lui-même."));
            }
        }

        foreach (var shared in record.Signatories.Where(one => one.Key is not null)
            .GroupBy(one => one.Key!).Where(group => group.Count() > 1))
        {
            yield return new("CONTRACT-112", new(
                $"Signatories {string.Join(", ", shared.Select(one => one.Id))} share one key.",
                $"Les signataires {string.Join(", ", shared.Select(one => one.Id))} partagent une seule clé."));
        }

        if (record.Signatories is [{ Key: not null, IsConfirmed: false } first, ..])
        {
            yield return new("CONTRACT-113", new(
                $"The first key (signatory “{first.Id}”) was not confirmed through a second channel, or the fingerprint "
                + "read is not its own.",
                $"La première clé (signataire « {first.Id} ») n’a pas été confirmée par un second canal, ou l’empreinte "
                + "lue n’est pas la sienne."));
        }
    }
}
