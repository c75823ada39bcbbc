using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;

namespace Ecluse.Cli;

public sealed class ContractVerbTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private readonly SshSigner director = SshSigner.Generate("director");
    private readonly SshSigner deputy = SshSigner.Generate("deputy");
    private readonly SshSigner processor = SshSigner.Generate("processor");

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await RunAsync("journal", "init")).Exit);
        await using var state = new DataFolder(folder.Of("data")).Open();
        state.Add(new PersonRow { Id = "person:1", Name = "Maud", Role = "operator", SystemAccount = Environment.UserName });
        await state.SaveChangesAsync(TestContext.Current.CancellationToken);
        WriteContract(deputy.PublicKey);
        Write("instruction.yaml", SampleDocuments.Instruction(new SampleInstruction(
            [("with-the-plan", "porte cible", "laboratoire")], DateTimeOffset.UnixEpoch.AddYears(140), 500)));
        Sign("instruction.yaml", "instruction@ecluse", director, "instruction.sig");
    }

    public ValueTask DisposeAsync()
    {
        director.Dispose();
        deputy.Dispose();
        processor.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("en", "<html lang=\"en\"", "Contract")]
    [InlineData("fr", "<html lang=\"fr\"", "Contrat")]
    public async Task Writes_the_check_of_a_record_as_a_page_and_of_prose_none(string language, string start, string title)
    {
        var page = folder.Of("check.html");
        Assert.Equal(0, (await RunAsync("contract", "check", "contract.yaml", "--page", page, "--lang", language)).Exit);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains(start, html, StringComparison.Ordinal);
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.Contains("C-2026-001", html, StringComparison.Ordinal);

        File.Delete(page);
        Write("contract.txt", "Le sous-traitant agit."u8.ToArray());
        Assert.Equal(2, (await RunAsync("contract", "check", folder.Of("contract.txt"), "--page", page)).Exit);
        Assert.False(File.Exists(page));
    }

    [Fact]
    public async Task Checks_adds_lists_and_shows_a_contract()
    {
        var check = await RunAsync("contract", "check", "contract.yaml", "--controller", "controller.sig", "--processor", "processor.sig");
        Assert.Equal(0, check.Exit);
        Assert.Contains("IN FORCE: every point", check.Out, StringComparison.Ordinal);

        var add = await AddContractAsync();
        Assert.Equal(0, add.Exit);
        Assert.Contains("C-2026-001 is kept", add.Out, StringComparison.Ordinal);
        Assert.Contains("in force", (await RunAsync("contract", "list")).Out, StringComparison.Ordinal);
        var show = await RunAsync("contract", "show", "C-2026-001", "--lang", "fr");
        Assert.Contains("en vigueur", show.Out, StringComparison.Ordinal);
        Assert.Contains(director.PublicKey.Fingerprint, show.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_contract_that_the_laboratory_has_not_signed()
    {
        Sign("contract.yaml", "contract@ecluse", processor, "controller.sig");

        var add = await AddContractAsync();

        Assert.Equal(4, add.Exit);
        Assert.Contains("APPROVAL-014", add.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("C-2026-001", (await RunAsync("contract", "list")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_in_JSON()
    {
        var check = await RunAsync("contract", "check", "contract.yaml", "--json");
        using var json = JsonDocument.Parse(check.Out);

        Assert.True(json.RootElement.GetProperty("in-force").GetBoolean());
        Assert.Equal("not-looked-at", json.RootElement.GetProperty("signatures").GetString());
        Assert.Contains(json.RootElement.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("point").GetString() == "audits" && finding.GetProperty("state").GetString() == "present");
    }

    [Fact]
    public async Task Hands_out_the_laboratorys_list_of_signers_without_withdrawn_keys()
    {
        await AddContractAsync();
        var before = await RunAsync("contract", "show", "C-2026-001", "--allowed-signers");
        var withdrawn = await RunAsync("contract", "withdraw-key", "C-2026-001", director.PublicKey.Fingerprint);
        var after = await RunAsync("contract", "show", "C-2026-001", "--allowed-signers");

        Assert.Equal(2, AllowedSigners.Parse(before.Out, TimeZoneInfo.Utc).Entries.Count);
        Assert.Equal(0, withdrawn.Exit);
        Assert.Equal(["biologiste"], AllowedSigners.Parse(after.Out, TimeZoneInfo.Utc).Entries.Select(one => one.Principals));
    }

    [Fact]
    public async Task Checks_adds_lists_and_shows_an_instruction()
    {
        await AddContractAsync();
        var check = await RunAsync("instruction", "check", "instruction.yaml", "--contract", "contract.yaml");
        Assert.Equal(0, check.Exit);
        Assert.Contains("patients seen on or after 2017-05-07", check.Out, StringComparison.Ordinal);

        var add = await AddInstructionAsync();
        Assert.Equal((0, ""), (add.Exit, add.Error));
        Assert.Contains("signed by directrice", add.Out, StringComparison.Ordinal);
        Assert.Contains("megabus → kalisil", (await RunAsync("instruction", "list")).Out, StringComparison.Ordinal);
        Assert.Contains("texte libre, car", (await RunAsync("instruction", "show", "I-2026-001", "--lang", "fr")).Out.Replace('\u00A0', ' '), StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await RunAsync("instruction", "show", "I-2026-001", "--json")).Out);
        Assert.Equal("directrice", json.RootElement.GetProperty("signatory").GetString());
    }

    [Theory]
    [InlineData("processor", "instruction@ecluse", "APPROVAL-002")]
    [InlineData("stranger", "instruction@ecluse", "APPROVAL-001")]
    [InlineData("director", "plan@ecluse", "APPROVAL-005")]
    public async Task Refuses_an_instruction_by_the_cause(string who, string space, string code)
    {
        await AddContractAsync();
        using var stranger = SshSigner.Generate("x");
        Sign("instruction.yaml", space, who switch { "processor" => processor, "stranger" => stranger, _ => director }, "instruction.sig");

        var add = await AddInstructionAsync();

        Assert.Equal(4, add.Exit);
        Assert.Contains(code, add.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_the_key_of_a_gate_of_this_machine_that_stands_as_a_signatorys()
    {
        await RunAsync("contract", "list");
        using var gate = SshSigner.Load(folder.Of("data", "keys", "signing", "source-gate.key"));
        WriteContract(gate.PublicKey);
        Assert.Equal(0, (await AddContractAsync()).Exit);
        Sign("instruction.yaml", "instruction@ecluse", gate, "instruction.sig");

        Assert.Contains("APPROVAL-002", (await AddInstructionAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adds_nothing_without_a_named_person()
    {
        await using (var state = new DataFolder(folder.Of("data")).Open())
        {
            state.RemoveRange(state.Set<PersonRow>());
            await state.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var add = await AddContractAsync();

        Assert.Equal(4, add.Exit);
        Assert.Contains("PERSON-002", add.Error, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Out, string Error)> AddContractAsync() => RunAsync(
        "contract", "add", "contract.yaml", "--controller", "controller.sig", "--processor", "processor.sig");

    private Task<(int Exit, string Out, string Error)> AddInstructionAsync() => RunAsync(
        "instruction", "add", "instruction.yaml", "--signature", "instruction.sig");

    private void WriteContract(SshPublicKey deputyKey)
    {
        Write("contract.yaml", SampleDocuments.Contract(
            new SampleSigners(director.PublicKey, deputyKey, processor.PublicKey, null),
            DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(150)));
        Sign("contract.yaml", "contract@ecluse", director, "controller.sig");
        Sign("contract.yaml", "contract@ecluse", processor, "processor.sig");
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(folder.Of(name), bytes);

    private void Sign(string document, string space, SshSigner signer, string name) =>
        File.WriteAllText(folder.Of(name), signer.Sign(space, File.ReadAllBytes(folder.Of(document))).Armor());

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] words)
    {
        using var written = new MemoryStream();
        using var said = new StringWriter();
        var terminal = new Terminal(() => new MemoryStream(), () => written, said, false, Language.English);
        var placed = words.Select(word => word.EndsWith(".yaml", StringComparison.Ordinal) || word.EndsWith(".sig", StringComparison.Ordinal)
            ? folder.Of(word) : word);
        var exit = await CommandLine.RunAsync([.. placed, "--data", folder.Of("data")], terminal, TimeProvider.System);
        return (exit, System.Text.Encoding.UTF8.GetString(written.ToArray()), said.ToString());
    }
}
