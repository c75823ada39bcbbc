using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Records;

namespace Ecluse.Instructions;

/// <summary>Reads the closed list of types and fields, and the bounds (rules 2, 6 and 7 of the lock).</summary>
internal sealed class ScopeReader(ProblemList problems)
{
    // Words by which people have named doors to a portal; the real ones of 2022 were « Identifiant SR » and « PM ».
    private static readonly string[] DoorWords =
        ["password", "passwd", "pwd", "mot-de-passe", "motdepasse", "mdp", "login", "identifiant-sr", "pm", "pin", "token",
            "secret", "credential"];

    internal Scope Read(DocumentMapping tree, out IReadOnlyList<FreeTextField> freeText)
    {
        var records = tree.Mapping("records")!;
        var listed = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var member in records.Members)
        {
            if (TypeOf(member.Name, member.Value) is { } type)
            {
                listed[type.Name] = [.. ReadFields(type, (DocumentSequence)member.Value, records)];
            }
        }

        freeText = ReadFreeText(tree.Sequence("free-text"), listed);
        CheckPatient(records, listed);
        var bounds = tree.Mapping("bounds")!;
        return new Scope(
            Ordered(listed),
            ReadPatients(bounds.Mapping("patients")!),
            ReadOrders(bounds.Mapping("orders")),
            bounds.Text("undated") switch
            {
                "leave" => UndatedRule.Leave,
                "pass" => UndatedRule.Pass,
                _ => UndatedRule.Refuse,
            },
            tree.Text("inspect") == "counts",
            tree.Boolean("read-lock") ?? false);
    }

    private RecordType? TypeOf(string name, DocumentNode node)
    {
        if (RecordType.TryFind(name, out var type))
        {
            return type;
        }

        var names = RecordType.All.Select(one => one.Name).ToList();
        var hint = Nearest.Hint(name, names);
        problems.Add("INSTRUCTION-001", node, new(
            $"“{name}” is not a record type{hint.English} (types: {string.Join(", ", names)})",
            $"« {name} » n’est pas un type d’enregistrement{hint.French} (types : {string.Join(", ", names)})"));
        return null;
    }

    private IEnumerable<string> ReadFields(RecordType type, DocumentSequence list, DocumentMapping records)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in list.Items.Cast<DocumentScalar>())
        {
            if (!seen.Add(item.Text))
            {
                problems.Add("INSTRUCTION-005", item, new("this field is listed twice", "ce champ figure deux fois"));
            }
            else if (FieldOf(type, item.Text, item) is { } field && MayBeListed(type, field, item, records))
            {
                yield return field.Name;
            }
        }
    }

    private bool MayBeListed(RecordType type, RecordField field, DocumentScalar item, DocumentMapping records)
    {
        if (field.Class == DataClass.FreeText)
        {
            problems.Add("INSTRUCTION-003", item, new(
                $"{type.Name}.{field.Name} is free text: it passes only under free-text, with a reason",
                $"{type.Name}.{field.Name} est du texte libre : il ne passe que sous free-text, avec un motif"));
            return false;
        }

        if (field.RefersTo is { } target && !records.Has(target))
        {
            problems.Add("INSTRUCTION-006", item, new(
                $"{type.Name}.{field.Name} points to {target}, which is not listed",
                $"{type.Name}.{field.Name} renvoie à {target}, qui n’est pas listé"));
            return false;
        }

        return true;
    }

    private RecordField? FieldOf(RecordType type, string name, DocumentNode node)
    {
        if (type.TryField(name, out var field) && field.Class != DataClass.Credential)
        {
            return field;
        }

        var plain = name.ToLowerInvariant().Replace('_', '-').Replace(' ', '-');
        if (field is not null || DoorWords.Any(word => plain == word || (word.Length > 3 && plain.Contains(word, StringComparison.Ordinal))))
        {
            problems.Add("INSTRUCTION-004", node, new(
                "credentials never pass: no password, login or token can be listed",
                "les identifiants de connexion ne passent jamais : aucun mot de passe, identifiant ou jeton ne peut être listé"));
            return null;
        }

        var hint = Nearest.Hint(name, type.Fields.Select(one => one.Name));
        problems.Add("INSTRUCTION-002", node, new(
            $"{type.Name} has no field “{name}”{hint.English}",
            $"{type.Name} n’a pas de champ « {name} »{hint.French}"));
        return null;
    }

    private List<FreeTextField> ReadFreeText(DocumentSequence? list, Dictionary<string, HashSet<string>> listed)
    {
        var result = new List<FreeTextField>();
        foreach (var node in list?.Mappings ?? [])
        {
            var type = TypeOf(node.Text("type")!, node.Find("type")!);
            var field = type is null ? null : FieldOf(type, node.Text("field")!, node.Find("field")!);
            if (type is null || field is null)
            {
                continue;
            }

            if (field.Class != DataClass.FreeText)
            {
                problems.Add("INSTRUCTION-003", node.Find("field")!, new(
                    $"{type.Name}.{field.Name} is not free text: list it under records",
                    $"{type.Name}.{field.Name} n’est pas du texte libre : listez-le sous records"));
            }
            else if (!listed.TryGetValue(type.Name, out var fields))
            {
                problems.Add("INSTRUCTION-006", node, new(
                    $"{type.Name} is not listed under records", $"{type.Name} n’est pas listé sous records"));
            }
            else if (Concrete.Fault(node.Text("reason")) is { } fault)
            {
                problems.Add("INSTRUCTION-010", node.Find("reason") ?? node, new(
                    $"free text passes only with a reason: {fault.English}",
                    $"un texte libre ne passe qu’avec un motif : {fault.French}"));
            }
            else if (!fields.Add(field.Name))
            {
                problems.Add("INSTRUCTION-005", node, new("this field is listed twice", "ce champ figure deux fois"));
            }
            else
            {
                result.Add(new FreeTextField(type.Name, field.Name, node.Text("reason")!));
            }
        }

        return result;
    }

    private void CheckPatient(DocumentMapping records, Dictionary<string, HashSet<string>> listed)
    {
        if (!listed.ContainsKey(RecordType.Patient.Name))
        {
            problems.Add("INSTRUCTION-006", records, new(
                "patient must be listed: every other record passes with its patient",
                "patient doit être listé : tout autre enregistrement passe avec son patient"));
        }
    }

    // The key and the references between listed types are always part; fields stand in the order of their type.
    private static Dictionary<string, IReadOnlyList<string>> Ordered(Dictionary<string, HashSet<string>> listed) =>
        RecordType.All.Where(type => listed.ContainsKey(type.Name)).ToDictionary(
            type => type.Name,
            type => (IReadOnlyList<string>)[.. type.Fields
                .Where(field => field.Kind == FieldKind.Key
                    || (field.RefersTo is { } target && listed.ContainsKey(target))
                    || listed[type.Name].Contains(field.Name))
                .Select(field => field.Name)],
            StringComparer.Ordinal);

    private PatientBounds ReadPatients(DocumentMapping node)
    {
        if (node.Members.Count(member => node.Has(member.Name)) != 1)
        {
            problems.Add("INSTRUCTION-007", node, new(
                "say once which patients pass: last-visit-on-or-after, list, or all: true",
                "dites une fois quels patients passent : last-visit-on-or-after, list, ou all: true"));
        }

        return new PatientBounds(
            node.Date("last-visit-on-or-after", problems), node.Sequence("list") is { } keys ? [.. keys.Texts] : null);
    }

    private OrderBounds? ReadOrders(DocumentMapping? node)
    {
        if (node is null)
        {
            return null;
        }

        var bounds = new OrderBounds(node.Date("on-or-after", problems), node.Date("before", problems));
        if (bounds is { OnOrAfter: null, Before: null } || bounds.OnOrAfter >= bounds.Before)
        {
            problems.Add("INSTRUCTION-007", node, new(
                "say on-or-after, before, or both with the first day earlier",
                "dites on-or-after, before, ou les deux, le premier jour étant antérieur"));
        }

        return bounds;
    }
}
