namespace Ecluse.Passages;

/// <summary>Opening the next parcel while the one before is loaded.</summary>
public sealed class ParcelsAheadTests
{
    [Fact]
    public async Task Opens_the_next_parcel_while_the_one_before_is_in_use()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ahead = new ParcelsAhead([Parcel(1), Parcel(2)], (parcel, room) =>
        {
            if (parcel.Number == 2)
            {
                second.SetResult();
            }

            return Filled(parcel, room);
        });

        var first = await ahead.TakeAsync();
        await second.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        Assert.Equal([1, 1, 1], first.ToArray());
        Assert.Equal([2, 2, 2], (await ahead.TakeAsync()).ToArray());
    }

    [Fact]
    public async Task What_is_wrong_with_a_parcel_is_said_at_its_own_turn()
    {
        await using var ahead = new ParcelsAhead([Parcel(1), Parcel(2)], (parcel, room) =>
            parcel.Number == 2 ? throw new InvalidDataException() : Filled(parcel, room));

        Assert.Equal([1, 1, 1], (await ahead.TakeAsync()).ToArray());
        await Assert.ThrowsAsync<InvalidDataException>(ahead.TakeAsync);
    }

    [Fact]
    public async Task Whoever_stops_early_is_not_told_of_a_parcel_that_nobody_took()
    {
        var ahead = new ParcelsAhead([Parcel(1), Parcel(2)], (parcel, room) =>
            parcel.Number == 2 ? throw new InvalidDataException() : Filled(parcel, room));
        await ahead.TakeAsync();

        Assert.Null(await Record.ExceptionAsync(async () => await ahead.DisposeAsync()));
    }

    private static ReadOnlyMemory<byte> Filled(Parcel parcel, byte[] room)
    {
        room.AsSpan(0, 3).Fill((byte)parcel.Number);
        return room.AsMemory(0, 3);
    }

    private static Parcel Parcel(int number) =>
        new(number, "", ParcelKind.Records, "", 0, 3, 1, new Dictionary<string, long>());
}
