using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;

namespace Ecluse.Relational;

/// <content>Records that stand together in the row of another one.</content>
public abstract partial class TargetGateContract
{
    [Fact]
    public async Task Joins_records_into_one_row_in_the_order_of_their_places_and_gives_each_back()
    {
        await using var gate = await JoinedAsync();

        var load = await gate.LoadAsync(NewLab.Parcel(1, [.. JoinedLab.One, .. JoinedLab.Other]), default);

        Assert.Empty(load.Rejects);
        Assert.Equal((2L, 5L, 4L), (load.Records["patient"], load.Records["observation"], load.Rows));
        Assert.Equal("one;two", Ask("SELECT result FROM panel WHERE id = 5"));
        Assert.Equal("2020-07-01 08:15", Ask("SELECT seen FROM panel WHERE id = 5"));
        Assert.Equal(
            ["5", "5|1", "5|2", "6", "6|1"],
            (await ReadBackAsync(gate)).Where(line => line.Contains("observation", StringComparison.Ordinal)).Select(line => line.Split("id=")[1].Split(' ')[0]));
        Assert.Equal(["G 1", "H 1"], (await gate.FiguresAsync("P-1", default)).Select(figure => $"{figure.Group} {figure.Value}"));

        Assert.Empty(await gate.SweepAsync(NewLab.Parcel(1, [.. JoinedLab.One, .. JoinedLab.Other]), default));
        Assert.Equal(("0", "0"), (Ask("SELECT COUNT(*) FROM panel"), Ask("SELECT COUNT(*) FROM sick")));
    }

    public static TheoryData<string, string, string, MisfitKind> DoNotJoin => new()
    {
        { "id=5|2", "id=5|3", "code", MisfitKind.NotJoined },
        { "id=5|2", "id=7|2", "id", MisfitKind.NotJoined },
        { "code=G.b", "code=G.a", "code", MisfitKind.NotJoined },
        { "id=5|2 patient=1 part-of=5 kind=measurement code=G.b", "id=5|1 patient=1 part-of=5 kind=measurement code=G.a", "id", MisfitKind.NotJoined },
        { "code=G.b", "code=H.a", "code", MisfitKind.NotJoined },
        { "code=G.b", "code=Q.q", "code", MisfitKind.UnknownCode },
        { "part-of=5 kind=measurement code=G.b", "part-of=9 kind=measurement code=G.b", "part-of", MisfitKind.NotJoined },
        { "part-of=5 kind=measurement code=G.b", "kind=measurement code=G.b", "part-of", MisfitKind.Missing },
        { "code=G.b status=final", "code=G.b status=preliminary", "status", MisfitKind.NotJoined },
        { "value-text=two validated-at=2020-07-01T08:15:00+02:00", "value-text=two", "validated-at", MisfitKind.NotJoined },
        { "value-text=two", "value-text=t;o", "value-text", MisfitKind.OutsideRepertoire },
        { "value-text=two", "value-text=twotwotwo", "value-text", MisfitKind.TooLong },
        { "08:15:00", "08:15:31", "validated-at", MisfitKind.TooPrecise },
    };

    [Theory]
    [MemberData(nameof(DoNotJoin))]
    public async Task Counts_before_what_it_would_refuse_to_join(string right, string wrong, string field, MisfitKind kind)
    {
        await using var gate = await JoinedAsync();
        string[] lines = [.. JoinedLab.One.Select(line => line.Replace(right, wrong, StringComparison.Ordinal)), .. JoinedLab.Other];

        var found = Misfits(await gate.DescribeAsync(default), lines);
        var load = await gate.LoadAsync(NewLab.Parcel(1, lines), default);

        Assert.Contains(new Misfit("observation", field, kind), found);
        Assert.Equal([1], load.Rejects.Select(reject => reject.Ordinal));
        Assert.Equal("2", Ask("SELECT id FROM sick"));
    }

    [Fact]
    public async Task Counts_a_row_that_nothing_stands_in()
    {
        await using var gate = await JoinedAsync();
        string[] lines = [.. JoinedLab.One[..2], .. JoinedLab.Other];

        Assert.Equal([new Misfit("observation", "part-of", MisfitKind.NotJoined)], Misfits(await gate.DescribeAsync(default), lines));
        Assert.Equal("REJECT-CHECK", Assert.Single((await gate.LoadAsync(NewLab.Parcel(1, lines), default)).Rejects).Code);
    }

    [Fact]
    public async Task What_fits_is_not_counted()
    {
        await using var gate = await JoinedAsync();

        Assert.Empty(Misfits(await gate.DescribeAsync(default), [.. JoinedLab.One, .. JoinedLab.Other]));
    }

    private static List<Misfit> Misfits(TargetDescription target, string[] lines)
    {
        var fit = new FitCheck(target);
        var joins = new JoinCheck(new FitCheck(target), target);
        var found = new List<Misfit>();
        foreach (var patient in NewLab.Parcel(1, lines).Records().GroupBy(record => record.Patient))
        {
            foreach (var one in patient)
            {
                found.AddRange(fit.Check(one.Record));
                joins.Note(one.Record);
            }

            found.AddRange(joins.End());
        }

        return found;
    }

    private async Task<ITargetGate> JoinedAsync(Func<string, string>? change = null, params string[] more)
    {
        var gate = await OpenAsync(JoinedLab.Profile(change), [.. JoinedLab.Schema, .. more]);
        await gate.ClaimAsync("P-1", 1, default);
        return gate;
    }
}
