using CsCheck;
using Ecluse.Accounts;
using Ecluse.Errors;

namespace Ecluse.Warnings;

public sealed class HandlingTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly WarningHandler Officer = new("person:officer", Role.SecurityOfficer, null);
    private static readonly WarningHandler Dpo = new("person:dpo", Role.DataProtectionOfficer, null);
    private static readonly WarningHandler LaboratoryDpo = new("person:lab", Role.DataProtectionOfficer, "Laboratoire du Parc");

    private static Warning Proposed(WarningSource source, WarningHandler by) =>
        new("w-000000000000", source, [WarningSubject.Weakness], At, 1)
        {
            Closing = new(WarningOutcome.PutRight, "The anonymous zone was closed.", by.Person, by.Controller, At) { ByRole = RoleNames.Of(by.Role) },
        };

    [Fact]
    public void Nobody_closes_alone() => Refused("WARN-004", Proposed(WarningSource.Employee, Officer), Officer);

    [Fact]
    public void Two_persons_of_one_side_close_what_no_authority_told() => Handling.CheckClosing(Proposed(WarningSource.Researcher, Officer), Dpo, 0, isAlone: false);

    [Fact]
    public void An_authority_s_warning_is_never_closed_by_one_side()
    {
        Refused("WARN-005", Proposed(WarningSource.Authority, Officer), Dpo);
        Refused("WARN-005", Proposed(WarningSource.Authority, LaboratoryDpo), LaboratoryDpo with { Person = "person:other" });
        Handling.CheckClosing(Proposed(WarningSource.Authority, Officer), LaboratoryDpo, 0, isAlone: false);
        Handling.CheckClosing(Proposed(WarningSource.Authority, LaboratoryDpo), Officer, 0, isAlone: false);
    }

    [Fact]
    public void A_practice_without_laboratories_closes_an_authority_s_warning_by_two_roles()
    {
        Refused("WARN-005", Proposed(WarningSource.Authority, Officer), Officer with { Person = "person:second" }, isAlone: true);
        Handling.CheckClosing(Proposed(WarningSource.Authority, Officer), Dpo, 0, isAlone: true);
    }

    [Fact]
    public void No_controller_of_the_list_is_passed_over() => Refused("WARN-006", Proposed(WarningSource.Employee, Officer), Dpo, unanswered: 1);

    [Fact]
    public void What_nobody_proposed_nobody_confirms() => Refused("WARN-008", Proposed(WarningSource.Employee, Officer) with { Closing = null }, Dpo);

    [Fact]
    public void A_closed_warning_is_not_woken() => Refused("WARN-003", Proposed(WarningSource.Employee, Officer) with { ClosedAt = At }, Dpo);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unfounded")]
    [InlineData("nineteen characters")]
    [InlineData("                                        x")]
    public void A_reason_that_says_nothing_is_refused(string? reason) =>
        Assert.Equal("WARN-007", Assert.Throws<EcluseException>(() => Handling.CheckedReason(reason)).Code);

    [Fact]
    public void Words_and_files_come_out_of_their_tar_as_they_went_in() => Gen.Select(Gen.String, Gen.Byte.Array).Sample((words, bytes) =>
    {
        var read = WarningTar.Read(new MemoryStream(WarningTar.Write(new WarningContent("x" + words.Replace("\ud800", "", StringComparison.Ordinal), [new("proof.png", bytes)]))));
        Assert.Equal(bytes, Assert.Single(read.Files).Bytes);
        Assert.StartsWith("x", read.Words, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("../../etc/passwd", "1-passwd")]
    [InlineData("C:\\Users\\jeanne\\capture d’écran.png", "1-capture décran.png")]
    [InlineData("\u0000..", "1-file")]
    public void A_file_s_name_is_no_path(string name, string kept) => Assert.Equal(
        kept, WarningTar.Read(new MemoryStream(WarningTar.Write(new("words", [new(name, [1])])))).Files[0].Name);

    [Fact]
    public void What_is_too_large_is_refused_before_it_is_sealed() => Assert.Equal(
        "WARN-012", Assert.Throws<EcluseException>(() => WarningTar.Write(new("words", [new("large", new byte[WarningTar.BytesMax])]))).Code);

    [Fact]
    public void Handlers_of_two_kinds_of_key_each_open_a_copy_of_their_own()
    {
        using var hybrid = Age.AgeIdentity.New();
        using var classic = Age.AgeIdentity.New(Age.AgeKeyKind.X25519);
        var content = SealedContent.Seal(new("The FTP server answers to anonymous.", []), [hybrid.Recipient.ToString()!, classic.Recipient.ToString()!], null);

        Assert.Equal(2, content.ForHandlers.Count);
        Assert.Null(content.ForThread);
        Assert.All((Age.AgeIdentity[])[hybrid, classic], identity => Assert.Contains(content.ForHandlers, copy => Opens(copy, identity)));
    }

    private static bool Opens(byte[] copy, Age.AgeIdentity identity)
    {
        try
        {
            return SealedContent.Open(copy, identity).Words == "The FTP server answers to anonymous.";
        }
        catch (Age.AgeException)
        {
            return false;
        }
    }

    private static void Refused(string code, Warning warning, WarningHandler second, int unanswered = 0, bool isAlone = false) =>
        Assert.Equal(code, Assert.Throws<EcluseException>(() => Handling.CheckClosing(warning, second, unanswered, isAlone)).Code);
}
