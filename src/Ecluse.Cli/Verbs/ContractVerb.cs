using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse contract new|check|add|list|show|withdraw-key</c>: without a contract in force nothing opens.</summary>
internal static class ContractVerb
{
    public static Command Create(VerbContext context) => new("contract", "the contract of art. 28: no contract, no opening · "
        + "le contrat de l’art. 28 : sans contrat, rien ne s’ouvre")
    {
        New(context), ContractCheckVerb.Create(context), Add(context), List(context), ContractShowVerb.Create(context),
        WithdrawKey(context),
    };

    private static Command New(VerbContext context)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "where contract.yaml and contract.md go · "
                + "où vont contract.yaml et contract.md", DefaultValueFactory = _ => ".",
        };
        var command = new Command("new", "writes a complete template, every mention there by default · "
            + "écrit un modèle complet, chaque mention y est") { folder };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var target = Directory.CreateDirectory(parsed.GetValue(folder)!).FullName;
            var (yaml, markdown) = (Path.Combine(target, "contract.yaml"), Path.Combine(target, "contract.md"));
            var schema = Path.Combine(target, "contract.schema.json");
            foreach (var path in new[] { yaml, markdown, schema }.Where(File.Exists))
            {
                throw ContractFiles.Exists(Path.GetFileName(path));
            }

            await ContractFiles.WriteNewAsync(yaml, ContractTemplate.Yaml(answer.Language), cancellation);
            await ContractFiles.WriteNewAsync(markdown, ContractTemplate.Markdown(answer.Language), cancellation);
            await ContractFiles.WriteNewAsync(schema, ContractReader.Schema.Json, cancellation);
            answer.Say("contract.yaml: the record; fill in each place marked TO FILL.",
                "contract.yaml : la fiche ; remplir chaque endroit marqué À REMPLIR.");
            answer.Say("contract.md: the contract to sign, with the same sentences.",
                "contract.md : le contrat à signer, avec les mêmes phrases.");
            answer.Say("contract.schema.json: lets an editor help while you write.",
                "contract.schema.json : permet à un éditeur d’aider à la saisie.");
            answer.Json(new { record = yaml, contract = markdown, schema });
            return 0;
        });
        return command;
    }

    private static Command Add(VerbContext context)
    {
        var file = new Argument<string>("RECORD") { Description = "the record, YAML · la fiche, YAML" };
        var controller = new Option<string>("--controller")
        {
            Description = "the laboratory's signature (.sig) · la signature du laboratoire (.sig)", Required = true,
        };
        var processor = new Option<string>("--processor")
        {
            Description = "the processor's signature (.sig) · la signature du sous-traitant (.sig)", Required = true,
        };
        var command = new Command("add", "keeps a record that both parties signed · "
            + "garde une fiche signée des deux parties") { file, controller, processor };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var contract = await ContractFiles.ReadAsync(
                parsed.GetValue(file)!, parsed.GetValue(controller), parsed.GetValue(processor), cancellation);
            var kept = await premises.AddContractAsync(contract, cancellation);
            answer.Say(
                $"Contract {kept.Number} is kept, in force until {kept.Until:yyyy-MM-dd}; journal entry {kept.Entry}.",
                $"Le contrat {kept.Number} est gardé, en vigueur jusqu’au {kept.Until:yyyy-MM-dd} ; entrée {kept.Entry} du journal.");
            answer.Json(kept);
            return 0;
        });
        return command;
    }

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "lists the records kept, the latest first · "
            + "liste les fiches gardées, la dernière d’abord");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var all = await premises.ContractsAsync(cancellation);
            foreach (var record in all)
            {
                var state = record.InForce ? new Text("in force", "en vigueur") : new Text("not in force", "pas en vigueur");
                answer.Say($"{record.Number}  {record.Controller} / {record.Processor}  "
                    + $"{record.From:yyyy-MM-dd} – {record.Until:yyyy-MM-dd}  {state.In(answer.Language)}");
            }

            answer.Json(all);
            return 0;
        });
        return command;
    }

    private static Command WithdrawKey(VerbContext context)
    {
        var number = new Argument<string>("NUMBER") { Description = "number of the contract · numéro du contrat" };
        var key = new Argument<string>("FINGERPRINT")
        {
            Description = "SHA256:…, as contract show prints it · SHA256:…, comme l’affiche contract show",
        };
        var command = new Command("withdraw-key", "withdraws a signatory's key from now on · "
            + "révoque dès maintenant la clé d’un signataire") { number, key };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var entry = await premises.WithdrawKeyAsync(parsed.GetValue(number)!, parsed.GetValue(key)!, cancellation);
            answer.Say(
                $"The key signs nothing from journal entry {entry} on; hand the gates the new list of signers.",
                $"La clé ne signe plus rien à partir de l’entrée {entry} du journal ; remettez aux portes la nouvelle liste de signataires.");
            answer.Json(new { from = entry });
            return 0;
        });
        return command;
    }
}
