using Ecluse.Cli.Lock;
using Ecluse.Errors;

namespace Ecluse.Cli.Rules;

/// <summary>
/// Rule 12: no patient value in the state, the journal, a message or a file name. The dye tests search every byte that the
/// processes write, in every form; this class says the rule in short, on what people see first.
/// </summary>
public sealed class Rule12_NoPatientOutsideTheParcels
{
    [Fact]
    public async Task Nothing_that_is_told_or_kept_holds_a_social_number_through_rejects_and_stop()
    {
        using var passage = await PreparedPassage.OpenAsync(misfits: true);
        var numbers = Rule04_NoPlaintextAtRestOrOnAWire.Names(passage);
        var told = new List<Ended> { (await passage.PassAsync()).Must((int)ErrorKind.PartlyDone) };
        told.Add(await passage.RunAsync("passage", "rejects", "list", passage.Id));
        told.Add(await passage.RunAsync("passage", "status", passage.Id, "--json"));
        Assert.Empty(Rule04_NoPlaintextAtRestOrOnAWire.Found(passage, numbers));
        told.Add(await passage.RunAsync("passage", "stop", passage.Id));
        told.Add(await passage.RunAsync("certificate", "show", passage.Id, "--json"));
        told.Add(await passage.RunAsync("journal", "show"));

        Assert.All(told, ended => Assert.DoesNotContain(numbers, number => (ended.Output + ended.Error).Contains(number, StringComparison.Ordinal)));
        Assert.Empty(Rule04_NoPlaintextAtRestOrOnAWire.Found(passage, numbers));
        Assert.All(
            Directory.EnumerateFileSystemEntries(passage.Folder, "*", SearchOption.AllDirectories),
            path => Assert.DoesNotContain(numbers, number => path.Contains(number, StringComparison.Ordinal)));
    }
}
