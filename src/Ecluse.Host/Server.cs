using System.Net;
using System.Security.Authentication;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Contracts;
using Ecluse.Host.Dossiers;
using Ecluse.Host.Enrolment;
using Ecluse.Host.Guard;
using Ecluse.Host.Instructions;
using Ecluse.Host.JournalPages;
using Ecluse.Host.Live;
using Ecluse.Host.Passages;
using Ecluse.Host.People;
using Ecluse.Host.Plans;
using Ecluse.Host.SignIn;
using Ecluse.Host.Signing;
using Ecluse.Host.Today;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecluse.Host;

/// <summary>The server of <c>ecluse serve</c>: one process, loopback only. The whole composition stands on this page.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>The name under which browsers reach it; a passkey belongs to a name, never to a number.</summary>
    public const string Name = "localhost";

    private const long BodyBytesMax = 64 * 1024;

    private readonly WebApplication application;

    private readonly bool isTls;

    private Server(WebApplication application, string? firstCode, bool isTls) =>
        (this.application, FirstCode, this.isTls) = (application, firstCode, isTls);

    /// <summary>The first administrator's code, to be shown once; null where somebody is enrolled already.</summary>
    public string? FirstCode { get; }

    /// <summary>Where it listens: <c>http://localhost:PORT</c>, with a certificate <c>https</c>.</summary>
    public Uri Address => new($"{(isTls ? "https" : "http")}://{Name}:{Port}");

    internal Workshop Workshop => application.Services.GetRequiredService<Workshop>();

    internal EndpointsOfServer Endpoints => new(application);

    private int Port => new Uri(application.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>Starts to listen.</summary>
    /// <param name="parts">State and use cases.</param>
    /// <param name="port">Port on loopback; 0 for a free one.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <param name="certificate">For TLS 1.2 and 1.3 and nothing else; null for http.</param>
    /// <exception cref="EcluseException"><c>SERVE-001</c>: the port is taken.</exception>
    public static async Task<Server> StartAsync(
        ServerParts parts, int port, CancellationToken cancellation, ServerCertificate? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ecluse" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(new HttpsConnectionAdapterOptions
                    {
                        ServerCertificate = certificate.Leaf,
                        ServerCertificateChain = certificate.Chain,
                        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    });
                }
            });
        });
        var first = await FirstAdministrator.OpenAsync(parts, cancellation);
        AddServices(builder.Services, parts, first);
        var application = builder.Build();
        Use(application);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException taken)
        {
            await application.DisposeAsync();
            throw ServerErrors.PortTaken(port, taken);
        }

        return new Server(application, first.Shown, certificate is not null);
    }

    /// <summary>Waits until it is told to stop; jobs let go where they can be taken up again, requests under way are answered.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        await Workshop.CloseAsync();
        await application.StopAsync(CancellationToken.None);
    }

    /// <summary>Forgets what of sessions and invitations is past its time.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await application.Services.GetRequiredService<Sessions>().ForgetAsync(cancellation);
        await application.Services.GetRequiredService<AccountShelf>().ForgetAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Workshop.CloseAsync();
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, ServerParts parts, FirstAdministrator first)
    {
        services.AddSingleton(parts).AddSingleton(parts.Clock).AddSingleton(first);
        services.AddSingleton<Sight>().AddSingleton<Workshop>().AddSingleton<ChangeFeed>().AddSingleton<PassageDesk>();
        services.AddSingleton<AccountShelf>().AddSingleton<AccountActs>().AddSingleton<WaysIn>().AddSingleton<SigningKeyShelf>().AddSingleton<Sessions>().AddSingleton<Ceremonies>();
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(forms =>
        {
            // Nothing that was uploaded touches a disk on its way.
            forms.MemoryBufferThreshold = Uploads.BytesMax * 2;
            forms.MultipartBodyLengthLimit = Uploads.BytesMax;
        });
        services.AddSingleton(parts.MasterKey).AddSingleton<CodeKeys>().AddSingleton<PasswordHash>().AddSingleton<SignInThrottle>().AddSingleton<PasswordSignIn>();
        services.AddLogging().AddRoutingCore().AddHttpContextAccessor();
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = Name;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        services.AddAuthentication(SessionScheme.Name).AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, SessionScheme>(SessionScheme.Name, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(Access.NobodyElse);
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, RightHandler>();
    }

    private static void Use(WebApplication application)
    {
        application.UseMiddleware<SecurityHeaders>().UseMiddleware<SameOrigin>();
        application.UseRouting().UseAuthentication().UseAuthorization().UseMiddleware<RefusalsAsPages>();
        Assets.Map(application);
        EnrolmentEndpoints.Map(application);
        SignInEndpoints.Map(application);
        TodayEndpoints.Map(application);
        PassageEndpoints.Map(application);
        PassageActEndpoints.Map(application);
        DocumentEndpoints.Map(application);
        DossierEndpoints.Map(application);
        InstructionEndpoints.Map(application);
        PlanEndpoints.Map(application);
        ContractEndpoints.Map(application);
        JournalEndpoints.Map(application);
        PeopleEndpoints.Map(application);
        PersonEndpoints.Map(application);
        WaysEndpoints.Map(application);
        UndertakingEndpoints.Map(application);
        SigningEndpoints.Map(application);
        application.MapGet("/health", () => Results.Text("ok")).Open();
    }
}
