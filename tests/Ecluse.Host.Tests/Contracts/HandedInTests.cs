using System.Net;
using System.Text;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Host.Contracts;

/// <summary>Contracts and instructions come in by the console: read, refused for what is wrong with them, kept with who handed them in.</summary>
public sealed class HandedInTests : IDisposable
{
    private const string Laboratory = "Laboratoire des Trois-Rivières";

    private readonly SshSigner director = SshSigner.Generate("director");
    private readonly SshSigner processor = SshSigner.Generate("processor");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contract_signed_by_both_and_an_instruction_signed_under_it_are_kept_by_whoever_handed_them_in()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var (operating, _) = await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        await running.BindAsync("Nadia Kervella");
        var now = running.Clock.GetUtcNow();
        var record = SampleDocuments.Contract(new SampleSigners(director.PublicKey, null, processor.PublicKey, null), now.AddDays(-1), now.AddDays(90));
        var (theirs, ours) = (Signed(director, "contract@ecluse", record), Signed(processor, "contract@ecluse", record));

        await RefusedAsync(operating.PostFilesAsync("/contracts/new", ("record", record), ("controller", theirs)), "SERVE-013");
        await RefusedAsync(operating.PostFilesAsync("/contracts/new", ("record", record), ("controller", theirs), ("processor", theirs)), "APPROVAL-014");
        await RefusedAsync(operating.PostFilesAsync("/contracts/new", ("record", "[1, 2"u8.ToArray()), ("controller", theirs), ("processor", ours)), "DOC-001");
        Assert.Empty(await running.Installation.Contracts.ControllersAsync(Stop));
        await KeptAsync(operating.PostFilesAsync("/contracts/new", ("record", record), ("controller", theirs), ("processor", ours)), "/contracts/" + SampleDocuments.ContractNumber);

        var (signatory, _) = await running.InvitedAsync(officer, "Claire Delmas", "signatory", Laboratory);
        var instruction = SampleDocuments.Instruction(new SampleInstruction([("with-the-plan", "porte cible", "laboratoire")], now.AddDays(14), 500));
        await RefusedAsync(signatory.PostFilesAsync("/instructions/new", ("instruction", instruction), ("signature", Signed(processor, "instruction@ecluse", instruction))), "APPROVAL-");
        await KeptAsync(
            signatory.PostFilesAsync("/instructions/new", ("instruction", instruction), ("signature", Signed(director, "instruction@ecluse", instruction))),
            "/instructions/" + SampleDocuments.InstructionNumber);

        // A key that is withdrawn signs nothing from then on, whoever hands it in.
        await KeptAsync(
            officer.PostFormAsync($"/contracts/{SampleDocuments.ContractNumber}/withdraw-key", ("key", director.PublicKey.Fingerprint)),
            "/contracts/" + SampleDocuments.ContractNumber);
        var next = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(instruction).Replace(SampleDocuments.InstructionNumber, "I-2026-002", StringComparison.Ordinal));
        await RefusedAsync(signatory.PostFilesAsync("/instructions/new", ("instruction", next), ("signature", Signed(director, "instruction@ecluse", next))), "APPROVAL-");
        Assert.Equal(["contract.added", "signatory.confirmed", "instruction.added"], (await running.ActsAsync()).Where(
            act => act.StartsWith("contract", StringComparison.Ordinal) || act.StartsWith("signatory", StringComparison.Ordinal) || act.StartsWith("instruction", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_signatory_s_key_is_withdrawn_by_a_security_officer_or_their_own_side_and_by_nobody_else()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, _) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var (auditor, _) = await running.InvitedAsync(officer, "Nadia Kervella", "auditor");
        var page = $"/contracts/{first.Contract}";
        var key = (await running.Installation.Contracts.FindAsync(first.Contract, Stop)).Contract.Record.Signatories[0].Key!.Fingerprint;
        Assert.DoesNotContain("withdraw-key", await auditor.TextAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostFormAsync(page + "/withdraw-key", ("key", key))).StatusCode);
        var (elsewhere, _) = await running.InvitedAsync(officer, "Claire Delmas", "signatory", "Laboratoire du Beuvron");
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.PostFormAsync(page + "/withdraw-key", ("key", key))).StatusCode);

        Assert.Contains("withdraw-key", await officer.TextAsync(page), StringComparison.Ordinal);
        await KeptAsync(officer.PostFormAsync(page + "/withdraw-key", ("key", key)), page);
        Assert.Contains("withdrawn, entry", await officer.TextAsync(page + "?lang=en"), StringComparison.Ordinal);
        await RefusedAsync(officer.PostFormAsync(page + "/withdraw-key", ("key", key)), "CONTRACT-");
        Assert.Contains("key.withdrawn", await running.ActsAsync());
    }

    [Fact]
    public async Task Who_may_not_hand_in_is_refused_and_another_laboratory_s_contract_is_not_there()
    {
        await using var running = await RunningServer.StartAsync();
        var (_, second) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var (auditor, _) = await running.InvitedAsync(officer, "Nadia Kervella", "auditor");
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostFilesAsync("/contracts/new", ("record", "x"u8.ToArray()))).StatusCode);
        Assert.DoesNotContain("name=\"processor\"", await auditor.TextAsync("/contracts/new"), StringComparison.Ordinal);

        var (signatory, _) = await running.InvitedAsync(officer, "Claire Delmas", "signatory", "Laboratoire de la Sauldre");
        var text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SampleDocuments.Instruction(
            new SampleInstruction([("with-the-plan", "porte cible", "laboratoire")], running.Clock.GetUtcNow().AddDays(14), 500)))
            .Replace(SampleDocuments.ContractNumber, second.Contract, StringComparison.Ordinal));
        using var answer = await signatory.PostFilesAsync("/instructions/new", ("instruction", text), ("signature", Signed(director, "instruction@ecluse", text)));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_contract_is_read_point_by_point_a_record_or_as_it_was_written_and_nothing_is_kept()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var now = running.Clock.GetUtcNow();
        var record = SampleDocuments.Contract(new SampleSigners(director.PublicKey, null, processor.PublicKey, null), now.AddDays(-1), now.AddDays(90));
        Assert.Contains("present", await CheckedAsync(officer, "contract.yaml", record), StringComparison.Ordinal);

        var prose = await CheckedAsync(officer, "CONTRAT de Jeanne.MD", Encoding.UTF8.GetBytes(ContractTemplate.Markdown(Language.English)));
        Assert.Contains("a reading aid", prose, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("“", prose, StringComparison.Ordinal);
        Assert.DoesNotContain("Jeanne", prose, StringComparison.Ordinal);
        Assert.Contains("CONTRACT-008", await CheckedAsync(officer, "contract.exe", record), StringComparison.Ordinal);
        Assert.Empty(await running.Installation.Contracts.ControllersAsync(Stop));
    }

    public void Dispose()
    {
        director.Dispose();
        processor.Dispose();
    }

    private static byte[] Signed(SshSigner signer, string space, byte[] bytes) => Encoding.ASCII.GetBytes(signer.Sign(space, bytes).Armor());

    private static async Task<string> CheckedAsync(Browser browser, string name, byte[] bytes)
    {
        using var answer = await browser.PostFileAsync("/contracts/check?lang=en", "document", name, bytes);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task KeptAsync(Task<HttpResponseMessage> asked, string leads)
    {
        using var answer = await asked;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(leads, answer.Headers.Location!.ToString());
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked, string code)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(text.Contains(code, StringComparison.Ordinal), text);
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
