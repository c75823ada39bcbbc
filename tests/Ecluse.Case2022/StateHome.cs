using System.Runtime.CompilerServices;

namespace Ecluse;

/// <summary>Journals made by these tests remember what they signed in a throw-away folder, not in the person's own.</summary>
internal static class StateHome
{
    [ModuleInitializer]
    internal static void PointAway()
    {
        var folder = Directory.CreateTempSubdirectory("ecluse-state-").FullName;
        Environment.SetEnvironmentVariable("XDG_STATE_HOME", folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
    }
}
