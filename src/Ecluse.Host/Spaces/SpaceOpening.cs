using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Hosting;
using Ecluse.Instructions;
using Ecluse.Spaces;

namespace Ecluse.Host.Spaces;

/// <summary>What somebody asks for who opens a space. Who sends and who takes follows from the side that each person is of.</summary>
/// <param name="Grade">Who seals.</param>
/// <param name="Direction">Which side sends.</param>
/// <param name="BytesMax">Bytes that it holds.</param>
/// <param name="ObjectsMax">Objects that it holds.</param>
/// <param name="Recipients">age recipients of the side that takes.</param>
/// <param name="People">Ids of people, or their names where nobody else has that name.</param>
/// <param name="EraseBy">When all of it is erased, at the latest.</param>
/// <param name="KeepDays">Days for which an object is kept.</param>
internal sealed record SpaceAsked(
    Grade Grade, Direction Direction, long BytesMax, int ObjectsMax, IReadOnlyList<string> Recipients, IReadOnlyList<string> People, DateTimeOffset EraseBy,
    int KeepDays);

/// <summary>Opens a space for the console, the API and the command line: under an instruction, among people with accounts.</summary>
internal static class SpaceOpening
{
    /// <summary>Whom a space can name: whose role uses spaces, of the processor and of this controller.</summary>
    public static async Task<IReadOnlyList<Account>> PeopleAsync(AccountShelf accounts, string? controller, CancellationToken cancellation) =>
    [
        .. (await accounts.PeopleAsync(cancellation)).People
            .Where(one => RoleNames.Parse(one.Person.Role) is { } role && (one.Person.Controller is null || one.Person.Controller == controller)
                && Rights.Allows(role, one.Person.Controller is null ? Side.Processor : Side.Controller, Right.UseSpaces))
            .Select(one => new Account(
                one.Person.Id, one.Person.Name ?? one.Person.Id, one.Person.Organisation ?? "", RoleNames.Parse(one.Person.Role)!.Value, one.Person.Controller)),
    ];

    /// <summary>Opens it.</summary>
    /// <exception cref="EcluseException"><c>API-030</c>: nothing in force is said on hosting; as <see cref="OpeningSpace"/>.</exception>
    public static async Task<Space> RunAsync(
        Installation installation, AccountShelf accounts, Instruction instruction, SpaceAsked asked, string by, CancellationToken cancellation)
    {
        await new HostingWord(installation).RequireAsync(cancellation);
        var (contract, _) = await installation.Contracts.GetAsync(instruction.Contract, cancellation);
        var people = await PeopleAsync(accounts, contract.Record.Controller, cancellation);
        var named = asked.People.Select(one => Named(people, one)).ToList();
        bool Sends(Account one) => one.Controller is null == (asked.Direction == Direction.ToLaboratory);
        var order = new SpaceOrder(
            asked.Grade, asked.Direction, new SpaceLimits(asked.BytesMax, asked.ObjectsMax), asked.Recipients,
            [.. named.Where(Sends).Select(one => one.Person)], [.. named.Where(one => !Sends(one)).Select(one => one.Person)], asked.EraseBy, asked.KeepDays);
        return await new OpeningSpace(installation.Spaces, installation.Segments, installation.SpaceKeys, installation.Clock).RunAsync(
            order, instruction, contract, people.ToDictionary(one => one.Person, one => one.Controller), by, cancellation);
    }

    private static Account Named(IReadOnlyList<Account> people, string typed) =>
        people.Where(one => one.Person == typed || one.Name == typed).ToList() is [var one]
            ? one
            : throw SpaceErrors.Malformed(new Text(
                "nobody, or more than one, of those it can name has that id or name", "personne, ou plus d’un, de ceux qu’il peut nommer ne répond à cet identifiant ou ce nom"));
}
