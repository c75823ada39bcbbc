using Ecluse.Host.Accounts;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.Host.Passages;

/// <summary>What somebody may do with a passage as it stands: at most one filled button, the next thing.</summary>
internal static class PassageActs
{
    public static Html Write(PassageNow now, Account account, Pen pen)
    {
        _ = (now, account, pen);
        return Html.None;
    }
}
