using Ecluse.Errors;
using Ecluse.PassagePages;
using Ecluse.Pages.Tests.Gallery;
using Ecluse.Pages.Tests.Layout;
using Ecluse.Passages;
using Ecluse.Reconciliation;

namespace Ecluse.Pages.Tests.PassagePages;

/// <summary>The page told from a passage's own documents.</summary>
public sealed class PassageDocumentsTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 14, 13, 2, 7, TimeSpan.Zero);

    [Fact]
    public void Patients_add_up_to_those_at_the_source()
    {
        var view = Loaded().ToView();
        Assert.Equal(129_277, view.Patients.AtSource);
        Assert.Equal(view.Patients.Left, view.Stayed.Sum(left => left.Patients));
        Assert.Equal(8_434, view.Patients.Left);
        Assert.Contains(view.Stayed, left => left.Reason.French.Replace('\u00A0', ' ') == "vus avant le 7 mai 2017" && left.Patients == 8_386);
    }

    [Fact]
    public void A_patient_refused_by_the_target_is_not_loaded_until_somebody_decides_otherwise()
    {
        var view = Loaded().ToView();
        Assert.Equal(60_000 - 2, view.Patients.Loaded);
        Assert.Equal(2, view.Patients.Rejected);
        Assert.Equal(["REJECT-LENGTH", "REJECT-UNIQUE"], view.Rejects.Select(reject => reject.Code));
        Assert.Null(view.Rejects[0].Decision);
        Assert.Equal("left out by decision", view.Rejects[1].Decision!.Value.English);
    }

    [Fact]
    public void Before_the_manifest_the_count_of_parcels_is_what_the_patients_so_far_suggest() =>
        Assert.Equal(5, Loaded().ToView().Parcels.Total);

    [Fact]
    public void The_parcel_of_digests_is_counted_apart_and_leaves_the_level_where_it_belongs()
    {
        var documents = Loaded();
        var view = (documents with { Parcels = [.. documents.Parcels, Parcel(3, 0) with { Kind = ParcelKind.Digests }] }).ToView();
        Assert.Equal((2, 2, 1), (view.Parcels.Sealed, view.Parcels.Loaded, view.Parcels.OfDigests));
    }

    [Fact]
    public void Record_types_come_in_the_order_of_the_house() =>
        Assert.Equal(["Practitioners", "Patients", "Orders", "Results"], Loaded().ToView().Types.Select(type => type.Name.English));

    [Fact]
    public void Steps_taken_come_first_and_those_to_come_follow()
    {
        var steps = Loaded().ToView().Steps;
        Assert.Equal(["Plan signed, passage opened", "Sealed, source gate closed", "Loaded", "Reconciled", "Accepted", "Erased, certificate made"], steps.Select(step => step.Name.English));
        Assert.Equal("gate-source (Nadia Kervella)", steps[1].By);
        Assert.Equal(StepState.ToCome, steps[2].State);
        Assert.Equal("Seal", Assert.Single(Loaded().ToView().Stages).Name.English);
    }

    [Fact]
    public void A_reconciliation_that_does_not_hold_says_which_leg_caught_it()
    {
        var documents = Loaded() with
        {
            Reconciliation = new ReconciliationReport(
                "p", "m", At, [new TypeComparison("patient", 60_000, 1, 59_998)], new PatientComparison(60_000, 59_990, 8, 1, 1),
                new SharedComparison(10, 0), [new FigureComparison("results-by-test", "GLY", "sum", true)], [], false),
        };
        var view = documents.ToView();
        Assert.False(view.Reconciliation!.ByValueHolds);
        Assert.True(view.Reconciliation.FiguresHold);
        var text = PlainText.Of(PassagePage.Render(view, Language.English));
        Assert.Contains("8 differ, 1 missing", text, StringComparison.Ordinal);
        Assert.Contains("1 figure agrees", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_erased_passage_shows_its_certificate_and_a_stopped_one_says_so()
    {
        var documents = Loaded() with
        {
            Certificate = InventedCertificates.LateAndStopped(),
            Passage = Loaded().Passage with { State = PassageState.Erased },
        };
        var view = documents.ToView();
        Assert.True(view.WasStopped);
        var text = PlainText.Of(PassagePage.Render(view, Language.English));
        Assert.Contains("The passage was stopped. The chamber is empty.", text, StringComparison.Ordinal);
        Assert.Contains("Erasure certificate e-5d0c9e4177ab", text, StringComparison.Ordinal);
        Assert.Contains("target gate: serveur d’accueil destroyed", text, StringComparison.Ordinal);
        Assert.Contains("4 rows stay: changed since, or others refer to them", text, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (view.Patients.Loaded, view.Patients.Rejected, view.Parcels.Loaded));
    }

    [Fact]
    public void A_passage_erased_at_its_date_is_never_told_as_accepted()
    {
        var documents = Loaded() with
        {
            Certificate = InventedCertificates.Early() with { LastState = nameof(PassageState.Reconciled) },
            Passage = Loaded().Passage with { State = PassageState.Erased },
        };
        var text = PlainText.Of(PassagePage.Render(documents.ToView(), Language.English));
        Assert.Contains("The passage was erased without an acceptance.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("loaded, accepted", text, StringComparison.Ordinal);
    }

    private static PassageDocuments Loaded() => new()
    {
        Passage = new Passage("p-0152ab12cd34", "SOL-SAU-2026", InventedPlans.Sha, PassageState.Sealed, At, At.AddDays(7), 1),
        Plan = InventedPlans.Full(),
        Parcels = [Parcel(1, 30_000), Parcel(2, 30_000)],
        Loads =
        [
            new LoadedParcel(1, 90_000, new Dictionary<string, long> { ["patient"] = 29_999 }, At, [new RejectedPatient(4, "REJECT-UNIQUE", "patient", "t", null, "skipped")]),
            new LoadedParcel(2, 90_000, new Dictionary<string, long> { ["patient"] = 29_999 }, At,
            [
                new RejectedPatient(9, "REJECT-LENGTH", "observation", "t", "c"),
                new RejectedPatient(11, "REJECT-LENGTH", "observation", "t", "c", "loaded"),
            ]),
        ],
        Steps =
        [
            new PassageStep("passage.opened", "person:nk", At, null, 1), new PassageStep("parcel.sealed", "agent:src", At, null, 2),
            new PassageStep("source-gate.closed", "agent:src", At.AddMinutes(47), TimeSpan.FromMinutes(47), 3),
        ],
        NameOf = id => id == "agent:src" ? "gate-source (Nadia Kervella)" : "Nadia Kervella",
        Laboratory = "Laboratoire de la Sauldre",
        SourceSystem = "MEGABUS 7.2",
        TargetSystem = "KALISIL 3.1",
        LastVisitOnOrAfter = new DateOnly(2017, 5, 7),
        At = At.AddHours(1),
        Zone = InventedPassages.Paris,
    };

    private static Parcel Parcel(int number, long patients) => new(
        number, $"id{number}", ParcelKind.Records, "00", 1_000, 9_000, patients, new Dictionary<string, long> { ["patient"] = patients });
}
