using System.Text.Json;
using Ecluse.Acts;
using Ecluse.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Passages;

/// <summary>Parcels, how their loads ended, and what was decided on those who were refused.</summary>
public sealed partial class PassageLedger
{
    /// <inheritdoc/>
    public Task AddParcelAsync(string id, Parcel parcel, string commitment, Act outcome, CancellationToken cancellation) =>
        WriteAsync(
            async (state, stop) =>
            {
                Refuse(await RowAsync(state, id, stop), outcome);
                state.Add(new ParcelRow
                {
                    Passage = id,
                    Number = parcel.Number,
                    Parcel = JsonSerializer.Serialize(parcel),
                    Commitment = commitment,
                });
            },
            null,
            outcome,
            null,
            cancellation);

    /// <inheritdoc/>
    public Task RenewAsync(string id, IReadOnlyList<Parcel> parcels, PassageDocument? manifest, Act act, CancellationToken cancellation) =>
        WriteAsync(
            async (state, stop) =>
            {
                Refuse(await RowAsync(state, id, stop), act);
                foreach (var parcel in parcels)
                {
                    var row = await state.Set<ParcelRow>().SingleAsync(one => one.Passage == id && one.Number == parcel.Number, stop);
                    row.Parcel = JsonSerializer.Serialize(parcel);
                }

                await ReplaceAsync(state, id, manifest, stop);
            },
            id,
            act,
            null,
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(Parcel Parcel, string Commitment)>> ParcelsAsync(
        string id, CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<ParcelRow>().AsNoTracking().Where(parcel => parcel.Passage == id)
            .OrderBy(parcel => parcel.Number).ToListAsync(cancellation);
        return [.. rows.Select(row => (JsonSerializer.Deserialize<Parcel>(row.Parcel)!, row.Commitment))];
    }

    /// <inheritdoc/>
    public Task AddLoadAsync(string id, LoadedParcel load, Act outcome, CancellationToken cancellation) => WriteAsync(
        async (state, stop) =>
        {
            Refuse(await RowAsync(state, id, stop), outcome);
            var row = await state.Set<ParcelRow>().SingleAsync(
                parcel => parcel.Passage == id && parcel.Number == load.Number, stop);
            row.Load = JsonSerializer.Serialize(load);
        },
        null,
        outcome,
        null,
        cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LoadedParcel>> LoadsAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<ParcelRow>().AsNoTracking()
            .Where(parcel => parcel.Passage == id && parcel.Load != null)
            .OrderBy(parcel => parcel.Number).ToListAsync(cancellation);
        var decisions = await state.Set<RejectDecisionRow>().AsNoTracking()
            .Where(decision => decision.Passage == id)
            .ToDictionaryAsync(decision => (decision.Parcel, decision.Ordinal), decision => decision.Decision, cancellation);
        return [.. rows.Select(row => Decided(JsonSerializer.Deserialize<LoadedParcel>(row.Load!)!, decisions))];
    }

    /// <inheritdoc/>
    public Task DecideRejectAsync(
        string id, int parcel, int ordinal, string decision, string? reason, Act act, CancellationToken cancellation) =>
        WriteAsync(
            (state, _) =>
            {
                state.Add(new RejectDecisionRow
                {
                    Passage = id, Parcel = parcel, Ordinal = ordinal, Decision = decision, Reason = reason,
                });
                return Task.CompletedTask;
            },
            id,
            act,
            null,
            cancellation);

    private static LoadedParcel Decided(LoadedParcel load, Dictionary<(int, int), string> decisions) => load with
    {
        Rejects =
        [
            .. load.Rejects.Select(reject => reject with
            {
                Decision = decisions.GetValueOrDefault((load.Number, reject.Ordinal)),
            }),
        ],
    };
}
