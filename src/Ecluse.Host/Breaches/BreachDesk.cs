using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;

namespace Ecluse.Host.Breaches;

/// <summary>What verbs, API and console do with breaches, each for somebody who sees them or a part of them.</summary>
internal sealed class BreachDesk(Installation installation)
{
    private DateTimeOffset Now => installation.Clock.GetUtcNow();

    /// <summary>A breach as somebody sees it.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-001</c>: there is none, or it does not concern them.</exception>
    public async Task<SeenBreach> FindAsync(Account me, string id, CancellationToken cancellation) =>
        SeenBreach.Of(me, await installation.Breaches.GetAsync(id, cancellation), Now) ?? throw BreachErrors.NotFound();

    /// <summary>The breaches that somebody sees, the latest first; what is counted in a line is what they see.</summary>
    public async Task<IReadOnlyList<ListedBreach>> ListAsync(Account me, CancellationToken cancellation) =>
        new PaperMaking(_ => null, Now).List((await SeenAsync(me, cancellation)).Select(seen => seen.Own)).Breaches;

    /// <summary>What stands in a dossier, and its clocks.</summary>
    public async Task<BreachStory> StoryAsync(SeenBreach seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return BreachStory.Of(
            seen, await installation.Breaches.KeptUntilAsync(seen.Dossier.Breach.Id, cancellation), await ThingThere.OfAsync(installation, seen.Own.Breach.Parts, cancellation), Now);
    }

    /// <summary>Enters something: a controller's people in their own part, and of it what is theirs.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-004</c>, <c>BREACH-022</c>; and what the dossier refuses.</exception>
    public Task<BreachEntry> EnterAsync(Account me, SeenBreach seen, BreachSaying said, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(said);
        var field = BreachFields.Find(said.Field) ?? throw BreachErrors.NoSuchField();
        return seen.MayEnter(said.Part, field)
            ? installation.Breaches.EnterAsync(seen.Dossier.Breach.Id, said, me.Person, cancellation)
            : throw BreachErrors.NotYours();
    }

    /// <summary>Persons and records of one controller, from what was signed; entered as estimated where that is asked.</summary>
    /// <param name="me">Who asks.</param>
    /// <param name="seen">The breach.</param>
    /// <param name="asked">Of whom, and whether they are entered.</param>
    /// <param name="language">Language of the note that is entered with them.</param>
    /// <param name="cancellation">Stops before the next figure.</param>
    /// <exception cref="Errors.EcluseException"><c>BREACH-002</c>; entered, as <see cref="EnterAsync"/>.</exception>
    public async Task<FoundFigures> FiguresAsync(Account me, SeenBreach seen, AskedFigures asked, Language language, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(asked);
        var of = seen.Parts.FirstOrDefault(one => one.Number == asked.Controller) ?? throw BreachErrors.NoSuchPart();
        var found = await FoundFigures.OfAsync(installation, of, cancellation);
        foreach (var field in asked.Enter ? FoundFigures.Fields : [])
        {
            if (found.For(field) is { } known)
            {
                await EnterAsync(
                    me, seen, new BreachSaying(of.Number, field, known.ToString(CultureInfo.InvariantCulture), found.Note.In(language), Knowledge.Estimated), cancellation);
            }
        }

        return found;
    }

    /// <summary>A paper of what somebody sees: a controller's person has those of their own part, and their own register.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-001</c>, <c>BREACH-002</c>, <c>BREACH-016</c>: there is nothing of that.</exception>
    public async Task<MadePaper> PaperAsync(Account me, AskedPaper asked, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(me);
        ArgumentNullException.ThrowIfNull(asked);
        var shelf = new BreachPaperShelf(installation);
        if (BreachPaperShelf.OfOne.Contains(asked.Paper))
        {
            var seen = await FindAsync(me, asked.Breach ?? throw BreachErrors.NotFound(), cancellation);
            var number = seen.IsWhole ? asked.Part : seen.Parts[0].Number;
            return number > 0 || asked.Paper == BreachPaperShelf.Timeline
                ? await shelf.MakeAsync(asked with { Part = number }, cancellation) : throw BreachErrors.NoSuchPart();
        }

        if (!BreachPaperShelf.Names.Contains(asked.Paper) || (me.Side == Side.Controller && asked.Paper != BreachPaperShelf.Register))
        {
            throw BreachErrors.NotFound();
        }

        if (me.Side == Side.Processor)
        {
            return await shelf.MakeAsync(asked, cancellation);
        }

        var making = await BreachPaperShelf.MakingAsync(installation, cancellation);
        return BreachPaperShelf.Make(making.Register((await SeenAsync(me, cancellation)).Select(seen => seen.Dossier), me.Controller!), BreachPages.RegisterPage.Render);
    }

    private async Task<IEnumerable<SeenBreach>> SeenAsync(Account me, CancellationToken cancellation) =>
        (await installation.Breaches.ListAsync(cancellation)).Select(dossier => SeenBreach.Of(me, dossier, Now)).OfType<SeenBreach>();
}

/// <summary>Of whom figures are asked.</summary>
/// <param name="Controller">Number of the controller in the breach.</param>
/// <param name="Enter">Whether they are entered, as estimated.</param>
internal sealed record AskedFigures(int Controller, bool Enter = false);
