using Ecluse.Cli;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Samples;
using Ecluse.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse;

/// <summary>§63: nothing was erased after the transfer; there was no automatic deletion.</summary>
public sealed class Paragraph63_ErasedByItsDateWithoutAnybodyAsking : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly Laboratory lab;

    public Paragraph63_ErasedByItsDateWithoutAnybodyAsking() => lab = new Laboratory(clock);

    public async ValueTask InitializeAsync()
    {
        await lab.FoundAsync(new SampleOptions { Patients = 60, PatientsBeforeBound = 5, Misfits = SampleMisfits.None, Dyed = 0 });
        await lab.OpenAsync();
        await lab.PassAsync();
        Assert.NotEmpty(Held());
    }

    public ValueTask DisposeAsync()
    {
        lab.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("passage list", 0, "due")]
    [InlineData("contract list", 59, "due")]
    [InlineData("erase --due", 61, "late")]
    [InlineData("instruction list", 60 * 24 * 3, "late")]
    public async Task Any_command_erases_what_is_past_its_date(string command, int minutesAfter, string timing)
    {
        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(minutesAfter));

        await lab.RunAsync(command.Split(' '));

        Assert.Empty(Held());
        var certificate = (await lab.RunAsync("certificate", "show", lab.Passage, "--json")).Json();
        Assert.Equal(timing, certificate.GetProperty("timing").GetString());
        Assert.All(certificate.GetProperty("parcels").EnumerateArray(), parcel => Assert.True(parcel.GetProperty("absent").GetBoolean()));
        Assert.All(certificate.GetProperty("recipients").EnumerateArray(), one => Assert.Equal("destroyed", one.GetProperty("fate").GetString()));
        Assert.NotEqual(0, (await lab.RunAsync("passage", "run", lab.Passage)).Exit);
    }

    [Fact]
    public async Task Nothing_is_erased_a_minute_before()
    {
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));

        await lab.RunAsync("erase", "--due");

        Assert.NotEmpty(Held());
    }

    [Fact]
    public async Task An_identity_past_its_date_opens_nothing_even_before_it_is_erased()
    {
        clock.Advance(TimeSpan.FromDays(7));
        var context = new VerbContext(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), clock);
        await using var installation = await Installation.OpenAsync(new DataFolder(lab.Of("data")), context.Clock, CancellationToken.None);
        var work = await installation.WorkAsync(lab.Passage, CancellationToken.None);

        Assert.NotEqual(PassageState.Erased, work.Passage.State);
        var refusal = Assert.Throws<EcluseException>(() =>
            installation.Parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, clock).Dispose());
        Assert.Equal("ERASE-002", refusal.Code);
    }

    // Parcels, and the identity that opens them.
    private string[] Held() => [.. new[] { lab.Of("data", "depot"), lab.Of("data", "keys", "passages") }
        .Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))];
}
