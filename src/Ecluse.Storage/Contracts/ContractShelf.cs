using System.Collections.Concurrent;
using Ecluse.Acts;
using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Plans;
using Ecluse.Signatures;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Contracts;

/// <summary>The contracts of the state: exact bytes and signatures, each addition an act in the same transaction.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends the act's entry to the journal, in the transaction of the state given.</param>
public sealed class ContractShelf(Func<EcluseState> open, JournalAppend append)
{
    // A row never changes, and so what it says of its controller may be remembered under its hash.
    private readonly ConcurrentDictionary<string, Party> parties = new();

    /// <summary>Adds a record that both parties signed; one that begins later may be added before.</summary>
    /// <param name="contract">The record and its signatures.</param>
    /// <param name="at">Now.</param>
    /// <param name="by">Id of the person who adds it.</param>
    /// <param name="cancellation">Stops before the transaction ends.</param>
    /// <exception cref="ContractNotInForceException">It is not in force, for another reason than that it begins later.</exception>
    /// <exception cref="EcluseException">
    /// <c>CONTRACT-004</c>: these very bytes are there already; <c>CONTRACT-011</c>: a signatory's key opens the depot (rule 3).
    /// </exception>
    public async Task<StoredContract> AddAsync(
        SignedContract contract, DateTimeOffset at, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var against = contract.Check(at).Reasons.Where(reason => reason.Code != "CONTRACT-103").ToList();
        if (against.Count > 0)
        {
            throw new ContractNotInForceException(against);
        }

        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var record = contract.Record;
        await CheckKeysAsync(state, record, cancellation);
        if (await state.Set<ContractRow>().AnyAsync(row => row.Sha256 == record.Sha256, cancellation))
        {
            throw ContractErrors.AlreadyThere(record.Number);
        }

        await CheckControllerAsync(state, record, cancellation);
        var entry = await append(state, Added(contract, by), cancellation);
        await append(state, Confirmed(record, by), cancellation);
        var row = new ContractRow
        {
            Sha256 = record.Sha256,
            Number = record.Number,
            Bytes = contract.Bytes.ToArray(),
            ControllerSignature = contract.ControllerSignature!.Armor(),
            ProcessorSignature = contract.ProcessorSignature!.Armor(),
            AddedAt = at,
            Entry = entry,
        };
        state.Add(row);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Read(row);
    }

    // Rule 3: a key that opens the depot, for whomever, or opened it once, is no signatory's.
    private static async Task CheckKeysAsync(EcluseState state, ContractRecord record, CancellationToken cancellation)
    {
        var hashes = record.Signatories.Select(one => one.Key).OfType<SshPublicKey>().Select(key => Sha256Hex.Of(key.Blob)).ToList();
        if (await state.Set<SshKeyRow>().AnyAsync(row => hashes.Contains(row.Sha256), cancellation))
        {
            throw ContractErrors.KeyOfAnAccount();
        }
    }

    /// <summary>Withdraws a signatory's key: what it signs in later entries of the journal counts for nothing.</summary>
    /// <returns>Index of the entry from which on it is withdrawn.</returns>
    /// <exception cref="EcluseException">
    /// <c>CONTRACT-005</c>: no such contract; <c>CONTRACT-006</c>: not a signatory's key, or withdrawn already.
    /// </exception>
    public async Task<long> WithdrawKeyAsync(string number, string fingerprint, string by, CancellationToken cancellation)
    {
        var record = (await FindAsync(number, cancellation)).Contract.Record;
        var key = record.Signatories.FirstOrDefault(one => one.Key?.Fingerprint == fingerprint)?.Key
            ?? throw ContractErrors.NoSuchKey(number);
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (await state.Set<KeyWithdrawalRow>().AnyAsync(
            row => row.Contract == number && row.Fingerprint == fingerprint, cancellation))
        {
            throw ContractErrors.NoSuchKey(number);
        }

        var entry = await append(
            state, Act("key.withdrawn", by, record, ("key", KeyHash(key.Blob))), cancellation);
        state.Add(new KeyWithdrawalRow { Contract = number, Fingerprint = fingerprint, Entry = entry });
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return entry;
    }

    /// <summary>The latest record under a number.</summary>
    /// <exception cref="EcluseException"><c>CONTRACT-005</c>: there is none.</exception>
    public async Task<StoredContract> FindAsync(string number, CancellationToken cancellation)
    {
        await using var state = open();
        var row = await state.Set<ContractRow>().AsNoTracking().Where(contract => contract.Number == number)
            .OrderByDescending(contract => contract.Entry).FirstOrDefaultAsync(cancellation);
        return row is null ? throw ContractErrors.NotFound(number) : Read(row);
    }

    /// <summary>The latest record under a number, with the reference that other documents carry.</summary>
    /// <exception cref="EcluseException"><c>CONTRACT-005</c>: there is none.</exception>
    public async Task<(SignedContract Contract, DocumentReference Reference)> GetAsync(
        string number, CancellationToken cancellation)
    {
        var stored = await FindAsync(number, cancellation);
        return (stored.Contract, new DocumentReference(number, stored.Contract.Record.Sha256));
    }

