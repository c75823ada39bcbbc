using System.Runtime.CompilerServices;
using Ecluse.Passages;

namespace Ecluse.Host;

/// <summary>A laboratory of sixty patients has several parcels in these tests, as a real one has.</summary>
internal static class SmallParcels
{
    [ModuleInitializer]
    internal static void Set() => AppContext.SetData(Extraction.ParcelBytesProperty, "30000");
}
