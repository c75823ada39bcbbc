using System.CommandLine;
using System.Security.Cryptography;
using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse person add|link|list</c>: the named people whose acts the journal keeps.</summary>
internal static class PersonVerb
{
    private static readonly string[] Roles = [.. RoleNames.All];

    public static Command Create(VerbContext context) => new("person", "named people: no act without a name · personnes nommées : pas d’acte sans nom")
    {
        Add(context), Link(context), List(context),
    };

    private static Command Add(VerbContext context)
    {
        var name = new Argument<string>("NAME") { Description = "name as it is shown · nom tel qu’il est montré" };
        var organisation = new Option<string>("--organisation") { Description = "the person’s organisation · son organisation", Required = true };
        var role = new Option<string>("--role") { Description = $"one of {string.Join(", ", Roles)} · l’un de {string.Join(", ", Roles)}", Required = true };
        role.AcceptOnlyFromAmong(Roles);
        var account = new Option<string?>("--account")
        {
            Description = "account of this machine that this person alone uses (default: the present one, for an operator) · compte de cette machine que cette personne est seule à utiliser (sinon le compte présent, pour un opérateur)",
        };
        var command = new Command("add", "adds a named person · ajoute une personne nommée") { name, organisation, role, account };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var chosen = parsed.GetValue(role)!;
            var row = new PersonRow
            {
                Id = "person:" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
                Name = parsed.GetValue(name),
                Organisation = parsed.GetValue(organisation),
                Role = chosen,
                SystemAccount = parsed.GetValue(account) ?? (chosen == "operator" ? Environment.UserName : null),
            };
            await AddAsync(installation, row, cancellation);
            answer.Say($"{row.Id}  {row.Name}, {row.Organisation} ({row.Role})");
            answer.Json(new { row.Id, row.Name, row.Organisation, row.Role, row.SystemAccount });
            return 0;
        });
        return command;
    }

    private static Command Link(VerbContext context)
    {
        var person = new Argument<string>("PERSON") { Description = "id of the person, from person list · identifiant de la personne, de person list" };
        var account = new Option<string>("--account")
        {
            Description = "account of this machine that this person alone uses (default: the present one) · compte de cette machine que cette personne est seule à utiliser (sinon le compte présent)",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var command = new Command("link", "an account of this machine becomes that person's, who has one at the server (exit 0, 10) · un compte de cette machine devient celui de cette personne, qui en a un au serveur (sortie 0, 10)") { person, account };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var (id, name) = (parsed.GetValue(person)!, parsed.GetValue(account)!);
            await using var state = installation.OpenState();
            await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
            var row = await state.Set<PersonRow>().SingleOrDefaultAsync(one => one.Id == id, cancellation) ?? throw NobodyOfThatId();
            var before = await state.Set<PersonRow>().SingleOrDefaultAsync(one => one.SystemAccount == name && one.Id != id, cancellation);
            _ = before is null ? null : before.SystemAccount = null;
            row.SystemAccount = name;
            await installation.AppendAsync(
                state,
                new Act("person.linked", id, new Dictionary<string, string> { ["person"] = id }, new Dictionary<string, string>()),
                cancellation);
            await state.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            answer.Say($"{row.Id}  {row.Name}  {name}");
            answer.Json(new { row.Id, row.SystemAccount });
            return 0;
        });
        return command;
    }

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "lists them · les liste");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            await using var state = installation.OpenState();
            var rows = await state.Set<PersonRow>().AsNoTracking().OrderBy(person => person.Id).ToListAsync(cancellation);
            foreach (var row in rows)
            {
                answer.Say($"{row.Id}  {row.Name ?? "—"}, {row.Organisation ?? "—"} ({row.Role})  {row.SystemAccount}");
            }

            answer.Json(rows);
            return 0;
        });
        return command;
    }

    private static EcluseException NobodyOfThatId() => new(
        "PERSON-006",
        new("Nobody has that id.", "Personne n’a cet identifiant."),
        new("Take it from ecluse person list.", "Le prendre dans ecluse person list."),
        ErrorKind.NotFound);

    private static async Task AddAsync(Installation installation, PersonRow row, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (row.SystemAccount is not null
            && await state.Set<PersonRow>().AnyAsync(person => person.SystemAccount == row.SystemAccount, cancellation))
        {
            throw new EcluseException(
                "PERSON-001",
                new("That account of the machine belongs to another person already: an account is never shared.",
                    "Ce compte de la machine appartient déjà à une autre personne : un compte ne se partage jamais."),
                new("Give each person an account of their own, and name it with --account.",
                    "Donner à chaque personne son propre compte, et le nommer avec --account."),
                ErrorKind.Refused);
        }

        state.Add(row);
        await installation.AppendAsync(
            state,
            new Act("person.added", row.Id, new Dictionary<string, string> { ["person"] = row.Id }, new Dictionary<string, string>()),
            cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
