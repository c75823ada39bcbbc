using System.Text;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Breaches;

public sealed class DutyBookTests
{
    [Fact]
    public void Holds_the_duties_of_the_law_each_with_its_source_and_day()
    {
        var duties = DutyBook.Read(null);
        Assert.Equal(["csp-l1111-8-2", "gdpr-33-1", "gdpr-33-2", "gdpr-34", "nis2-early", "nis2-notice"], duties.Select(duty => duty.Id));
        Assert.Equal(72, duties.Single(duty => duty.Id == "gdpr-33-1").Hours);
        Assert.Null(duties.Single(duty => duty.Id == "gdpr-33-2").Hours);
        Assert.All(duties, duty => Assert.True(duty.Checked >= new DateOnly(2026, 11, 23) && duty.Source.Contains("article", StringComparison.Ordinal)));
        Assert.Equal(duties, DutyBook.Kept(DutyBook.Write(duties)));
    }

    [Fact]
    public void A_change_of_law_is_a_changed_file_and_a_running_breach_keeps_its_own()
    {
        using var folder = new TestFolder();
        var text = File.ReadAllText(RepositoryRoot.Of("src", "Ecluse", "Breaches", "Duties", "gdpr-33-1.yaml"));
        folder.Write("duties/gdpr-33-1.yaml", text.Replace("hours: 72", "hours: 96", StringComparison.Ordinal).Replace("version: 1", "version: 2", StringComparison.Ordinal));
        var running = new WrittenDossier { Now = WrittenDossier.Received.AddHours(1) };
        running.Say(1, "told", running.Now, "its officer, by telephone");

        var changed = DutyBook.Read(folder.Of("duties")).Single(duty => duty.Id == "gdpr-33-1");
        Assert.Equal((2, 96), (changed.Version, changed.Hours));
        Assert.Equal(6, DutyBook.Read(folder.Of("duties")).Count);
        Assert.Equal((1, running.Now.AddHours(72)), (running.Clock("gdpr-33-1", 1).Duty.Version, running.Clock("gdpr-33-1", 1).Due));
    }

    [Theory]
    [InlineData("done-by: authority-notified", "done-by: severity", "BREACH-011")]
    [InlineData("who: controller", "who: patient", null)]
    [InlineData("hours: 72", "hours: -1", null)]
    public void Refuses_a_file_that_is_no_duty(string from, string to, string? code)
    {
        var text = File.ReadAllText(RepositoryRoot.Of("src", "Ecluse", "Breaches", "Duties", "gdpr-33-1.yaml"));
        var refused = Assert.ThrowsAny<EcluseException>(() => Duty.Read("gdpr-33-1.yaml", Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))));
        Assert.True(code is null ? refused is DocumentException : refused.Code == code);
    }
}
