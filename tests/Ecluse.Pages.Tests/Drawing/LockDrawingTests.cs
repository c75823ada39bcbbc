using System.Globalization;
using System.Text.RegularExpressions;
using Ecluse.Drawing;

namespace Ecluse.Pages.Tests.Drawing;

public sealed partial class LockDrawingTests
{
    /// <summary>The eight states of the visual reference.</summary>
    public static TheoryData<string> States => [.. Eight.Keys];

    private static readonly Dictionary<string, LockState> Eight = new()
    {
        ["approved"] = new(90_214, 6_204, 96, 0, 0),
        ["opened, 12 %"] = new(90_214, 6_204, 96, 12, 0, OpenGate.Source),
        ["opened, 94 %"] = new(90_214, 6_204, 96, 90, 0, OpenGate.Source),
        ["sealed"] = new(90_214, 6_204, 96, 96, 0),
        ["loading, 42 %"] = new(90_214, 6_204, 96, 96, 40, OpenGate.Target),
        ["reconciled"] = new(90_214, 6_204, 96, 96, 96),
        ["erased"] = new(90_214, 6_204, 96, 96, 96, IsErased: true),
        ["half left, 2,400 parcels"] = new(60_000, 60_000, 2_400, 1_300, 0, OpenGate.Source),
    };

    [Theory]
    [MemberData(nameof(States))]
    public void Never_shows_two_open_gates(string name)
    {
        var drawn = Draw(Eight[name]);
        Assert.Equal(Eight[name].Gate == OpenGate.None ? 0 : 1, Count(drawn, "class=\"gate-open\""));
        Assert.Equal(2, Count(drawn, "class=\"gate-open\"") + Count(drawn, "class=\"gate\""));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Draws_every_parcel_once_in_one_of_its_signs(string name)
    {
        var state = Eight[name];
        var drawn = Draw(state);
        var k = LockParcels.PerMark(state.Parcels, LockGeometry.Figure);
        var marks = Count(drawn, "\"pc-todo\"") + Count(drawn, "\"pc-seal\"") + Count(drawn, "\"pc-load\"") + Count(drawn, "\"pc-bad\"");
        Assert.Equal(state.IsErased ? 0 : (state.Parcels + k - 1) / k, marks);
    }

    [Fact]
    public void A_mark_stands_for_the_smallest_round_count_that_fits()
    {
        Assert.Equal(1, LockParcels.PerMark(84, LockGeometry.Wide));
        Assert.Equal(2, LockParcels.PerMark(85, LockGeometry.Wide));
        Assert.Equal(10, LockParcels.PerMark(96, LockGeometry.Narrow));
        Assert.Equal(200, LockParcels.PerMark(2_400, LockGeometry.Figure));
        Assert.True(LockParcels.PerMark(int.MaxValue, LockGeometry.Narrow) > 0);
    }

    [Fact]
    public void A_mark_is_filled_only_when_all_its_parcels_are()
    {
        var drawn = Draw(new LockState(100, 0, 96, 9, 0, OpenGate.Source));
        Assert.Equal(0, Count(drawn, "\"pc-seal\""));
        Assert.Equal(1, Count(Draw(new LockState(100, 0, 96, 10, 0, OpenGate.Source)), "\"pc-seal\""));
    }

    [Fact]
    public void All_loaded_brings_both_surfaces_to_the_sill()
    {
        var levels = LockLevels.Of(Eight["reconciled"], LockGeometry.Wide);
        Assert.Equal(LockGeometry.Wide.Sill, levels.Chamber);
        Assert.Equal(LockGeometry.Wide.Sill, levels.Downstream);
    }

    [Fact]
    public void All_sealed_brings_the_chamber_to_the_upper_level() =>
        Assert.Equal(LockGeometry.Wide.Top, LockLevels.Of(Eight["sealed"], LockGeometry.Wide).Chamber);

    [Fact]
    public void What_is_left_is_seen_when_small_and_bounded_when_large()
    {
        var g = LockGeometry.Wide;
        Assert.Equal(g.Sill, LockLevels.Of(new LockState(100, 0, 1, 0, 0), g).Bed);
        Assert.Equal(g.Sill + (g.Depth * 0.1), LockLevels.Of(new LockState(1_000_000, 1, 1, 0, 0), g).Bed, 6);
        Assert.Equal(g.Sill + (g.Depth * 0.6), LockLevels.Of(new LockState(1, 1_000_000, 1, 0, 0), g).Bed, 6);
        Assert.Equal(g.Sill + (g.Depth * 0.6), LockLevels.Of(new LockState(0, 5, 0, 0, 0), g).Bed, 6);
    }

    [Fact]
    public void An_erased_chamber_is_dry_and_bears_the_double_ring()
    {
        var drawn = Draw(Eight["erased"]);
        Assert.Equal(2, Count(drawn, "class=\"medal\""));
        Assert.Equal(0, Count(drawn, "pc-"));
        Assert.False(LockLevels.Of(Eight["erased"], LockGeometry.Wide).IsWet(LockGeometry.Wide));
    }

    [Fact]
    public void A_refused_parcel_is_crossed_and_water_stays_where_it_was()
    {
        var state = new LockState(90_214, 6_204, 96, 96, 58, OpenGate.None, Refused: 59);
        Assert.Equal(1, Count(LockDrawing.Render(state, "t", "d", "x").ToString(), "\"pc-bad\"") / 2);
        Assert.Equal(LockLevels.Of(state with { Refused = null }, LockGeometry.Wide), LockLevels.Of(state, LockGeometry.Wide));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Stays_inside_its_frame(string name)
    {
        foreach (Match rect in Rect().Matches(Draw(Eight[name])))
        {
            var (y, height) = (Number(rect.Groups[1]), Number(rect.Groups[2]));
            Assert.InRange(height, 0, LockGeometry.Figure.Height);
            Assert.InRange(y + height, 0, LockGeometry.Figure.Height);
        }
    }

    private static string Draw(LockState state) => LockDrawing.RenderFigure(state, "t", "d", "x").ToString();

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<rect class=\"[^\"]*\" x=\"[^\"]*\" y=\"([^\"]*)\" width=\"[^\"]*\" height=\"([^\"]*)\"")]
    private static partial Regex Rect();
}
