using Ecluse.Host.Alerts;
using Ecluse.Host.Breaches;
using Ecluse.Host.HandOvers;
using Ecluse.Host.Hosting;
using Ecluse.Host.People;
using Ecluse.Host.Spaces;
using Ecluse.Host.Warnings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary>Every address of the API, and the console's page where a person confirms a command line.</summary>
internal static class ApiEndpoints
{
    public static void Map(WebApplication application)
    {
        var api = application.MapGroup(ApiSite.Root).WithTags("ecluse");
        SignInApi.Map(api);
        SshCertificateApi.Map(api);
        PassagesApi.Map(api);
        PassageActsApi.Map(api);
        PlansApi.Map(api);
        PapersApi.Map(api);
        HandedInApi.Map(api);
        PostponementApi.Map(api);
        HandOverApi.Map(api);
        SpacesApi.Map(api);
        WarningApi.Map(api);
        BreachApi.Map(api);
        AlertApi.Map(api);
        OpenApiPage.Map(application);
        CommandLinePage.Map(application);
        AgentsPage.Map(application);
        HostingPage.Map(application);
        HandOverPages.Map(application);
    }
}
