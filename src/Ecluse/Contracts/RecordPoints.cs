using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>What the record itself must say beside the points of the law: who read it, who signs, where data are hosted.</summary>
internal static class RecordPoints
{
    private static readonly string[] ReaderMembers = ["name", "party", "on"];
    private static readonly string[] CertificateMembers = ["certificate", "holder", "version", "expires"];

    internal static IEnumerable<ContractFinding> Of(ContractRecord record)
    {
        var tree = record.Tree;
        yield return Simple("number", new("Number of the contract", "Numéro du contrat"), "GDPR 28(3)", tree, "number");
        yield return Simple("signed-document", new("The signed document", "Le document signé"), "GDPR 28(9)",
            tree.Mapping("signed-document"), "title", "sha256");
        yield return ReadBy(tree.Sequence("read-by"));
        yield return Simple("in-force", new("In force from, until", "En vigueur du, au"), "GDPR 28(3)",
            tree.Mapping("in-force"), "from", "until");
        yield return Party("controller", new("The controller", "Le responsable du traitement"), tree);
        yield return Party("processor", new("The processor", "Le sous-traitant"), tree);
        yield return OrNone("receiving-vendor", new("The receiving vendor", "L’éditeur qui reçoit"), "GDPR 28(3)",
            tree.Mapping("parties")?.Mapping("receiving-vendor"), "name");
        yield return Hosting(tree.Mapping("hosting"));
        yield return OrNone("impact-assessment", new("Impact assessment", "Analyse d’impact"), "GDPR 35",
            tree.Mapping("impact-assessment"), "reference", "date");
        foreach (var party in (string[])["controller", "processor"])
        {
            yield return OrNone($"data-protection-officer-{party}", OfficerOf(party), "GDPR 37",
                tree.Mapping("data-protection-officers")?.Mapping(party), "name", "contact");
        }

        yield return Simple("breach-notice", new("Delay of a breach notice", "Délai d’alerte en cas de violation"),
            "GDPR 33(2)", tree, "breach-notice-hours");
        yield return Signatories(record);
        yield return KeysKnown(record);
    }

    private static ContractFinding Simple(string id, Text title, string source, DocumentMapping? node, params string[] names) =>
        ContractCheck.Finding(id, title, source, names.Any(name => node?.Find(name) is not null),
            names.Select(name => (name, FaultOf(node, name))));

    // Either the thing, or why there is none.
    private static ContractFinding OrNone(
        string id, Text title, string source, DocumentMapping? node, params string[] names) =>
        Concrete.Fault(node?.Text("none-because")) is null
            ? new(id, title, source, FindingState.Present, default)
            : Simple(id, title, source, node, names);

    private static ContractFinding ReadBy(DocumentSequence? list)
    {
        var readers = list?.Mappings.ToList() ?? [];
        return ContractCheck.Finding(
            "read-by", new("Record compared with the document", "Fiche comparée au document"), "GDPR 28(9)",
            readers.Count > 0,
            readers.Count == 0
                ? [("read-by", Concrete.NotThere)]
                : readers.SelectMany(one => ReaderMembers.Select(name => (name, FaultOf(one, name)))));
    }

    private static ContractFinding Party(string party, Text title, DocumentMapping tree)
    {
        var node = tree.Mapping("parties")?.Mapping(party);
        return ContractCheck.Finding(party, title, "GDPR 28(3)", node?.Find("name") is not null,
        [
            ("name", FaultOf(node, "name")),
            ("address", FaultOf(node, "address")),
            .. Person(node, "contact", "name", "position", "details"),
            .. Person(node, "representative", "name", "position"),
        ]);
    }

    private static IEnumerable<(string Item, Text? Fault)> Person(
        DocumentMapping? node, string person, params string[] names) =>
        names.Select(name => ($"{person}.{name}", FaultOf(node?.Mapping(person), name)));

    private static ContractFinding Hosting(DocumentMapping? node)
    {
        var title = new Text("Health data hosting", "Hébergement de données de santé");
        if (Concrete.Fault(node?.Text("none-because")) is null)
        {
            return new("hosting", title, "CSP L.1111-8", FindingState.Present, default);
        }

        var hds = node?.Mapping("hds");
        return ContractCheck.Finding("hosting", title, "CSP L.1111-8", hds is not null,
        [
            .. CertificateMembers.Select(name => (name, FaultOf(hds, name))),
            ("activities", hds?.Sequence("activities") is { Items.Count: > 0 } ? null : Concrete.NotThere),
        ]);
    }

    private static ContractFinding Signatories(ContractRecord record) => ContractCheck.Finding(
        "signatories", new("The laboratory’s signatories", "Les signataires du laboratoire"), "GDPR 28(3)(a), 29",
        record.Signatories.Count > 0,
        record.Signatories.Count == 0
            ? [("signatories", Concrete.NotThere)]
            : record.Signatories.SelectMany(one => new (string, Text?)[]
            {
                ($"{one.Id}.name", Concrete.Fault(one.Name)),
                ($"{one.Id}.role", Concrete.Fault(one.Role)),
                ($"{one.Id}.key", one.Key is null ? Concrete.NotThere : null),
                ($"{one.Id}.valid-from", one.ValidFrom is null ? Concrete.NotThere : null),
                ($"{one.Id}.valid-until", one.ValidUntil is null ? Concrete.NotThere : null),
                ($"{one.Id}.enrolled-by", one.EnrolledBy is null ? Concrete.NotThere : null),
            }));

    private static ContractFinding KeysKnown(ContractRecord record)
    {
        var known = record.Tree.Mapping("keys-known");
        return ContractCheck.Finding(
            "keys-known", new("Keys of processor and receiving vendor", "Clés du sous-traitant et de l’éditeur qui reçoit"),
            "GDPR 29", known is not null,
            [
                ("processor", record.ProcessorKeys.Count > 0 ? null : Concrete.NotThere),
                .. record.ProcessorKeys.Concat(record.ReceivingVendorKeys).Select(one => ("holder", Concrete.Fault(one.Holder))),
                ("receiving-vendor", known?.Sequence("receiving-vendor") is not null ? null : Concrete.NotThere),
            ]);
    }

    private static Text OfficerOf(string party) => party == "controller"
        ? new("The controller’s data protection officer", "Le délégué à la protection des données du responsable")
        : new("The processor’s data protection officer", "Le délégué à la protection des données du sous-traitant");

    private static Text? FaultOf(DocumentMapping? node, string name) => node?.Find(name) switch
    {
        null => Concrete.NotThere,
        DocumentScalar { Kind: ScalarKind.Text } text => Concrete.Fault(text.Text),
        _ => null,
    };
}
