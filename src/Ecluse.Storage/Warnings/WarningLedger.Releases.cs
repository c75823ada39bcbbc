using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Storage.Accounts;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Warnings;

/// <content>Words that are released to one controller: by the reporter, or by a handler after striking out what identifies people.</content>
public sealed partial class WarningLedger
{
    /// <summary>The officers of a controller who have a key to open released words with.</summary>
    public async Task<IReadOnlyList<EnrolledHandler>> ReadersAsync(string controller, CancellationToken cancellation)
    {
        await using var state = open();
        return await EnrolledAsync(state, controller, cancellation);
    }

    /// <summary>The controllers that know of a warning: told by a notice, or said by a handler to be concerned. The reporter may name them.</summary>
    public async Task<IReadOnlyList<string>> KnowingAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        var told = state.Set<WarningNoticeRow>().Where(row => row.Warning == id && row.Controller != House).Select(row => row.Controller);
        var concerned = state.Set<WarningConcernRow>().Where(row => row.Warning == id && row.IsConcerned).Select(row => row.Controller);
        return [.. (await told.Union(concerned).ToListAsync(cancellation)).Order(StringComparer.Ordinal)];
    }

    /// <summary>A handler releases a text in which they struck out what identifies people.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-002</c>, <c>WARN-018</c>, <c>WARN-020</c>.</exception>
    public Task ReleaseAsync(string id, MayConcern controller, string struckOut, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(controller);
        var words = Handling.CheckedForPatients(struckOut).Trim();
        return WriteAsync(
            async (state, now) =>
            {
                await RowAsync(state, id, cancellation);
                var sealedHash = await AddReleaseAsync(state, id, controller.Name, new WarningContent(words, []), by, now, now, cancellation);
                await append(state, Released(id, controller.Contract, by, by, sealedHash), cancellation);
            },
            cancellation);
    }

    /// <summary>The reporter releases words and files of their own; the controller sees them when the hour is over.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-002</c>, <c>WARN-010</c>, <c>WARN-018</c>.</exception>
    public async Task ReleaseByReporterAsync(string id, string controller, WarningContent own, CancellationToken cancellation)
    {
        if (!(await KnowingAsync(id, cancellation)).Contains(controller))
        {
            throw WarningErrors.NoSuchController();
        }

        await WriteAsync(async (state, now) => await AddReleaseAsync(state, id, controller, own, null, Hour(now), null, cancellation), cancellation);
    }

    /// <summary>What was released of a warning; a controller sees its own.</summary>
    /// <param name="id">Id of the warning.</param>
    /// <param name="controller">Name of the controller; null for all.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<ReleasedWords>> ReleasedAsync(string id, string? controller, CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<WarningReleaseRow>().AsNoTracking()
            .Where(row => row.Warning == id && row.RegisteredAt != null && (controller == null || row.Controller == controller))
            .OrderBy(row => row.Number).ThenBy(row => row.Copy).ToListAsync(cancellation);
        return [.. rows.GroupBy(row => row.Number).Select(of => new ReleasedWords(of.Key, of.First().Controller, of.First().By, of.First().At, [.. of.Select(row => row.Bytes)]))];
    }

    private static Act Released(string id, string contract, string by, string of, string sealedHash)
    {
        var about = About(id, "warning.released", by, contract.Length == 0 ? [("of", of)] : [("of", of), ("contract", contract)]);
        return about with { Hashes = new Dictionary<string, string> { ["sealed"] = sealedHash } };
    }

    private static async Task<IReadOnlyList<EnrolledHandler>> EnrolledAsync(EcluseState state, string? controller, CancellationToken cancellation)
    {
        var rows = await (
            from handler in state.Set<WarningHandlerRow>().AsNoTracking()
            join person in state.Set<PersonRow>().AsNoTracking() on handler.Person equals person.Id
            where person.Controller == controller && !state.Set<AccountRow>().Any(account => account.Person == person.Id && account.ClosedAt != null)
            select new { handler.Person, person.Role, handler.Recipient }).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => (row.Person, Role: RoleNames.Parse(row.Role ?? ""), row.Recipient))
                .Where(row => row.Role is Role.SecurityOfficer or Role.DataProtectionOfficer)
                .Select(row => new EnrolledHandler(row.Person, row.Role!.Value, row.Recipient)).OrderBy(row => row.Person, StringComparer.Ordinal),
        ];
    }

    // Gives the hash of the first sealed copy: that something was released can be shown, and nothing of it guessed.
    private static async Task<string> AddReleaseAsync(
        EcluseState state, string id, string controller, WarningContent content, string? by, DateTimeOffset at, DateTimeOffset? registered,
        CancellationToken cancellation)
    {
        var readers = await EnrolledAsync(state, controller, cancellation);
        if (readers.Count == 0)
        {
            throw WarningErrors.NoKeyAtController();
        }

        var copies = SealedContent.Seal(content, readers.Select(one => one.Recipient), null).ForHandlers;
        var number = (await state.Set<WarningReleaseRow>().Where(row => row.Warning == id).MaxAsync(row => (int?)row.Number, cancellation) ?? 0) + 1;
        foreach (var (before, copy) in copies.Index())
        {
            state.Add(new WarningReleaseRow
            {
                Warning = id, Number = number, Controller = controller, Copy = before + 1, By = by, At = at, RegisteredAt = registered, Bytes = copy,
            });
        }

        return Sha256Hex.Of(copies[0]);
    }

    // Together with what came by the form, so that no entry says when within the hour.
    private async Task RegisterReleasesAsync(EcluseState state, DateTimeOffset over, string by, CancellationToken cancellation)
    {
        var rows = await state.Set<WarningReleaseRow>().Where(row => row.RegisteredAt == null && row.At < over)
            .OrderBy(row => row.Warning).ThenBy(row => row.Number).ThenBy(row => row.Copy).ToListAsync(cancellation);
        foreach (var row in rows)
        {
            row.RegisteredAt = over;
            if (row.Copy == 1)
            {
                await append(state, Released(row.Warning, "", by, "reporter", Sha256Hex.Of(row.Bytes)), cancellation);
            }
        }
    }
}

/// <summary>Words that were released to a controller, sealed to its officers.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Controller">Name of the controller.</param>
/// <param name="By">Handler who struck out and released; null for the reporter.</param>
/// <param name="At">When; to the hour where the reporter did.</param>
/// <param name="Copies">age files, one for each kind of key.</param>
public sealed record ReleasedWords(int Number, string Controller, string? By, DateTimeOffset At, IReadOnlyList<byte[]> Copies);
