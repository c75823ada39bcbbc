using Ecluse.Samples.Profiles;

namespace Ecluse.Profiles;

public sealed class ColumnPairingTests
{
    private static readonly Profile Megabus = ProfileReader.Read(SampleProfiles.Bytes(SampleProfiles.Megabus()), "megabus");
    private static readonly Profile Kalisil = ProfileReader.Read(SampleProfiles.Bytes(SampleProfiles.Kalisil()), "kalisil");

    [Fact]
    public void A_column_stands_beside_the_one_that_its_field_is_written_to()
    {
        var pairs = ColumnPairing.Of(Megabus, Kalisil);

        Assert.Contains(("FICPAT", "NOM", "patient", "family_name"), pairs);
        Assert.Contains(("FICRES", "RESULTAT", "result", "value_written"), pairs);
        Assert.DoesNotContain(pairs, pair => pair.SourceColumn == "NOM" && pair.TargetColumn == "given_names");
        Assert.Equal(pairs.Count, pairs.Distinct().Count());
    }

    [Fact]
    public void A_target_that_only_reads_has_no_pairs() => Assert.Empty(ColumnPairing.Of(Kalisil, Megabus));
}
