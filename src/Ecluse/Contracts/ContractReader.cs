using System.Security.Cryptography;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Contracts;

/// <summary>Reads a contract record (<c>docs/spec/contract.md</c>). Lenient: what is missing is the check's to say.</summary>
public static class ContractReader
{
    private static readonly Lazy<DocumentSchema> LazySchema =
        new(() => DocumentSchema.FromResource(typeof(ContractReader).Assembly, "contract.schema.json"));

    /// <summary>The schema that ships with Écluse.</summary>
    public static DocumentSchema Schema => LazySchema.Value;

    /// <summary>Reads a record from its exact bytes.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">The file's exact bytes.</param>
    /// <exception cref="DocumentException">It is not such a record, with every error's line and column.</exception>
    public static ContractRecord Read(string file, ReadOnlySpan<byte> bytes)
    {
        var tree = YamlDocument.Read(file, bytes, Schema);
        var problems = new ProblemList(file);
        var record = Read(tree, Convert.ToHexStringLower(SHA256.HashData(bytes)), problems);
        problems.ThrowIfAny();
        return record;
    }

    private static ContractRecord Read(DocumentMapping tree, string sha256, ProblemList problems)
    {
        var parties = tree.Mapping("parties");
        var inForce = tree.Mapping("in-force");
        var known = tree.Mapping("keys-known");
        CheckDates(tree, problems);
        return new ContractRecord(
            tree.Text("number")!,
            sha256,
            tree.Text("basis") == "own" ? ContractBasis.Own : ContractBasis.EuClauses,
            parties?.Mapping("controller")?.Text("name"),
            parties?.Mapping("processor")?.Text("name"),
            inForce?.Instant("from", problems),
            inForce?.Instant("until", problems),
            (int?)tree.Integer("breach-notice-hours"),
            ReadSignatories(tree.Sequence("signatories"), problems),
            ReadKeys(known?.Sequence("processor"), problems),
            ReadKeys(known?.Sequence("receiving-vendor"), problems),
            ReadWithdrawals(tree.Sequence("withdrawn-keys")),
            tree);
    }

    private static List<Signatory> ReadSignatories(DocumentSequence? list, ProblemList problems)
    {
        var signatories = (list?.Mappings ?? []).Select(node => ReadSignatory(node, problems)).ToList();
        foreach (var twice in signatories.GroupBy(signatory => signatory.Id).Where(group => group.Count() > 1))
        {
            problems.Add("CONTRACT-002", list!, new(
                $"signatory “{twice.Key}” stands twice", $"le signataire « {twice.Key} » figure deux fois"));
        }

        foreach (var (id, deputy) in signatories.SelectMany(one => one.Deputies.Select(deputy => (one.Id, deputy))))
        {
            if (id == deputy || signatories.All(one => one.Id != deputy))
            {
                problems.Add("CONTRACT-003", list!, new(
                    $"deputy “{deputy}” of “{id}” is not another signatory of this record",
                    $"le suppléant « {deputy} » de « {id} » n’est pas un autre signataire de cette fiche"));
            }
        }

        return signatories;
    }

    private static Signatory ReadSignatory(DocumentMapping node, ProblemList problems) => new(
        node.Text("id")!,
        node.Text("name"),
        node.Text("role"),
        ReadKey(node, problems),
        node.Instant("valid-from", problems),
        node.Instant("valid-until", problems),
        node.Texts("deputies"),
        node.Text("enrolled-by") switch
        {
            null => null,
            "controller" => KeyEnroller.Controller,
            "processor" => KeyEnroller.Processor,
            _ => KeyEnroller.ReceivingVendor,
        },
        node.Mapping("confirmation") is { } told
            ? new KeyConfirmation(
                told.Text("by"), told.Text("with"), told.Instant("on", problems), told.Text("how"),
                told.Text("fingerprint-read")?.Trim())
            : null);

    private static List<KnownKey> ReadKeys(DocumentSequence? list, ProblemList problems) =>
        [.. (list?.Mappings ?? []).Select(node => (node, key: ReadKey(node, problems))).Where(pair => pair.key is not null)
            .Select(pair => new KnownKey(pair.node.Text("holder"), pair.key!))];

    private static SshPublicKey? ReadKey(DocumentMapping node, ProblemList problems)
    {
        // Base64 may hold any letters, so only what does not begin like a key can be a place to fill in.
        if (node.Scalar("key") is not { } scalar
            || (!scalar.Text.Contains("AAAA", StringComparison.Ordinal) && Concrete.Fault(scalar.Text) is not null))
        {
            return null;
        }

        try
        {
            return SshPublicKey.Parse(scalar.Text);
        }
        catch (EcluseException problem) when (problem.Code.StartsWith("SIGN-", StringComparison.Ordinal))
        {
            problems.Add("CONTRACT-001", scalar, problem.Problem);
            return null;
        }
    }

    private static List<KeyWithdrawal> ReadWithdrawals(DocumentSequence? list) =>
        [.. (list?.Mappings ?? []).Select(node =>
            new KeyWithdrawal(node.Text("fingerprint")!, node.Integer("from-checkpoint")!.Value))];

    // Days that stand in points and annexes: the schema has checked their shape, not that they exist.
    private static void CheckDates(DocumentMapping tree, ProblemList problems)
    {
        foreach (var member in tree.Members)
        {
            switch (member.Value)
            {
                case DocumentMapping inner:
                    CheckDates(inner, problems);
                    break;
                case DocumentSequence list:
                    list.Items.OfType<DocumentMapping>().ToList().ForEach(item => CheckDates(item, problems));
                    break;
                case DocumentScalar { Kind: ScalarKind.Text } when IsDay(member.Name, tree.Path):
                    _ = tree.Date(member.Name, problems);
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsDay(string name, string owner) => name switch
    {
        "date" or "expires" or "signed-on" or "controller-accession" or "processor-accession" => true,
        "until" => owner == "mentions.duration",
        "on" => owner.StartsWith("read-by", StringComparison.Ordinal),
        _ => false,
    };
}
