using Ecluse.CertificatePages;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Pages.Tests.Gallery;
using Ecluse.Pages.Tests.Layout;

namespace Ecluse.Pages.Tests.CertificatePages;

public sealed class CertificatePageTests
{
    [Fact]
    public void States_what_was_erased_when_and_that_it_was_early()
    {
        var text = Read(InventedCertificates.Early(), Language.French);
        Assert.Contains("Certificat d’effacement n° e-5d0c9e4177ab", text, StringComparison.Ordinal);
        Assert.Contains("a été effacé le 15 novembre 2026 à 9 h 12", text, StringComparison.Ordinal);
        Assert.Contains("En avance: 6 j 8 h 47 min avant l’échéance , qui était le 21 novembre 2026 à 18 h 00", text.Replace("l’échéance,", "l’échéance ,", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Colis supprimés et relus absents: 97 sur 97", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_for_every_recipient()
    {
        var text = Read(InventedCertificates.Early(), Language.English);
        Assert.Contains("target gate: serveur d’accueil destroyed ssh-ed25519 AAAA…", text, StringComparison.Ordinal);
        Assert.Contains("the laboratory: coffre du laboratoire still held by the laboratory", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Carries_the_certificates_own_paragraph_of_what_it_cannot_prove()
    {
        Assert.Contains(CannotProve.Standard.En, Read(InventedCertificates.Early(), Language.English), StringComparison.Ordinal);
        Assert.Contains("Il ne prouve pas l’absence de copies", Read(InventedCertificates.Early(), Language.French), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_the_parcels_that_it_does_not_list() =>
        Assert.Contains("… and 85 parcels more, each with its hash in e-5d0c9e4177ab.json", Read(InventedCertificates.Early(), Language.English), StringComparison.Ordinal);

    [Fact]
    public void Gives_no_tick_while_something_is_still_there()
    {
        var early = CertificatePage.Render(InventedCertificates.View(InventedCertificates.Early()), Language.English);
        var late = CertificatePage.Render(InventedCertificates.View(InventedCertificates.LateAndStopped()), Language.English);
        Assert.Contains("class=\"medal-t\"", early, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"medal-t\"", late, StringComparison.Ordinal);
        Assert.Contains("unfinished – – still there", PlainText.Of(late), StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_a_destruction_that_no_gate_did_stated_and_gives_it_no_tick()
    {
        var page = CertificatePage.Render(InventedCertificates.View(InventedCertificates.Stated()), Language.English);
        var text = PlainText.Of(page);
        Assert.DoesNotContain("class=\"medal-t\"", page, StringComparison.Ordinal);
        Assert.Contains("a destruction is stated, not proven", page, StringComparison.Ordinal);
        Assert.Contains("No gate destroyed the identity. Somebody of the processor, whose key signed it, states that it was destroyed on", text, StringComparison.Ordinal);
        Assert.Contains("“disk shredded, report 12” Nothing proves that.", text, StringComparison.Ordinal);
        Assert.Contains("destroyed, as the processor states; not proven", text, StringComparison.Ordinal);
        Assert.Contains("0 keys of 2 destroyed", text, StringComparison.Ordinal);
        var french = Read(InventedCertificates.Stated(), Language.French);
        Assert.Contains("détruite, selon le sous-traitant ; non prouvé", french, StringComparison.Ordinal);
        Assert.Contains("Rien ne le prouve.", french, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_when_a_trial_system_was_emptied_and_what_stays_there()
    {
        Assert.Contains("The trial system was emptied on", Read(InventedCertificates.Early() with { Emptied = DateTimeOffset.UnixEpoch }, Language.English), StringComparison.Ordinal);
        Assert.Contains(", but for the rows below.", Read(InventedCertificates.LateAndStopped() with { Emptied = DateTimeOffset.UnixEpoch }, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_a_stop_without_acceptance_and_the_rows_that_stay()
    {
        var text = Read(InventedCertificates.LateAndStopped(), Language.English);
        Assert.Contains("Late: 10 h after the erase-by", text, StringComparison.Ordinal);
        Assert.Contains("nobody: the passage was erased without acceptance", text, StringComparison.Ordinal);
        Assert.Contains("patient changed since by the target’s own people 2 81f0, 2c9a", text, StringComparison.Ordinal);
        Assert.Contains("none: the source gate never closed", text, StringComparison.Ordinal);
        Assert.Contains("One machine held the keys and the parcels", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_says_that_nobody_accepted_because_a_name_is_missing()
    {
        var nameless = InventedCertificates.View(InventedCertificates.Early()) with { AcceptedBy = null };
        Assert.Contains("Acceptance signed by a signatory of the laboratory", PlainText.Of(CertificatePage.Render(nameless, Language.English)), StringComparison.Ordinal);
        var named = InventedCertificates.View(InventedCertificates.LateAndStopped()) with { AcceptedBy = "Dr Yann Corvellec" };
        Assert.Contains("nobody: the passage was erased without acceptance", PlainText.Of(CertificatePage.Render(named, Language.English)), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_how_to_verify_without_the_processor()
    {
        var text = Read(InventedCertificates.Early(), Language.English);
        Assert.Contains("ecluse certificate verify e-5d0c9e4177ab.json", text, StringComparison.Ordinal);
        Assert.Contains("no. 48,377", text, StringComparison.Ordinal);
        Assert.Contains("nzxB16C+VeLSX0Qd0nY8b1b8kY0aF7vS2m9r4c1QpTg=", text, StringComparison.Ordinal);
    }

    private static string Read(Certificate certificate, Language language) =>
        PlainText.Of(CertificatePage.Render(InventedCertificates.View(certificate), language));
}