    /// <summary>Every record, the latest first.</summary>
    public async Task<IReadOnlyList<StoredContract>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<ContractRow>().AsNoTracking()
            .OrderByDescending(contract => contract.Entry).ToListAsync(cancellation);
        return [.. rows.Select(Read)];
    }

    /// <summary>Which controller each number belongs to, by the name that its record gives: its people see what stands under it.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ControllersAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return (await PartiesAsync(state, cancellation)).DistinctBy(party => party.Number)
            .ToDictionary(party => party.Number, party => party.Name ?? "");
    }

    /// <summary>What a signature under this contract is judged against.</summary>
    /// <param name="number">Number of the contract.</param>
    /// <param name="at">The instant asked about: now, or when the signature came in.</param>
    /// <param name="position">Index of the entry that took the signature in; null for one that comes in now.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="EcluseException"><c>CONTRACT-005</c>: there is no such contract.</exception>
    public async Task<ApprovalGround> GroundAsync(
        string number, DateTimeOffset at, long? position, CancellationToken cancellation)
    {
        var stored = await FindAsync(number, cancellation);
        return new ApprovalGround(stored.Contract, at, position ?? long.MaxValue)
        {
            Withdrawals = await WithdrawalsAsync(number, cancellation),
        };
    }

    /// <summary>Keys withdrawn since the contract was signed.</summary>
    public async Task<IReadOnlyList<KeyWithdrawal>> WithdrawalsAsync(string number, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<KeyWithdrawalRow>().AsNoTracking().Where(row => row.Contract == number)
            .OrderBy(row => row.Entry).Select(row => new KeyWithdrawal(row.Fingerprint, row.Entry)).ToListAsync(cancellation);
    }

    /// <summary>A number stays with its controller, and a controller's name is one laboratory's (docs/spec/accounts.md, sight).</summary>
    private async Task CheckControllerAsync(EcluseState state, ContractRecord record, CancellationToken cancellation)
    {
        var mine = Party.Of(record);
        foreach (var other in await PartiesAsync(state, cancellation))
        {
            if (other.Number == mine.Number && other.Name != mine.Name)
            {
                throw ContractErrors.NumberOfAnother(other.Number);
            }

            if (other.Name == mine.Name && other.Registration is { } theirs && mine.Registration is { } ours && theirs != ours)
            {
                throw ContractErrors.NameOfAnother(other.Number);
            }
        }
    }

    private async Task<IReadOnlyList<Party>> PartiesAsync(EcluseState state, CancellationToken cancellation)
    {
        var found = new List<Party>();
        foreach (var sha256 in await state.Set<ContractRow>().AsNoTracking().OrderByDescending(row => row.Entry)
            .Select(row => row.Sha256).ToListAsync(cancellation))
        {
            if (!parties.TryGetValue(sha256, out var party))
            {
                var row = await state.Set<ContractRow>().AsNoTracking().SingleAsync(one => one.Sha256 == sha256, cancellation);
                party = parties[sha256] = Party.Of(ContractReader.Read(row.Number, row.Bytes));
            }

            found.Add(party);
        }

        return found;
    }

    private static StoredContract Read(ContractRow row) => new(
        SignedContract.Read(row.Number, row.Bytes, row.ControllerSignature, row.ProcessorSignature), row.AddedAt, row.Entry);

    private static Act Added(SignedContract contract, string by)
    {
        var document = contract.Record.Tree.Mapping("signed-document")!.Text("sha256")!;
        return Act("contract.added", by, contract.Record, ("document", document));
    }

    // Who confirmed the first key with whom, when and how, stands beside the entry, which holds commitments to it.
    private static Act Confirmed(ContractRecord record, string by)
    {
        var first = record.Signatories[0];
        var told = first.Confirmation!;
        return Act("signatory.confirmed", by, record, ("key", KeyHash(first.Key!.Blob))) with
        {
            Texts = new Dictionary<string, string>
            {
                ["confirmed-by"] = told.By!, ["confirmed-with"] = told.With!, ["confirmed-on"] = $"{told.On:O}",
                ["confirmed-how"] = told.How!, ["fingerprint-read"] = told.FingerprintRead!,
            },
        };
    }

    private static Act Act(string name, string by, ContractRecord record, (string Name, string Hash) hash) => new(
        name, by, new Dictionary<string, string> { ["contract"] = record.Number },
        new Dictionary<string, string> { ["contract"] = record.Sha256, [hash.Name] = hash.Hash });

    private static string KeyHash(ReadOnlySpan<byte> blob) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(blob));

    private sealed record Party(string Number, string? Name, string? Registration)
    {
        public static Party Of(ContractRecord record) => new(
            record.Number, record.Controller, record.Tree.Mapping("parties")?.Mapping("controller")?.Text("registration"));
    }
}

/// <summary>A contract of the state.</summary>
/// <param name="Contract">The record and its signatures.</param>
/// <param name="AddedAt">When it came in.</param>
/// <param name="Entry">Index of the journal's entry.</param>
public sealed record StoredContract(SignedContract Contract, DateTimeOffset AddedAt, long Entry);
