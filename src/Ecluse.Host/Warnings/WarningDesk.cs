using Ecluse.Accounts;
using Ecluse.Age;
using Ecluse.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Keys;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;

namespace Ecluse.Host.Warnings;

/// <summary>What verbs and console do with warnings: the same use cases, and what becomes due by itself.</summary>
internal sealed class WarningDesk(Installation installation)
{
    // Two derivations hold 128 MiB; whoever comes third waits.
    private static readonly SemaphoreSlim Derivations = new(2);

    /// <summary>The warnings of the state.</summary>
    public WarningLedger Ledger => installation.Warnings;

    /// <summary>
    /// The controllers that a warning may concern: every one that had data here, as the journal tells it; where the warning is older than the
    /// journal, or the journal knows of no data, every one that has a contract.
    /// </summary>
    public async Task<IReadOnlyList<MayConcern>> ListAsync(Warning warning, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(warning);
        var concerned = await installation.Breaches.ConcernedAsync(Cause.Everything, cancellation);
        if (concerned.Count > 0 && warning.ReceivedAt >= await BeginningAsync(cancellation))
        {
            return [.. concerned.Select(one => new MayConcern(one.Controller, one.Contracts[0]))];
        }

        return
        [
            .. (await installation.Contracts.ControllersAsync(cancellation)).GroupBy(one => one.Value).Where(group => group.Key.Length > 0)
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new MayConcern(group.Key, group.Min(one => one.Key)!)),
        ];
    }

    /// <summary>Whether no controller has a contract: a practice without a vendor, or a vendor without laboratories.</summary>
    public async Task<bool> IsAloneAsync(CancellationToken cancellation) => (await installation.Contracts.ControllersAsync(cancellation)).Count == 0;

    /// <summary>Registers what came by the form and whose hour is over, and makes the notices that are due; a clock in doubt makes them wait, as it does erasing.</summary>
    public async Task<IReadOnlyList<WarningNotice>> RunDueAsync(CancellationToken cancellation)
    {
        if (await new ClockWatch(installation).IsDoubtedAsync(cancellation))
        {
            return [];
        }

        var agent = installation.Parts.TargetAgent;
        await Ledger.RegisterAsync(agent, cancellation);
        return await Ledger.NoticeAsync(ListAsync, agent, cancellation);
    }

    /// <summary>Takes a warning in and gives its receipt, which is nowhere else afterwards.</summary>
    /// <param name="told">Source, subjects, whom it is about, which authorities know.</param>
    /// <param name="content">Words and files; sealed before anything is written.</param>
    /// <param name="enteredBy">Person who wrote it down; null for the form.</param>
    /// <param name="receivedAt">When the house first had it; null for now.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="Errors.EcluseException"><c>WARN-002</c>, <c>WARN-011</c>, <c>WARN-012</c>.</exception>
    public async Task<(string Id, string Receipt)> TakeAsync(
        ToldWarning told, WarningContent content, string? enteredBy, DateTimeOffset? receivedAt, CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        if (told.Subjects.Count == 0 || receivedAt > now || content.Words.Trim().Length == 0)
        {
            throw WarningErrors.Incomplete();
        }

        var handlers = await Ledger.HandlersAsync(cancellation);
        if (handlers.Count == 0)
        {
            throw WarningErrors.NoHandler();
        }

        var recipients = WarningLedger.Recipients(handlers, told.About);
        var receipt = ReceiptKey.New();
        using var identity = await IdentityAsync(receipt, cancellation);
        var thread = identity.Recipient.ToString()!;
        var warning = new Warning(
            WarningIds.New(), told.Source, told.Subjects, enteredBy is null ? WarningLedger.Hour(now) : receivedAt ?? now, WarningDelays.Current.Version)
        {
            About = told.About,
            Told = [.. told.Told.Where(WarningWords.Authorities.Contains).Distinct()],
            EnteredBy = enteredBy,
            IsUnreadable = recipients.Count == 0,
        };
        await Ledger.AddAsync(warning, SealedContent.Seal(content, recipients, thread), thread, cancellation);
        return (warning.Id, receipt);
    }

    /// <summary>The thread of a receipt, opened; null where no warning has it.</summary>
    public async Task<OpenThread?> OpenAsync(string receipt, CancellationToken cancellation)
    {
        if (ReceiptKey.Read(receipt) is not { } digits)
        {
            return null;
        }

        using var identity = await IdentityAsync(digits, cancellation);
        if (await Ledger.FindThreadAsync(identity.Recipient.ToString()!, cancellation) is not { } warning)
        {
            return null;
        }

        var words = await Ledger.WordsAsync(warning.Id, isReporter: true, cancellation);
        // What staff wrote down at first are the reporter's words too.
        return new(warning, identity.Recipient.ToString()!, [.. words.Where(one => one.Copies.Count > 0).Select(one => (one.By is null || one.Number == 1, one.At, SealedContent.Open(one.Copies[0], identity)))]);
    }

    /// <summary>The reporter adds to an open thread.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-002</c>, <c>WARN-012</c>.</exception>
    public async Task AddAsync(OpenThread thread, WarningContent content, CancellationToken cancellation)
    {
        var recipients = WarningLedger.Recipients(await Ledger.HandlersAsync(cancellation), thread.Warning.About);
        await Ledger.AddByReporterAsync(thread.Warning.Id, SealedContent.Seal(content, recipients, thread.Recipient), cancellation);
    }

    /// <summary>What the page of a thread offers: the controllers that know of the warning, and whether somebody there has a key.</summary>
    public async Task<ThreadChoices> ChoicesAsync(OpenThread thread, CancellationToken cancellation)
    {
        var controllers = new List<(string Name, bool HasKey)>();
        foreach (var name in await Ledger.KnowingAsync(thread.Warning.Id, cancellation))
        {
            controllers.Add((name, (await Ledger.ReadersAsync(name, cancellation)).Count > 0));
        }

        return new(thread, controllers, await Ledger.KeptAsync(thread.Warning.Id, cancellation));
    }

    /// <summary>The reporter releases words of their own, with their files, to a controller that knows of the warning; answers are the house's.</summary>
    /// <param name="thread">The open thread.</param>
    /// <param name="controller">Name of the controller.</param>
    /// <param name="messages">Which of the thread's words, from 1.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="Errors.EcluseException"><c>WARN-002</c>, <c>WARN-010</c>, <c>WARN-012</c>, <c>WARN-018</c>.</exception>
    public async Task ReleaseAsync(OpenThread thread, string controller, IReadOnlyList<int> messages, CancellationToken cancellation)
    {
        var own = thread.Words.Index().Where(one => one.Item.IsOwn && messages.Contains(one.Index + 1)).Select(one => one.Item.Content).ToList();
        var content = new WarningContent(string.Join("\n\n", own.Select(one => one.Words)), [.. own.SelectMany(one => one.Files)]);
        await Ledger.ReleaseByReporterAsync(thread.Warning.Id, controller, content, cancellation);
    }

    /// <summary>A handler releases a text in which they struck out what identifies people, to a controller of the list.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-010</c>, and as the ledger.</exception>
    public async Task ReleaseAsync(Warning warning, string controller, string struckOut, string by, CancellationToken cancellation)
    {
        var one = (await ListAsync(warning, cancellation)).FirstOrDefault(listed => listed.Name == controller) ?? throw WarningErrors.NoSuchController();
        await Ledger.ReleaseAsync(warning.Id, one, struckOut, by, cancellation);
    }

    /// <summary>A handler answers for one controller of the list.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-010</c>, and as the ledger.</exception>
    public async Task AnswerConcernAsync(Warning warning, string controller, bool isConcerned, string reason, string by, CancellationToken cancellation)
    {
        var one = (await ListAsync(warning, cancellation)).FirstOrDefault(listed => listed.Name == controller) ?? throw WarningErrors.NoSuchController();
        await Ledger.AnswerConcernAsync(warning.Id, one, isConcerned, reason, by, cancellation);
    }

    /// <summary>A second person closes it.</summary>
    /// <exception cref="Errors.EcluseException">As the ledger.</exception>
    public async Task CloseAsync(Warning warning, WarningHandler by, CancellationToken cancellation) =>
        await Ledger.CloseAsync(warning.Id, by, await ListAsync(warning, cancellation), await IsAloneAsync(cancellation), cancellation);

    /// <summary>It becomes a breach, in one act, with its first receipt.</summary>
    /// <param name="warning">The warning.</param>
    /// <param name="cause">Where and when something went wrong: what the breach's list of controllers is made from. The warning's own list stays as wide as it was.</param>
    /// <param name="own">Name of the controller that runs this installation, where its own data is touched; null otherwise.</param>
    /// <param name="by">Id of the person.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>Id of the breach.</returns>
    /// <exception cref="Errors.EcluseException"><c>WARN-003</c>, <c>BREACH-003</c>, <c>BREACH-018</c>.</exception>
    public async Task<string> BecomeAsync(Warning warning, Cause cause, string? own, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(warning);
        var kind = warning.Source == WarningSource.Authority ? OriginKind.Authority : OriginKind.Warning;
        return await Ledger.BecomeAsync(
            warning.Id,
            async state => (await installation.Breaches.OpenAsync(state, new BreachOpening(new BreachOrigin(kind, warning.Id, warning.ReceivedAt), cause, own), by, cancellation)).Id,
            by, cancellation);
    }

    private async Task<AgeIdentity> IdentityAsync(string receipt, CancellationToken cancellation)
    {
        var salt = await Ledger.SaltAsync(cancellation);
        await Derivations.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => ReceiptKey.Identity(ReceiptKey.Read(receipt)!, salt), cancellation);
        }
        finally
        {
            Derivations.Release();
        }
    }

    private async Task<DateTimeOffset> BeginningAsync(CancellationToken cancellation) =>
        ActTime(await installation.Journal.EntryAsync(0, cancellation));

    private static DateTimeOffset ActTime(byte[] entry) => Acts.ActEntry.Read(entry).Time;
}

/// <summary>What a reporter chose of the closed lists.</summary>
/// <param name="Source">Kind of source.</param>
/// <param name="Subjects">At least one.</param>
/// <param name="About">Whom it is about.</param>
/// <param name="Told">Authorities that know.</param>
internal sealed record ToldWarning(WarningSource Source, IReadOnlyList<WarningSubject> Subjects, WarningAbout About, IReadOnlyList<string> Told);

/// <summary>A thread in memory, while a reporter reads it.</summary>
/// <param name="Warning">The warning.</param>
/// <param name="Recipient">What it is sealed to.</param>
/// <param name="Words">Whether they are the reporter's own, when, what.</param>
internal sealed record OpenThread(Warning Warning, string Recipient, IReadOnlyList<(bool IsOwn, DateTimeOffset At, WarningContent Content)> Words);

/// <summary>What the page of a thread offers.</summary>
/// <param name="Thread">The open thread.</param>
/// <param name="Controllers">Controllers that know of the warning, and whether an officer of theirs has a key.</param>
/// <param name="Kept">When words and warning are erased; null while it is open.</param>
internal sealed record ThreadChoices(OpenThread Thread, IReadOnlyList<(string Name, bool HasKey)> Controllers, WarningKept? Kept);
