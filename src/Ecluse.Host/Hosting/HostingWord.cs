using System.Globalization;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Storage.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Hosting;

/// <summary>
/// The processor's word on hosting: whoever keeps a laboratory's records on its behalf needs a certificate (Code de la santé publique,
/// L.1111-8), or says in writing why it needs none. Nothing of a laboratory is taken in before, nor after the certificate's last day.
/// </summary>
internal sealed class HostingWord(Installation installation)
{
    private const int TextLengthMax = 1000;
    private const int ReasonLengthMin = 20;

    /// <summary>The latest word; null where nobody gave one.</summary>
    public async Task<StatedHosting?> LatestAsync(CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return await state.Set<HostingRow>().AsNoTracking().OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation) is { } row
            ? new StatedHosting(row, Today)
            : null;
    }

    /// <summary>Refuses where no word is in force.</summary>
    /// <exception cref="EcluseException"><c>API-030</c>.</exception>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        if (await LatestAsync(cancellation) is not { IsInForce: true })
        {
            throw ApiErrors.HostingNotStated();
        }
    }

    /// <summary>A security officer of the processor states it; earlier words stay in the state and in the journal.</summary>
    /// <exception cref="EcluseException"><c>API-031</c>.</exception>
    public async Task StateAsync(Account by, string number, string body, string scope, DateOnly? until, string reason, CancellationToken cancellation)
    {
        string[] texts = [number, body, scope, reason];
        var isCertificate = number.Length > 0 && body.Length > 0 && scope.Length > 0 && until >= Today && reason.Length == 0;
        var isReason = number.Length == 0 && body.Length == 0 && scope.Length == 0 && until is null && reason.Length >= ReasonLengthMin;
        if ((!isCertificate && !isReason) || texts.Any(text => text.Length > TextLengthMax || text.Any(char.IsControl)))
        {
            throw ApiErrors.HostingIncomplete();
        }

        await using var state = installation.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        state.Add(new HostingRow
        {
            At = installation.Clock.GetUtcNow(), By = by.Person, Number = OrNull(number), Body = OrNull(body), Scope = OrNull(scope), Until = until, Reason = OrNull(reason),
        });
        await installation.AppendAsync(
            state,
            new Act("hosting.stated", by.Person, new Dictionary<string, string>(), new Dictionary<string, string>(), Texts: Texts(number, body, scope, until, reason)),
            cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private DateOnly Today => DateOnly.FromDateTime(installation.Clock.GetUtcNow().UtcDateTime);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static Dictionary<string, string> Texts(string number, string body, string scope, DateOnly? until, string reason) => new[]
    {
        ("number", number), ("body", body), ("scope", scope), ("until", until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""), ("reason", reason),
    }.Where(one => one.Item2.Length > 0).ToDictionary(one => one.Item1, one => one.Item2);
}

/// <summary>A word on hosting, as it stands on a day.</summary>
/// <param name="Row">What was stated.</param>
/// <param name="Today">The day.</param>
internal sealed record StatedHosting(HostingRow Row, DateOnly Today)
{
    /// <summary>Whether something may be taken in under it.</summary>
    public bool IsInForce => Row.Reason is not null || Row.Until >= Today;

    /// <summary>In one line.</summary>
    public Text Words => Row.Reason is { } reason
        ? new($"no HDS certificate needed: {reason}", $"sans certificat HDS : {reason}")
        : new(
            $"HDS certificate {Row.Number} of {Row.Body} ({Row.Scope}), until {Row.Until:yyyy-MM-dd}{(IsInForce ? "" : ": over")}",
            $"certificat HDS {Row.Number} de {Row.Body} ({Row.Scope}), jusqu’au {Row.Until:yyyy-MM-dd}{(IsInForce ? "" : " : échu")}");
}
