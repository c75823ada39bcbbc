using Ecluse.Age;
using Ecluse.Documents;

namespace Ecluse.Instructions;

/// <summary>Reads whom parcels are sealed to: one kind of recipient, the laboratory's own only for a return.</summary>
internal sealed class RecipientReader(ProblemList problems)
{
    internal List<NamedRecipient> Read(DocumentSequence list, Fate fate)
    {
        var recipients = list.Mappings.Select(Read).ToList();
        if (recipients.Where(one => !one.IsMadeWithPlan).Select(one => IsHybrid(one.Recipient)).Distinct().Count() > 1)
        {
            problems.Add("INSTRUCTION-011", list, new(
                "post-quantum and classic recipients are mixed; a parcel has one kind",
                "des destinataires post-quantiques et classiques sont mêlés ; une parcelle n’en a qu’une sorte"));
        }

        if (recipients.Select(one => one.Recipient).Distinct(StringComparer.Ordinal).Count() < recipients.Count)
        {
            problems.Add("INSTRUCTION-011", list, new("a recipient stands twice", "un destinataire figure deux fois"));
        }

        if (recipients.Any(one => one.For == RecipientUse.Return) != (fate == Fate.Return))
        {
            problems.Add("INSTRUCTION-012", list, new(
                "a recipient for return stands here if, and only if, the fate is return",
                "un destinataire pour le renvoi (return) figure ici si, et seulement si, le sort (fate) est return"));
        }

        if (recipients.Any(one => one.IsMadeWithPlan && one.For == RecipientUse.Return))
        {
            problems.Add("INSTRUCTION-012", list, new(
                "the laboratory’s own recipient must be written; only a passage’s identity is made with the plan",
                "le destinataire du laboratoire doit être écrit ; seule l’identité d’un passage est créée avec le plan"));
        }

        if (recipients.All(one => one.For != RecipientUse.Passage))
        {
            problems.Add("INSTRUCTION-012", list, new(
                "no recipient is for the passage: nobody could load it",
                "aucun destinataire n’est pour le passage (passage) : personne ne pourrait charger"));
        }

        return recipients;
    }

    private NamedRecipient Read(DocumentMapping node)
    {
        var recipient = node.Text("recipient")!;
        if (!IsRecipient(recipient) && recipient != NamedRecipient.WithThePlan)
        {
            problems.Add("INSTRUCTION-011", node.Find("recipient")!, new(
                $"this text of {recipient.Length} characters is not an age recipient (age1…, or age1pq1…), nor with-the-plan",
                $"ce texte de {recipient.Length} caractères n’est pas un destinataire age (age1…, ou age1pq1…), ni with-the-plan"));
        }

        InstructionReader.Require(node, "holder", problems);
        InstructionReader.Require(node, "place", problems);
        return new NamedRecipient(recipient, node.Text("holder")!, node.Text("place")!,
            node.Text("for") == "passage" ? RecipientUse.Passage : RecipientUse.Return);
    }

    private static bool IsHybrid(string recipient) => recipient.StartsWith("age1pq1", StringComparison.Ordinal);

    private static bool IsRecipient(string text)
    {
        try
        {
            _ = AgeRecipient.Parse(text);
            return true;
        }
        catch (AgeException)
        {
            return false;
        }
    }
}
