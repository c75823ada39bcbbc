using System.Security.Authentication;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Alerts;
using Ecluse.Host.Api;
using Ecluse.Host.Breaches;
using Ecluse.Host.Checks;
using Ecluse.Host.Composition;
using Ecluse.Host.Contracts;
using Ecluse.Host.Dossiers;
using Ecluse.Host.Enrolment;
using Ecluse.Host.Guard;
using Ecluse.Host.Health;
using Ecluse.Host.Instructions;
using Ecluse.Host.JournalPages;
using Ecluse.Host.Live;
using Ecluse.Host.Metrics;
using Ecluse.Host.Passages;
using Ecluse.Host.People;
using Ecluse.Host.Plans;
using Ecluse.Host.Providers;
using Ecluse.Host.SampleTargets;
using Ecluse.Host.SignIn;
using Ecluse.Host.Sftp;
using Ecluse.Host.Signing;
using Ecluse.Host.Spaces;
using Ecluse.Host.Today;
using Ecluse.Host.Warnings;
using Ecluse.Host.Watch;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecluse.Host;

/// <summary>The server of <c>ecluse serve</c>: one process. The whole composition stands on this page.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>The name under which browsers reach it where none is given; a passkey belongs to a name, never to a number.</summary>
    public const string Name = "localhost";

    private const long BodyBytesMax = 64 * 1024;
    private const int ConnectionsMax = 2000;

    // What a connection that sends faster than the disk takes may hold in memory; the system's own buffers hold more.
    private const int LineBytesMax = 64 * 1024;
    private const int WindowBytes = 256 * 1024;
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    private readonly WebApplication application;

    private readonly Site site;

    private Server(WebApplication application, string? firstCode, Site site) =>
        (this.application, FirstCode, this.site) = (application, firstCode, site);

    /// <summary>The first administrator's code, to be shown once; null where somebody is enrolled already.</summary>
    public string? FirstCode { get; }

    /// <summary>Where browsers find it.</summary>
    public Uri Address => site.UriAt(Port);

    internal Workshop Workshop => application.Services.GetRequiredService<Workshop>();

    internal SshKeyShelf SshKeys => application.Services.GetRequiredService<SshKeyShelf>();

    internal SshAuthority SshAuthority => application.Services.GetRequiredService<SshAuthority>();

    internal EndpointsOfServer Endpoints => new(application);

    internal int Port => new Uri(application.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    /// <summary>Starts to listen.</summary>
    /// <param name="parts">State and use cases.</param>
    /// <param name="site">Where it stands.</param>
    /// <param name="cancellation">Gives up starting.</param>
    /// <exception cref="EcluseException"><c>SERVE-001</c>: the address is taken or not this machine's; <c>SERVE-044</c>, <c>SERVE-045</c>,
    /// <c>SERVE-046</c>: it may not stand there so.</exception>
    public static async Task<Server> StartAsync(ServerParts parts, Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        site.Checked();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "ecluse" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Limits.MaxRequestBufferSize = LineBytesMax;
            kestrel.Limits.Http2.InitialStreamWindowSize = WindowBytes;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 2 * WindowBytes;
            kestrel.Listen(site.Address, site.Port, listen =>
            {
                if (site.Certificate is { } certificate)
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
        AddServices(builder.Services, parts, first, site);
        var watch = new ServerWatch(parts, site);
        builder.Services.AddSingleton(_ => watch);
        var application = builder.Build();

        // Made before what sends its figures, and so still there for the last time these are sent.
        _ = application.Services.GetService<StateGauges>();
        _ = application.Services.GetRequiredService<ServerWatch>();
        Use(application, site);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException taken)
        {
            await application.DisposeAsync();
            throw ServerErrors.PortTaken(site.Port, taken);
        }

        var server = new Server(application, first.Shown, site);
        await server.StartSftpAsync(parts, cancellation);
        return server;
    }

    /// <summary>SFTP, where it is offered.</summary>
    public SftpServer? Sftp { get; private set; }

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

    /// <summary>Takes warnings of the form into the journal once their hour is over, and tells the controllers of those left unanswered (rule 11).</summary>
    public Task WarnAsync(CancellationToken cancellation) => application.Services.GetRequiredService<WarningDesk>().RunDueAsync(cancellation);

    /// <summary>The watch goes round: events reach their rules.</summary>
    public async Task<int> WatchAsync(CancellationToken cancellation)
    {
        var seen = await application.Services.GetRequiredService<ServerWatch>().RoundAsync(cancellation);
        application.Services.GetRequiredService<Rounds>().Made(Round.Watch);
        return seen;
    }

    /// <summary>One round of the escalation: what is due is made and sent (rule 11). That it was made is what health shows outside.</summary>
    public async Task AlertAsync(CancellationToken cancellation)
    {
        await application.Services.GetRequiredService<AlertDesk>().RoundAsync(cancellation);
        application.Services.GetRequiredService<Rounds>().Made(Round.Alerts);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Sftp is { } sftp)
        {
            Sftp = null;
            await sftp.DisposeAsync();
        }

        await Workshop.CloseAsync();
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }

    private async Task StartSftpAsync(ServerParts parts, CancellationToken cancellation)
    {
        try
        {
            Sftp = parts.Sftp is not { } options ? null : await SftpServer.StartAsync(
                application.Services.GetRequiredService<SshKeyShelf>(), options, parts.Installation.Data.Path, parts.SftpTreeOf, parts.Clock, cancellation);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private static void AddServices(IServiceCollection services, ServerParts parts, FirstAdministrator first, Site site)
    {
        services.AddSingleton(parts).AddSingleton(site).AddSingleton(parts.Clock).AddSingleton(first);
        services.AddCollector(parts.Collector);
        services.AddSingleton<FloodGate>().AddSingleton(new WarningDesk(parts.Installation)).AddSingleton(new AlertDesk(parts.Installation)).AddSingleton(parts.Rounds).AddSingleton(new SecurityTxt(parts.Installation));
        services.AddSingleton<Sight>().AddSingleton<Workshop>().AddSingleton<ChangeFeed>().AddSingleton<PassageDesk>();
        services.AddSingleton<AccountShelf>().AddSingleton<AccountActs>().AddSingleton<WaysIn>().AddSingleton<SigningKeyShelf>().AddSingleton<SshKeyShelf>().AddSingleton<SshAuthority>().AddSingleton<Sessions>().AddSingleton<Ceremonies>();
        services.Configure<SocketTransportOptions>(sockets => (sockets.MaxReadBufferSize, sockets.MaxWriteBufferSize) = (LineBytesMax, LineBytesMax));
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(forms =>
        {
            // Nothing that was uploaded touches a disk on its way.
            forms.MemoryBufferThreshold = Uploads.BytesMax * 2;
            forms.MultipartBodyLengthLimit = Uploads.BytesMax;
        });
        services.AddSingleton(parts.Installation).AddSingleton<Agents>().AddSingleton<HandOvers.HandOverShelf>().AddSingleton<HandOvers.HandingOver>().AddSingleton<Hosting.HostingWord>().AddSingleton<HealthCheck>().AddSingleton<BreachDesk>();
        OpenApiPage.Add(services);
        services.AddSingleton<Tokens>().AddSingleton<CommandLines>().AddSingleton<ApiSight>();
        services.AddSingleton(parts.MasterKey).AddSingleton<CodeKeys>().AddSingleton<PasswordHash>().AddSingleton<UploadGate>().AddSingleton<UploadRequests>().AddSingleton<SignInThrottle>().AddSingleton<Failures>().AddSingleton<PasswordSignIn>();
        services.AddLogging().AddRoutingCore().AddHttpContextAccessor();
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = site.Name;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        var authentication = services.AddAuthentication(SessionScheme.Name).AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, SessionScheme>(SessionScheme.Name, null);
        ProviderSchemes.Add(services, authentication, ProviderFile.Read(parts.Installation.Data.Path));
        services.AddAuthorizationBuilder().SetFallbackPolicy(Access.NobodyElse);
        services.AddSingleton<Microsoft.AspNetCore.Authorization.IAuthorizationHandler, RightHandler>();
    }

    private static void Use(WebApplication application, Site site)
    {
        if (site.IsBehindProxy)
        {
            application.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        }

        application.UseMiddleware<Unseen>().UseMiddleware<PagesSeen>().UseMiddleware<SecurityHeaders>().UseMiddleware<SameOrigin>().UseMiddleware<ProblemsOfApi>();
        application.UseRouting().UseAuthentication().UseAuthorization().UseMiddleware<RefusalsAsPages>();
        Assets.Map(application);
        EnrolmentEndpoints.Map(application);
        SignInEndpoints.Map(application);
        ProviderEndpoints.Map(application);
        TodayEndpoints.Map(application);
        PassageEndpoints.Map(application);
        PassageActEndpoints.Map(application);
        PostponementEndpoints.Map(application);
        SampleTargetEndpoints.Map(application);
        DocumentEndpoints.Map(application);
        SampleEndpoints.Map(application);
        DossierEndpoints.Map(application);
        InstructionEndpoints.Map(application);
        NewInstructionEndpoints.Map(application);
        PlanEndpoints.Map(application);
        ContractEndpoints.Map(application);
        NewContractEndpoints.Map(application);
        JournalEndpoints.Map(application);
        PeopleEndpoints.Map(application);
        PersonEndpoints.Map(application);
        WaysEndpoints.Map(application);
        KeyEndpoints.Map(application);
        UndertakingEndpoints.Map(application);
        SigningEndpoints.Map(application);
        SpaceEndpoints.Map(application);
        BreachEndpoints.Map(application);
        AlertEndpoints.Map(application);
        WatchEndpoints.Map(application);
        ReporterEndpoints.Map(application);
        WarningEndpoints.Map(application);
        SecurityTxt.Map(application);
        ApiEndpoints.Map(application);
        HealthPages.Map(application);
        CheckEndpoints.Map(application);
    }
}
