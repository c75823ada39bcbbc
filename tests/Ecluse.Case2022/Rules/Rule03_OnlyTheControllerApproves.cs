namespace Ecluse.Rules;

/// <summary>Rule 3: only a signatory of the laboratory approves, and the source gate believes its own list alone.</summary>
public sealed class Rule03_OnlyTheControllerApproves(PlannedLaboratory planned)
{
    private readonly Laboratory lab = planned.Lab;

    [Fact]
    public async Task Nobody_elses_key_opens_a_passage()
    {
        var paragraph = new Paragraph47And48_OnlyTheLaboratoryApproves(planned);
        await paragraph.The_key_of_a_gate_is_refused();
        await paragraph.The_operators_own_key_is_refused();
        await paragraph.The_receiving_vendors_key_is_refused();
        await paragraph.An_unknown_key_is_refused();
    }

    [Fact]
    public async Task A_signatory_whom_the_gates_own_list_does_not_name_is_refused()
    {
        var list = lab.Of("data", "gate", "allowed_signers");
        var right = await File.ReadAllTextAsync(list);
        await lab.SignAsync(lab.Plan, lab.Stage.DirectorKey);
        var stranger = (await File.ReadAllTextAsync(lab.Stage.StrangerKey + ".pub")).Split(' ');
        await File.WriteAllTextAsync(list, $"directrice namespaces=\"plan@ecluse\" {stranger[0]} {stranger[1]}\n");
        try
        {
            (await lab.RunAsync("passage", "open", lab.Plan, "--signature", lab.Plan + ".sig")).MustBeRefused("APPROVAL-016");
        }
        finally
        {
            await File.WriteAllTextAsync(list, right);
        }
    }
}
