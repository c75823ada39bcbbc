using Ecluse.Samples;
using Ecluse.Signatures;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse;

/// <summary>§47-48: support tickets, and an e-mail of the receiving vendor, stood for the laboratory's approval.</summary>
public sealed class Paragraph47And48_OnlyTheLaboratoryApproves(PlannedLaboratory planned)
{
    private readonly Laboratory lab = planned.Lab;

    [Fact]
    public async Task A_support_ticket_is_no_approval()
    {
        var ticket = lab.Of("ticket.txt");
        await File.WriteAllTextAsync(ticket, "SAV 2019-0417 : fichiers transmis.\n");

        var open = await lab.RunAsync("passage", "open", lab.Plan, "--signature", ticket);

        Assert.NotEqual(0, open.Exit);
        Assert.Contains("SIGN-001", open.Error, StringComparison.Ordinal);
        await NothingOpenedAsync();
    }

    [Fact]
    public Task The_receiving_vendors_key_is_refused() => RefusedAsync(lab.Stage.ReceivingKey, "APPROVAL-003");

    [Fact]
    public Task An_unknown_key_is_refused() => RefusedAsync(lab.Stage.StrangerKey, "APPROVAL-001");

    [Fact]
    public Task The_operators_own_key_is_refused() => RefusedAsync(lab.Stage.VendorKey, "APPROVAL-002");

    [Fact]
    public Task The_key_of_a_gate_is_refused() => RefusedAsync(lab.Of("data", "keys", "signing", "source-gate.key"), "APPROVAL-002");

    [Fact]
    public async Task A_signature_over_another_plan_is_refused()
    {
        var other = await File.ReadAllBytesAsync(lab.Plan);
        other[^2] ^= 1;
        await RefusedAsync(lab.Stage.DirectorKey, "APPROVAL-006", bytes: other);
    }

    [Fact]
    public Task A_signature_of_another_kind_of_document_is_refused() =>
        RefusedAsync(lab.Stage.DirectorKey, "APPROVAL-005", SignatureNamespaces.Instruction);

    [Fact]
    public async Task A_refusal_is_in_the_journal()
    {
        await RefusedAsync(lab.Stage.ReceivingKey, "APPROVAL-003");

        Assert.Contains("passage.refused", (await lab.RunAsync("journal", "show")).MustSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operators_own_key_under_the_directors_name_brings_no_contract_into_force()
    {
        using var other = new Laboratory(TimeProvider.System);
        other.Stage.BuildSystems(new SampleOptions { Patients = 60, PatientsBeforeBound = 5, Dyed = 0 });
        var signers = other.Stage.MakeKeys();
        (await other.RunAsync("journal", "init")).MustSucceed();
        (await other.RunAsync("person", "add", "Nadia Kervella", "--organisation", "Solvane Santé", "--role", "operator")).MustSucceed();
        other.Stage.WriteDocuments(signers with { Director = signers.Processor }, 50, TimeSpan.FromDays(7));

        var add = await other.AddContractAsync(other.Stage.VendorKey);

        Assert.Equal(4, add.Exit);
        var check = await other.RunAsync("contract", "check", other.Of("laboratory", "contract.yaml"));
        Assert.Contains("CONTRACT-108", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("C-2026-001", (await other.RunAsync("contract", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_whose_dates_are_over_is_refused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var other = new Laboratory(clock);
        var end = clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm:ss+00:00", null);
        await other.FoundAsync(
            new SampleOptions { Patients = 60, PatientsBeforeBound = 5, Misfits = SampleMisfits.None, Dyed = 0 },
            text => System.Text.RegularExpressions.Regex.Replace(text, "valid-until: .*", "valid-until: " + end));
        (await other.PlanAsync()).MustSucceed();
        clock.Advance(TimeSpan.FromDays(2));

        await RefusedAsync(other, other.Stage.DirectorKey, "APPROVAL-007");
    }

    private Task RefusedAsync(string key, string code, string? space = null, byte[]? bytes = null) =>
        RefusedAsync(lab, key, code, space, bytes);

    private static async Task RefusedAsync(
        Laboratory lab, string key, string code, string? space = null, byte[]? bytes = null)
    {
        using var signer = SshSigner.Load(key);
        var file = lab.Of($"{Guid.NewGuid():n}.sig");
        var signature = signer.Sign(space ?? SignatureNamespaces.Plan, bytes ?? await File.ReadAllBytesAsync(lab.Plan));
        await File.WriteAllTextAsync(file, signature.Armor());

        (await lab.RunAsync("passage", "open", lab.Plan, "--signature", file)).MustBeRefused(code);

        Assert.Equal("", (await lab.RunAsync("passage", "list")).MustSucceed().Output);
    }

    private async Task NothingOpenedAsync() =>
        Assert.Equal("", (await lab.RunAsync("passage", "list")).MustSucceed().Output);
}
