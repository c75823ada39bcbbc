using Ecluse.ErasureViews;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>What is signed, who alone may sign, and how.</summary>
internal static class PlanSignature
{
    public static Html Write(PlanView view, Pen pen)
    {
        var plan = view.Plan;
        var file = view.PlanFile;
        var checkpoint = CheckpointView.Read(plan.Checkpoint);
        var signed = Parts.KeyValues(
        [
            ("Plan", Html.Of($"<code>{file}</code>, {pen.Size(view.PlanBytes)}")),
            (pen.Say("Contract", "Contrat"), Html.Of($"{plan.Contract.Id}<br>{Parts.Hash(plan.Contract.Sha256)}")),
            ("Instruction", Html.Of($"{plan.Instruction.Id}<br>{Parts.Hash(plan.Instruction.Sha256)}")),
            (pen.Say("Source profile", "Profil source"), Html.Of($"{plan.Source.Profile.Id}<br>{Parts.Hash(plan.Source.Profile.Sha256)}")),
            (pen.Say("Target profile", "Profil cible"), Html.Of($"{plan.Target.Profile.Id}<br>{Parts.Hash(plan.Target.Profile.Sha256)}")),
            (pen.Say("Journal", "Journal"), checkpoint is null ? Html.None : Html.Text($"{checkpoint.Origin}, {pen.Count(checkpoint.Size, "entry", "entries", "entrée", "entrées")}")),
        ]);
        return Parts.Section(
            "Signature", Html.Text(pen.Say("Good for one passage, and for this plan alone", "Bonne pour un seul passage, et pour ce seul plan")),
            Html.Of(
                $"""<div class="panel sign"><div><h3>{pen.Say("What you sign", "Ce que vous signez")}</h3><p class="hash">sha256<br>{Parts.Hash(view.PlanSha256[..32])}<br>{Parts.Hash(view.PlanSha256[32..])}</p>{signed}</div><div><h3>{Who(view, pen)}</h3><p class="muted">{pen.Say("Signatory named by the contract. Any other signature is refused, ours first.", "Signataire nommé par le contrat. Toute autre signature est refusée, la nôtre la première.")}</p><p class="small muted recon">{pen.Say("On your own machine, which shows the figures once more before it signs:", "Sur votre poste, qui montre encore une fois les chiffres avant de signer :")}</p>{Parts.Command($"ecluse sign {file} --key {pen.Say("KEY", "CLÉ")}")}<p class="small muted recon">{pen.Say("Or with OpenSSH alone:", "Ou avec OpenSSH seul :")}</p>{Parts.Command($"ssh-keygen -Y sign -n plan@ecluse -f {pen.Say("KEY", "CLÉ")} {file}")}<p class="small muted recon">{pen.Say("Check first that the file is this one:", "Vérifier d’abord que le fichier est celui-ci :")}</p>{Parts.Command($"sha256sum {file}")}</div></div>"""));
    }

    private static string Who(PlanView view, Pen pen)
    {
        if (view.Signatories.Count == 0)
        {
            return pen.Say("Nobody can sign: the contract names no signatory", "Personne ne peut signer : le contrat ne nomme aucun signataire");
        }

        var last = view.Signatories[^1];
        var names = view.Signatories.Count == 1 ? last
            : $"{string.Join(", ", view.Signatories.SkipLast(1))} {pen.Say("or", "ou")} {last}";
        return pen.Say($"Only {names} can sign", $"Signature réservée à : {names}");
    }
}
