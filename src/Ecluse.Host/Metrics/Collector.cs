using System.Net;
using Ecluse.Errors;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Ecluse.Host.Metrics;

/// <summary>Where figures go: to a collector, by OTLP over HTTP, once a minute; nowhere unless an address is given.</summary>
internal static class Collector
{
    private const int EveryMilliseconds = 60_000;

    private static readonly string[] Meters =
        [Counted.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    /// <summary>Has the server send them.</summary>
    /// <param name="services">The server's.</param>
    /// <param name="to">The collector's whole address, such as <c>http://127.0.0.1:4318/v1/metrics</c>; null for nowhere.</param>
    /// <exception cref="EcluseException"><c>SERVE-047</c>: neither this machine nor https.</exception>
    public static void AddCollector(this IServiceCollection services, Uri? to)
    {
        if (to is null)
        {
            return;
        }

        if (to.Scheme != Uri.UriSchemeHttps && !(to.Scheme == Uri.UriSchemeHttp && IsThisMachine(to)))
        {
            throw ServerErrors.CollectorInClear();
        }

        services.AddSingleton<StateGauges>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService("ecluse", autoGenerateServiceInstanceId: false))
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = to;
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = EveryMilliseconds;
            }));
    }

    private static bool IsThisMachine(Uri to) =>
        to.IdnHost == "localhost" || (IPAddress.TryParse(to.IdnHost, out var address) && IPAddress.IsLoopback(address));
}
