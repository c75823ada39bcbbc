using Ecluse.Age;
using Ecluse.Contracts;
using Ecluse.Depot;
using Ecluse.Errors;
using Ecluse.Instructions;

namespace Ecluse.Spaces;

/// <summary>What somebody asks for who opens a space.</summary>
/// <param name="Grade">Who seals.</param>
/// <param name="Direction">Which side sends.</param>
/// <param name="Limits">How much it holds.</param>
/// <param name="Recipients">age recipients of the receiving side.</param>
/// <param name="Senders">Ids of the people who send.</param>
/// <param name="Takers">Ids of the people who take.</param>
/// <param name="EraseBy">When all of it is erased, at the latest.</param>
/// <param name="KeepDays">Days for which an object is kept.</param>
public sealed record SpaceOrder(
    Grade Grade,
    Direction Direction,
    SpaceLimits Limits,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> Senders,
    IReadOnlyList<string> Takers,
    DateTimeOffset EraseBy,
    int KeepDays);

/// <summary>Opens a space under a contract in force and an instruction of it; nothing of what a space must say may be missing.</summary>
/// <param name="ledger">Where spaces are kept.</param>
/// <param name="depot">Where its segments will be.</param>
/// <param name="keys">Where its key will be.</param>
/// <param name="clock">What time it is.</param>
public sealed class OpeningSpace(ISpaceLedger ledger, SegmentDepot depot, SpaceKeys keys, TimeProvider clock)
{
    /// <summary>Longest time for which an object is kept, days.</summary>
    public const int KeepDaysMax = 366;

    private const int RecipientsMax = 20;

    /// <summary>Opens it.</summary>
    /// <param name="order">What is asked for.</param>
    /// <param name="instruction">The instruction.</param>
    /// <param name="contract">Its contract.</param>
    /// <param name="sides">For every person with an open account: the controller's name, or null for the processor's.</param>
    /// <param name="by">Id of the person who opens it.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="EcluseException"><c>SPACE-010</c>, <c>SPACE-011</c>; <c>KEY-…</c>, <c>DEPOT-…</c>.</exception>
    public async Task<Space> RunAsync(
        SpaceOrder order, Instruction instruction, SignedContract contract, IReadOnlyDictionary<string, string?> sides, string by,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(sides);
        var now = clock.GetUtcNow();
        RefuseMalformed(order, now);
        RefuseNotAllowed(order, instruction, contract, now);
        RefuseStrangers(order, contract.Record.Controller, sides);
        var space = new Space(
            SpaceIds.NewSpace(), contract.Record.Number, instruction.Number, instruction.Sha256, order.Grade, order.Direction, order.Limits,
            order.Recipients,
            [
                .. order.Senders.Select(person => new SpacePerson(person, SpacePart.Sends)),
                .. order.Takers.Select(person => new SpacePerson(person, SpacePart.Takes)),
            ],
            now, order.EraseBy, order.KeepDays);
        keys.Create(space.Id, clock);
        depot.Open(space.Id);
        await ledger.OpenAsync(space, SpaceActs.Opened(space, by), cancellation);
        return space;
    }

    private static void RefuseMalformed(SpaceOrder order, DateTimeOffset now)
    {
        Require(order.EraseBy > now, "its erase-by is not ahead", "son échéance n’est pas à venir");
        Require(order.KeepDays is >= 1 and <= KeepDaysMax, $"an object is kept 1 to {KeepDaysMax} days", $"un objet se garde de 1 à {KeepDaysMax} jours");
        Require(
            order.Limits is { BytesMax: > 0, ObjectsMax: > 0 }, "it holds at least one byte and one object", "il tient au moins un octet et un objet");
        Require(order.Senders.Count > 0 && order.Takers.Count > 0, "nobody sends, or nobody takes", "personne n’envoie, ou personne ne prend");
        Require(
            order.Senders.Concat(order.Takers).Distinct().Count() == order.Senders.Count + order.Takers.Count,
            "somebody is named twice", "quelqu’un est nommé deux fois");
        Require(
            order.Recipients.Count is > 0 and <= RecipientsMax && order.Recipients.Distinct().Count() == order.Recipients.Count,
            $"it has 1 to {RecipientsMax} age recipients, each once", $"il a de 1 à {RecipientsMax} destinataires age, chacun une fois");
        var kinds = order.Recipients.Select(KindOf).Distinct().ToList();
        Require(
            kinds is [not null], "its recipients are not age recipients (age1…, age1pq1…) of one kind",
            "ses destinataires ne sont pas des destinataires age (age1…, age1pq1…) d’une seule sorte");
    }

    private static void RefuseNotAllowed(SpaceOrder order, Instruction instruction, SignedContract contract, DateTimeOffset now)
    {
        Allow(instruction.Contract == contract.Record.Number, "the instruction is of another contract", "l’instruction est d’un autre contrat");
        Allow(contract.Check(now).InForce, "the contract is not in force", "le contrat n’est pas en vigueur");
        Allow(
            order.EraseBy <= instruction.EraseBy, "its erase-by is later than the instruction’s", "son échéance dépasse celle de l’instruction");
        Allow(
            order.Grade == Grade.EndToEnd || instruction.AllowsSealingOnArrival,
            "the instruction does not say sealing-on-arrival: true", "l’instruction ne dit pas sealing-on-arrival: true");
    }

    // Who sends is of the sending side, who takes of the other; a laboratory's people are this contract's controller's.
    private static void RefuseStrangers(SpaceOrder order, string? controller, IReadOnlyDictionary<string, string?> sides)
    {
        var (laboratory, processor) = order.Direction == Direction.ToProcessor ? (order.Senders, order.Takers) : (order.Takers, order.Senders);
        Require(
            controller is not null && laboratory.All(person => sides.TryGetValue(person, out var side) && side == controller)
            && processor.All(person => sides.TryGetValue(person, out var side) && side is null),
            "somebody is not of the side that sends or takes, or has no account", "quelqu’un n’est pas de la partie qui envoie ou prend, ou n’a pas de compte");
    }

    private static AgeKeyKind? KindOf(string recipient)
    {
        try
        {
            return AgeRecipient.Parse(recipient) is not null && recipient.StartsWith("age1pq1", StringComparison.Ordinal) ? AgeKeyKind.Hybrid : AgeKeyKind.X25519;
        }
        catch (AgeException)
        {
            return null;
        }
    }

    private static void Require(bool holds, string english, string french)
    {
        if (!holds)
        {
            throw SpaceErrors.Malformed(new Text(english, french));
        }
    }

    private static void Allow(bool holds, string english, string french)
    {
        if (!holds)
        {
            throw SpaceErrors.NotAllowed(new Text(english, french));
        }
    }
}
