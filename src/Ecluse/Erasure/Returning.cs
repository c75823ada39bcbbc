using Ecluse.Passages;

namespace Ecluse.Erasure;

/// <summary>What is to be returned is returned before it is erased (GDPR art. 28(3)(g)).</summary>
public static class Returning
{
    /// <summary>Name of the act.</summary>
    public const string Act = "passage.returned";

    /// <summary>Refuses where the signed plan says that nothing is returned.</summary>
    /// <exception cref="Errors.EcluseException"><c>ERASE-014</c>.</exception>
    public static void MustReturn(PassageWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (work.Plan.Fate != "return")
        {
            throw EraseErrors.NothingToReturn();
        }
    }

    /// <summary>Refuses an early erasure of an accepted passage whose parcels were not returned yet.</summary>
    /// <exception cref="Errors.EcluseException"><c>ERASE-013</c>.</exception>
    public static async Task RefuseBeforeAsync(
        IPassageLedger ledger, PassageWork work, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(work);
        if (work.Plan.Fate == "return" && work.Passage.State == PassageState.Accepted && now < work.Passage.EraseBy
            && !(await ledger.StepsAsync(work.Passage.Id, cancellation)).Any(step => step.Name == Act))
        {
            throw EraseErrors.ReturnFirst();
        }
    }
}
