using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Breaches;
using Ecluse.Contracts;
using Ecluse.Host.Composition;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Journal;
using Ecluse.Testkit;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse;

/// <summary>
/// A vendor's server from spring to autumn 2020 with thirty-five laboratories: their contracts, and a journal in which every act is one
/// that Écluse's own code wrote or the very act that it writes. Twenty-eight have data on its depots in the autumn.
/// </summary>
public sealed class ThirtyFiveLaboratories : IAsyncLifetime
{
    public const int All = 35;
    public const int OnTheServer = 28;

    private static readonly DateTimeOffset Spring = new(2020, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = new();
    private Installation? installation;

    public FakeTimeProvider Clock { get; } = new(Spring);

    /// <summary>The period: from September, when the server was used for migrations again, until the rows were found.</summary>
    public static DateTimeOffset From { get; } = new(2020, 9, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Found { get; } = new(2020, 11, 4, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How time goes by while they are built; null to jump.</summary>
    internal Func<DateTimeOffset, Task>? OnTheWay { get; init; }

    internal Installation Installation => installation!;

    public static string NameOf(int number) => $"Laboratoire n° {number:00}";

    public async ValueTask InitializeAsync() => await BuildAsync();

    public async ValueTask DisposeAsync()
    {
        if (installation is not null)
        {
            await installation.DisposeAsync();
        }

        folder.Dispose();
    }

    private async Task BuildAsync()
    {
        var (data, stop) = (new DataFolder(folder.Of("data")), CancellationToken.None);
        await data.CreateAsync(stop);
        var places = new JournalPlaces(data);
        await new JournalSetup(places, Clock).StartAsync("case.example/" + Guid.NewGuid().ToString("N"), "agent:test", stop);
        installation = await Installation.OpenAsync(data, Clock, stop, places);
        using var keys = new Keys();
        for (var number = 1; number <= All; number++)
        {
            await installation.Contracts.AddAsync(keys.Contract(number, Spring), Clock.GetUtcNow(), "person:vendor", stop);
        }

        // 1 to 14: parcels in the depot. 15 to 27: objects in spaces. 28: an upload that never ended, and nobody but the disk knew of.
        // 29 to 31: erased before September. 32, 33: only after the rows were found. 34: a space in which nothing ever lay. 35: a contract.
        foreach (var number in Enumerable.Range(29, 3))
        {
            await SealAsync(number, isErased: true);
        }

        await GoAsync(From.AddDays(3));
        foreach (var number in Enumerable.Range(1, 14))
        {
            await SealAsync(number, isErased: number % 5 == 0);
        }

        foreach (var number in Enumerable.Range(15, 14))
        {
            await SendAsync(number, isComplete: number < 28);
        }

        await OpenSpaceAsync(34);
        await GoAsync(Found.AddDays(30));
        await SealAsync(32, isErased: false);
        await SealAsync(33, isErased: false);
        await GoAsync(Found.AddDays(31));
    }

    private async Task GoAsync(DateTimeOffset until)
    {
        if (OnTheWay is not null)
        {
            await OnTheWay(until);
        }

        Clock.SetUtcNow(until);
    }

    // A passage's acts, as Opening, OpenParcel and Erasing write them.
    private async Task SealAsync(int number, bool isErased)
    {
        var passage = "p-" + number.ToString("x12", CultureInfo.InvariantCulture);
        await ActAsync("passage.opened", new() { ["passage"] = passage, ["contract"] = ContractOf(number), ["plan"] = "l-" + passage[2..], ["signatory"] = "director" });
        var intent = await ActAsync("parcel.sealing", new() { ["passage"] = passage });
        await ActAsync("parcel.sealed", new() { ["passage"] = passage }, intent);
        if (isErased)
        {
            Clock.Advance(TimeSpan.FromHours(2));
            intent = await ActAsync("passage.erasing", new() { ["passage"] = passage });
            await ActAsync("passage.erased", new() { ["passage"] = passage }, intent);
        }
    }

    private async Task SendAsync(int number, bool isComplete)
    {
        var space = await OpenSpaceAsync(number);
        var begun = await Installation.Exchange.BeginAsync(space, "person:5e11de50", "extraction.csv", null, false, default);
        await using var upload = await Installation.Exchange.ResumeAsync(space, begun.Id, "person:5e11de50", default);
        await upload.WriteAsync(upload.Position, RandomNumberGenerator.GetBytes(100), default);
        if (isComplete)
        {
            await upload.CompleteAsync(default);
        }
        else
        {
            await upload.CutAsync();
        }
    }

    private async Task<string> OpenSpaceAsync(int number)
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var space = new Space(
            SpaceIds.NewSpace(), ContractOf(number), "I-1", new string('0', 64), Grade.OnArrival, Direction.ToProcessor, new SpaceLimits(1 << 20, 10),
            [identity.Recipient.ToString()!], [new("person:5e11de50", SpacePart.Sends), new("person:7a6e4000", SpacePart.Takes)],
            Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(200), 190);
        Installation.SpaceKeys.Create(space.Id, Clock);
        Installation.Segments.Open(space.Id);
        await Installation.Spaces.OpenAsync(
            space,
            new Act("space.opened", "person:vendor", new Dictionary<string, string> { ["space"] = space.Id, ["contract"] = space.Contract }, new Dictionary<string, string>()),
            default);
        return space.Id;
    }

    private Task<long> ActAsync(string name, Dictionary<string, string> subjects, long? intent = null) =>
        Installation.Journal.AppendAsync(new Act(name, "agent:source-gate", subjects, new Dictionary<string, string>(), intent), default);

    internal static string ContractOf(int number) => $"C-2020-{number:000}";

    /// <summary>The keys of a vendor and its laboratories, and contracts signed with them.</summary>
    internal sealed class Keys : IDisposable
    {
        private readonly SshSigner director = SshSigner.Generate("director");
        private readonly SshSigner deputy = SshSigner.Generate("deputy");
        private readonly SshSigner vendor = SshSigner.Generate("vendor");

        public SignedContract Contract(int number, DateTimeOffset from)
        {
            var text = Encoding.UTF8.GetString(SampleDocuments.Contract(
                new SampleSigners(director.PublicKey, deputy.PublicKey, vendor.PublicKey, null), from.AddDays(-1), from.AddYears(1)));
            var bytes = Encoding.UTF8.GetBytes(text
                .Replace("C-2026-001", ContractOf(number), StringComparison.Ordinal)
                .Replace("Laboratoire des Trois-Rivières", NameOf(number), StringComparison.Ordinal)
                .Replace("FINESS 99 000 123 4", $"FINESS 99 000 {number:000} 4", StringComparison.Ordinal));
            return SignedContract.Read("c", bytes, director.Sign("contract@ecluse", bytes).Armor(), vendor.Sign("contract@ecluse", bytes).Armor());
        }

        public void Dispose()
        {
            director.Dispose();
            deputy.Dispose();
            vendor.Dispose();
        }
    }
}

/// <summary>They are built once for the paragraphs that look at them; each opens breaches of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedLaboratories : ICollectionFixture<ThirtyFiveLaboratories>
{
    public const string Name = "thirty-five laboratories";
}
