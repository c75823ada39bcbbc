using Ecluse.Breaches;
using Ecluse.BreachPages;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Breaches;

/// <summary>A paper that somebody asks for.</summary>
/// <param name="Paper">Which, of <see cref="BreachPaperShelf.Names"/>.</param>
/// <param name="Breach">Id of the breach.</param>
/// <param name="Part">Number of the controller.</param>
/// <param name="Controller">Name of the controller, for its register.</param>
/// <param name="Sent">Which notice, for the sheet as it stood.</param>
internal sealed record AskedPaper(string Paper, string? Breach, int Part = 0, string? Controller = null, int? Sent = null);

/// <summary>A paper, as data and as a page.</summary>
/// <param name="Json">Canonical JSON.</param>
/// <param name="Page">The page in one language and zone.</param>
internal sealed record MadePaper(byte[] Json, Func<Language, PageZone, string> Page);

/// <summary>Makes the papers of breaches from the state, for the command line and the console.</summary>
internal sealed class BreachPaperShelf(Installation installation)
{
    public const string Notice = "notice";
    public const string Sheet = "sheet";
    public const string Letter = "letter";
    public const string Timeline = "timeline";
    public const string Register = "register";
    public const string List = "list";
    public const string Processing = "processing";

    public static IReadOnlyList<string> Names { get; } = [Notice, Sheet, Letter, Timeline, Register, List, Processing];

    /// <summary>Those of one breach.</summary>
    public static IReadOnlyList<string> OfOne { get; } = [Notice, Sheet, Letter, Timeline];

    /// <summary>Makes papers from the state as it is now.</summary>
    public static async Task<PaperMaking> MakingAsync(Installation installation, CancellationToken cancellation)
    {
        var records = await RecordsAsync(installation, cancellation);
        return new PaperMaking(number => records.FirstOrDefault(record => record.Number == number), installation.Clock.GetUtcNow());
    }

    /// <summary>Makes one.</summary>
    /// <exception cref="EcluseException"><c>BREACH-001</c>, <c>BREACH-002</c>, <c>BREACH-016</c>: there is nothing of that.</exception>
    public async Task<MadePaper> MakeAsync(AskedPaper asked, CancellationToken cancellation)
    {
        var making = await MakingAsync(installation, cancellation);
        switch (asked.Paper)
        {
            case Register:
                return Make(making.Register(await installation.Breaches.ListAsync(cancellation), asked.Controller ?? throw BreachErrors.NoSuchPart()), RegisterPage.Render);
            case List:
                return Make(making.List(await installation.Breaches.ListAsync(cancellation)), RegisterPage.Render);
            case Processing:
                var instructions = (await installation.Instructions.ListAsync(cancellation)).ToLookup(one => one.Instruction.Contract);
                var passages = (await installation.Ledger.ListAsync(cancellation)).ToLookup(one => one.Contract);
                return Make(
                    ProcessingRegister.Make(await RecordsAsync(installation, cancellation), number => instructions[number].Count(), number => passages[number].Count(), installation.Clock.GetUtcNow()),
                    RegisterPage.Render);
            default:
                return await OfOneAsync(asked, making, await installation.Breaches.GetAsync(asked.Breach ?? throw BreachErrors.NotFound(), cancellation), cancellation);
        }
    }

    private static async Task<IReadOnlyList<ContractRecord>> RecordsAsync(Installation installation, CancellationToken cancellation) =>
        [.. (await installation.Contracts.ListAsync(cancellation)).Select(one => one.Contract.Record).DistinctBy(record => record.Number)];

    private async Task<MadePaper> OfOneAsync(AskedPaper asked, PaperMaking making, BreachDossier dossier, CancellationToken cancellation)
    {
        switch (asked.Paper)
        {
            case Notice:
                return Make(making.Notice(dossier, asked.Part), BreachPage.Render);
            case Sheet:
                return Make(making.Sheet(dossier, asked.Part, asked.Sent), BreachPage.Render);
            case Letter:
                return Make(making.Letter(dossier, asked.Part), LetterPage.Render);
            default:
                var names = await NamesAsync(installation, cancellation);
                var own = making.Timeline(dossier, asked.Part == 0 ? 0 : dossier.Breach.Part(asked.Part).Number);
                var timeline = await new OriginLines(installation).AddAsync(own, dossier.Breach, cancellation);
                return new(
                    CanonicalDocument.Write(timeline),
                    (language, zone) => BreachPage.Render(timeline, names.GetValueOrDefault, part => dossier.Breach.Part(part).Controller, language, zone));
        }
    }

    /// <summary>The names of people, by id; those erased are not there.</summary>
    public static async Task<Dictionary<string, string>> NamesAsync(Installation installation, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return await state.Set<PersonRow>().AsNoTracking().Where(row => row.Name != null).ToDictionaryAsync(row => row.Id, row => row.Name!, cancellation);
    }

    /// <summary>A zone by its IANA name.</summary>
    /// <exception cref="EcluseException"><c>BREACH-021</c>: this machine knows none.</exception>
    public static PageZone ZoneOf(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? PageZone.Of(zone) : throw BreachErrors.NotAZone();

    /// <summary>A paper, and how its page is written.</summary>
    public static MadePaper Make<T>(T paper, Func<T, Language, PageZone, string?, string> render)
        where T : ICanonicalDocument =>
        new(CanonicalDocument.Write(paper), (language, zone) => render(paper, language, zone, null));
}
