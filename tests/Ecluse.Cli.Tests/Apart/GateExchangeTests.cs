using System.Text;
using Ecluse.Age;
using Ecluse.Cli.Lock;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Signatures;

namespace Ecluse.Cli.Apart;

/// <summary>
/// What lies between the gates, a server or a person with a folder, exchanges what it carries: recipients, keys, plans, profiles,
/// parcels, the log. Each exchange is refused by a gate that holds nothing but its key and the laboratory's list of signers.
/// </summary>
public sealed class GateExchangeTests : IAsyncLifetime
{
    private ApartPremises premises = null!;

    public async ValueTask InitializeAsync() => premises = await ApartPremises.BuildAsync();

    public ValueTask DisposeAsync()
    {
        premises.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_passage_goes_from_gate_to_gate_and_the_target_gate_certifies_what_it_destroyed()
    {
        await premises.PlanAsync();
        var passage = await premises.ExtractAsync();
        Assert.Equal([], Identities(premises.Source));
        Assert.NotEqual([], Identities(premises.Target));
        (await premises.Run(premises.Source, ["extract", premises.Planned, "--to", premises.Of("again")])).Must(0);

        // A parcel that the source gate's depot lost is sealed again from the source, and taken in its place.
        File.Delete(Directory.EnumerateFiles(Path.Combine(premises.Source, "depot", passage), "*.age").First());
        Assert.Contains("1 parcels sealed again", (await premises.Run(premises.Source, ["reseal", passage])).Must(0).Output, StringComparison.Ordinal);
        Directory.Delete(premises.Between, recursive: true);
        Directory.Delete(Path.Combine(premises.Source, "out"), recursive: true);
        Assert.Equal(passage, await premises.ExtractAsync());

        (await premises.Run(premises.Target, ["load", premises.Between])).Must(0);
        (await premises.Run(premises.Target, ["load", premises.Between])).Must(0);
        Assert.Contains("it holds", (await premises.Run(premises.Target, ["reconcile", passage])).Must(0).Output, StringComparison.Ordinal);
        (await premises.Run(premises.Target, ["erase", passage])).Refused("ERASE-004");
        Assert.Contains("0 rows stay", (await premises.Run(premises.Target, ["stop", passage])).Must(0).Output, StringComparison.Ordinal);

        // Killed after its last writing and before its answer, it is run again and tells the same.
        Assert.Contains("0 rows stay", (await premises.Run(premises.Target, ["stop", passage])).Must(0).Output, StringComparison.Ordinal);

        var certificate = premises.Of("certificate.json");
        (await premises.Run(premises.Target, ["erase", passage, "-o", certificate])).Must(0);
        Assert.Equal([], Identities(premises.Target));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(premises.Target, "depot"), "*", SearchOption.AllDirectories));
        var status = (await premises.Run(premises.Target, ["status"])).Must(0).Output;
        Assert.Contains($"{passage}: Erased", status, StringComparison.Ordinal);
        var log = premises.Of("target.vkey");
        await File.WriteAllTextAsync(log, status.Split("log ")[1].Trim());
        (await premises.Office.RunAsync("certificate", "verify", certificate, "--log", log)).Must(0);
        (await premises.Run(premises.Target, ["load", premises.Between])).Must((int)ErrorKind.Refused);
    }

    [Fact]
    public async Task Without_a_key_or_with_an_order_past_its_date_nothing_is_there()
    {
        (await premises.Run(premises.Source, ["status"])).Refused("APART-004", ErrorKind.NotFound);
        (await premises.Run(premises.Source, ["unknown"])).Refused("APART-004", ErrorKind.NotFound);
        await premises.PlanAsync();
        (await premises.Run(premises.Source, ["unknown"])).Refused("APART-001", ErrorKind.Usage);
        (await premises.Run(premises.Source, ["extract", premises.Planned])).Refused("APART-001", ErrorKind.Usage);
        Assert.NotEqual([], Identities(premises.Target));

        premises.Office.Clock.Ahead = TimeSpan.FromDays(8);
        (await premises.Run(premises.Source, ["extract", premises.Planned, "--to", premises.Between])).Refused("PASSAGE-025");
        (await premises.Run(premises.Target, ["status"])).Must(0);
        Assert.Equal([], Identities(premises.Target));
    }

    [Fact]
    public async Task An_identity_past_its_date_is_destroyed_whatever_the_state_by_the_first_verb()
    {
        await premises.PlanAsync();
        var passage = await premises.ExtractAsync();
        (await premises.Run(premises.Target, ["load", premises.Between])).Must(0);
        premises.Office.Clock.Ahead = TimeSpan.FromDays(8);

        Assert.Contains($"{passage}: Erased", (await premises.Run(premises.Target, ["status"])).Must(0).Output, StringComparison.Ordinal);
        Assert.Equal([], Identities(premises.Target));
        Assert.Contains($"{passage}: Erased", (await premises.Run(premises.Source, ["status"])).Must(0).Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(premises.Source, "depot"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_source_gate_refuses_recipients_profiles_and_plans_that_the_laboratory_did_not_sign()
    {
        await premises.PlanAsync();
        var plan = CanonicalDocument.Read<Plan>(await File.ReadAllBytesAsync(premises.Plan));
        using var stranger = AgeIdentity.New(AgeKeyKind.Hybrid);
        var recipients = plan with { Recipients = [plan.Recipients[0] with { Recipient = stranger.Recipient.ToString()! }] };
        var profile = plan with { Compiled = plan.Compiled! with { Source = plan.Compiled.Target } };
        var scope = plan with { Compiled = plan.Compiled! with { Scope = plan.Compiled.Scope with { Patients = new Instructions.PatientBounds(null, null) } } };

        foreach (var exchanged in new[] { recipients, profile, scope, plan with { Gates = plan.Gates with { Target = plan.Gates.Source } } })
        {
            await OfferedAsync(CanonicalDocument.Write(exchanged), await File.ReadAllTextAsync(premises.Plan + ".sig"), "APPROVAL-006");
            await OfferedAsync(CanonicalDocument.Write(exchanged), Signed(CanonicalDocument.Write(exchanged)), "APPROVAL-016");
        }

        var leaves = Path.Combine(premises.Planned, "log.leaves");
        var right = await File.ReadAllBytesAsync(leaves);
        await File.WriteAllBytesAsync(leaves, [.. right[..^32], .. right[^32..].Reverse()]);
        await OfferedAsync(await File.ReadAllBytesAsync(premises.Plan), await File.ReadAllTextAsync(premises.Plan + ".sig"), "PASSAGE-037", ErrorKind.SealBroken);
        await File.WriteAllBytesAsync(leaves, right);

        // Its own signers, replaced by nobody: without them it believes no one.
        File.Delete(Path.Combine(premises.Source, "allowed_signers"));
        await OfferedAsync(await File.ReadAllBytesAsync(premises.Plan), await File.ReadAllTextAsync(premises.Plan + ".sig"), "PASSAGE-014");
        Assert.False(Directory.Exists(Path.Combine(premises.Source, "depot")));
    }

    [Fact]
    public async Task Each_gate_refuses_a_plan_that_names_another_gate_also_where_the_laboratory_signed_it()
    {
        await premises.PlanAsync();
        var another = premises.Of("another");
        Directory.CreateDirectory(another, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Copy(Path.Combine(premises.Source, "allowed_signers"), Path.Combine(another, "allowed_signers"));
        (await premises.Run(another, ["key"])).Must(0);
        (await premises.Run(another, ["extract", premises.Planned, "--to", premises.Of("stolen")])).Refused("PASSAGE-043");

        await premises.ExtractAsync();
        (await premises.Run(another, ["load", premises.Between])).Refused("PASSAGE-028");
        (await premises.Office.RunAsync("passage", "open", premises.Plan, "--signature", premises.Plan + ".sig")).Refused("PASSAGE-041");
        Assert.False(Directory.Exists(premises.Of("stolen")));
    }

    [Fact]
    public async Task The_target_gate_refuses_keys_parcels_plans_and_logs_that_were_exchanged_on_the_way()
    {
        await premises.PlanAsync();
        await premises.ExtractAsync();
        await SpoiledAsync("manifest.json.sig", bytes => Overwrite(bytes, Signed(File.ReadAllBytes(Path.Combine(premises.Between, "manifest.json")), SignatureNamespaces.Manifest)), "MANIFEST-009");
        await SpoiledAsync("plan.json.sig", bytes => Overwrite(bytes, Signed(File.ReadAllBytes(premises.Plan))), "APPROVAL-016");
        await SpoiledAsync("plan.json", bytes => Overwrite(bytes, Encoding.UTF8.GetString(bytes).Replace(Recipient(), Recipient()[..^4] + "qqqq", StringComparison.Ordinal)), "APPROVAL-006");
        await SpoiledAsync("log.leaves", bytes => bytes.AsSpan(bytes.Length - 32).Reverse(), "PASSAGE-037");
        await SpoiledAsync(Path.GetFileName(Directory.EnumerateFiles(premises.Between, "*.age").First()), bytes => bytes[^1] ^= 1, "DEPOT-003");
        (await premises.Run(premises.Target, ["load", premises.Between])).Must(0);
    }

    private async Task OfferedAsync(byte[] plan, string signature, string code, ErrorKind kind = ErrorKind.Refused)
    {
        var folder = premises.Of("exchanged");
        ApartPremises.Carry(premises.Planned, folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "plan.json"), plan);
        await File.WriteAllTextAsync(Path.Combine(folder, "plan.json.sig"), signature);
        (await premises.Run(premises.Source, ["extract", folder, "--to", premises.Of("stolen")])).Refused(code, kind);
        Assert.False(Directory.Exists(premises.Of("stolen")));
    }

    private async Task SpoiledAsync(string name, Action<byte[]> spoil, string code)
    {
        var path = Path.Combine(premises.Between, name);
        var right = await File.ReadAllBytesAsync(path);
        var wrong = right.ToArray();
        spoil(wrong);
        Assert.NotEqual(right, wrong);
        await File.WriteAllBytesAsync(path, wrong);
        Assert.Equal(code, (await premises.Run(premises.Target, ["load", premises.Between])).Code);
        await File.WriteAllBytesAsync(path, right);
    }

    private string Recipient() => CanonicalDocument.Read<Plan>(File.ReadAllBytes(premises.Plan)).Recipients[0].Recipient;

    private static string Signed(byte[] document, string space = SignatureNamespaces.Plan)
    {
        using var stranger = SshSigner.Generate("stranger");
        return stranger.Sign(space, document).Armor();
    }

    private static void Overwrite(byte[] bytes, string with) => Encoding.UTF8.GetBytes(with).AsSpan(0, bytes.Length).CopyTo(bytes);

    private static IEnumerable<string> Identities(string gate) =>
        Directory.EnumerateFiles(gate, "identity.txt", SearchOption.AllDirectories);
}
