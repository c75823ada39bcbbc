using System.Text;
using Ecluse.Instructions;
using Ecluse.Samples;
using Ecluse.Samples.Documents;
using Ecluse.Samples.Profiles;
using Ecluse.Signatures;

namespace Ecluse.Cli.Demo;

/// <summary>
/// Sets the stage: the old and the new system of the sample laboratory, the laboratory's and the vendor's keys in folders
/// of their own, the contract and the instruction as the people of the story would hand them over.
/// </summary>
/// <param name="folder">Folder of the demonstration.</param>
/// <param name="clock">What time it is.</param>
/// <param name="source">The old system; a SQLite file of the folder when null.</param>
/// <param name="target">The new system; a SQLite file of the folder when null.</param>
internal sealed class DemoStage(string folder, TimeProvider clock, DemoSystem? source = null, DemoSystem? target = null)
{
    /// <summary>The old system's database, where it is a file.</summary>
    public string Source => Path.Combine(folder, "megabus.db");

    /// <summary>The new system's database, where it is a file.</summary>
    public string Target => Path.Combine(folder, "kalisil.db");

    /// <summary>The old system.</summary>
    public DemoSystem OldSystem { get; } = source ?? new SqliteSystem(Path.Combine(folder, "megabus.db"));

    /// <summary>The new system.</summary>
    public DemoSystem NewSystem { get; } = target ?? new SqliteSystem(Path.Combine(folder, "kalisil.db"));

    /// <summary>The laboratory's own machine: its director's key, its copies of signatures.</summary>
    public string Laboratory => Path.Combine(folder, "laboratory");

    /// <summary>The vendor's desk.</summary>
    public string Vendor => Path.Combine(folder, "vendor");

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(folder, "data");

    public string DirectorKey => Path.Combine(Laboratory, "director.key");

    public string VendorKey => Path.Combine(Vendor, "signing.key");

    public string ReceivingKey => Path.Combine(folder, "receiving-vendor", "support.key");

    public string StrangerKey => Path.Combine(folder, "stranger", "unknown.key");

    /// <summary>Changes the instruction before it is written; tests have other instructions drafted with it.</summary>
    internal Func<string, string> Draft { get; init; } = text => text;

    /// <summary>Builds both systems; both schemas and all people are invented.</summary>
    public void BuildSystems(SampleOptions options)
    {
        Directory.CreateDirectory(folder);
        OldSystem.Build(connection => SampleLaboratory.CreateSource(connection, options));
        NewSystem.Build(connection => SampleLaboratory.CreateTarget(connection));
    }

    /// <summary>Both systems, keys and documents: all that stands before the first command.</summary>
    public void SetUp(SampleOptions options, TimeSpan eraseIn)
    {
        BuildSystems(options);
        WriteDocuments(MakeKeys(), options.Patients - options.PatientsBeforeBound - options.PatientsUndated, eraseIn);
    }

    /// <summary>Makes the keys of the story, each in its holder's folder.</summary>
    public SampleSigners MakeKeys()
    {
        foreach (var path in new[] { DirectorKey, VendorKey, ReceivingKey, StrangerKey })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var key = SshSigner.Generate(Path.GetFileNameWithoutExtension(path));
            key.Save(path);
        }

        return new SampleSigners(Public(DirectorKey), null, Public(VendorKey), Public(ReceivingKey));
    }

    /// <summary>Writes the contract, the instruction, the connections and the profiles where the commands look for them.</summary>
    public void WriteDocuments(SampleSigners signers, long expectedPatients, TimeSpan eraseIn)
    {
        var now = clock.GetUtcNow();
        File.WriteAllBytes(
            Path.Combine(Laboratory, "contract.yaml"),
            SampleDocuments.Contract(signers, now.AddDays(-30), now.AddYears(2)));
        File.WriteAllText(
            Path.Combine(Laboratory, "instruction.yaml"),
            Draft(Encoding.UTF8.GetString(SampleDocuments.Instruction(new SampleInstruction(
                [(NamedRecipient.WithThePlan, "the target gate", "keys/passages on the machine of the lock")], now + eraseIn,
                expectedPatients)))));
        WriteConnections();
        var profiles = Directory.CreateDirectory(Path.Combine(Data, "profiles")).FullName;
        File.WriteAllText(Path.Combine(profiles, "megabus.profile.yaml"), SampleProfiles.Megabus(OldSystem.Engine));
        File.WriteAllText(Path.Combine(profiles, "kalisil.profile.yaml"), SampleProfiles.Kalisil());
    }

    private void WriteConnections()
    {
        var path = Path.Combine(Data, "connections.yaml");
        var secrets = Directory.CreateDirectory(Path.Combine(Data, "gate")).FullName;
        File.WriteAllText(path, $$"""
            megabus: { role: source, {{OldSystem.Entry(secrets)}} }
            kalisil: { role: target, {{NewSystem.Entry(secrets)}} }
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static SshPublicKey Public(string path)
    {
        using var key = SshSigner.Load(path);
        return key.PublicKey;
    }
}
