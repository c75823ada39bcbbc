using Ecluse.Accounts;
using Ecluse.Contracts;
using Ecluse.Host.Accounts;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.Host.Contracts;

/// <summary>Who signs for the laboratory under a contract, with which key, and the way to withdraw it.</summary>
internal static class SignatoryTable
{
    public static Html Write(ContractRecord record, IReadOnlyList<KeyWithdrawal> withdrawn, Account account, Pen pen)
    {
        var title = pen.Say("Who signs for the laboratory", "Qui signe pour le laboratoire");
        var table = new Table(
            title, pen.Say("Name", "Nom"), pen.Say("Role", "Rôle"), pen.Say("Key", "Clé"), pen.Say("Until", "Jusqu’au"), pen.Say("State", "État"));
        foreach (var signatory in record.Signatories)
        {
            table.Add(
                Html.Text(signatory.Name ?? signatory.Id), Html.Text(signatory.Role ?? "–"),
                Html.Of($"<span class=\"hash\">{signatory.Key?.Fingerprint ?? "–"}</span>"),
                Html.Text(signatory.ValidUntil is { } until ? pen.Day(DateOnly.FromDateTime(until.UtcDateTime)) : "–"),
                State(record, signatory, withdrawn, account, pen));
        }

        return Parts.Section(title, Html.None, table.Write());
    }

    private static Html State(ContractRecord record, Signatory signatory, IReadOnlyList<KeyWithdrawal> withdrawn, Account account, Pen pen)
    {
        if (withdrawn.FirstOrDefault(one => one.Fingerprint == signatory.Key?.Fingerprint) is { } gone)
        {
            return Parts.Tag("minus", pen.Say($"withdrawn, entry {gone.FromCheckpoint}", $"révoquée, entrée {gone.FromCheckpoint}"));
        }

        var confirmed = signatory.IsConfirmed
            ? Parts.Tag("check", pen.Say("confirmed by a second channel", "confirmée par une autre voie"), "ok")
            : Parts.Tag("warn", pen.Say("confirmed by another signatory", "confirmée par un autre signataire"), "warn");
        return signatory.Key is null || !account.May(Right.WithdrawSignatoryKeys) ? confirmed : Html.Of(
            $"""{confirmed} <form method="post" action="/contracts/{record.Number}/withdraw-key"><input type="hidden" name="key" value="{signatory.Key.Fingerprint}"><button class="btn" type="submit">{pen.Say("Withdraw the key", "Révoquer la clé")}<span class="vh"> {signatory.Name ?? signatory.Id}</span></button></form>""");
    }
}
