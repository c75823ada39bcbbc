using System.Runtime.CompilerServices;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

/// <summary>A laboratory of sixty patients has several parcels in these tests, as a real one has.</summary>
internal static class SmallParcels
{
    public const string Bytes = "60000";

    [ModuleInitializer]
    internal static void Set() => AppContext.SetData(Extraction.ParcelBytesProperty, Bytes);
}
