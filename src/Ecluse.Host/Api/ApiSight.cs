using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Passages;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Api;

/// <summary>What a request of the API sees: the same sight as the console's, and what is not seen is not there.</summary>
internal sealed class ApiSight(Sight sight)
{
    /// <summary>Whose request it is.</summary>
    public static Account Who(HttpContext context) => SignedIn.Of(context).Account;

    /// <summary>The passages it sees.</summary>
    public Task<IReadOnlyList<PassageWork>> PassagesAsync(HttpContext context, CancellationToken cancellation) =>
        sight.PassagesAsync(Who(context), cancellation);

    /// <summary>A passage.</summary>
    /// <exception cref="Errors.EcluseException"><c>API-004</c>.</exception>
    public async Task<PassageWork> PassageAsync(HttpContext context, string id, CancellationToken cancellation) =>
        await sight.FindPassageAsync(Who(context), id, cancellation) ?? throw ApiErrors.NothingHere();
}
