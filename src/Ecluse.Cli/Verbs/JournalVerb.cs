using System.CommandLine;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Journal;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse journal init|show|verify|prove</c>: the log of every act, and how to check it.</summary>
internal static class JournalVerb
{
    public static Command Create(VerbContext context) => new(
        "journal", "The log of every act, and how to check it. · Le journal de chaque acte, et sa vérification.")
    {
        JournalInitVerb.Create(context), JournalShowVerb.Create(context), JournalVerifyVerb.Create(context),
        JournalProveVerb.Create(context),
    };

    public static JournalPlaces Places(ParseResult parsed) => new(new DataFolder(parsed.GetValue(CommandLine.Data)!));

    public static ActJournal Open(VerbContext context, ParseResult parsed)
    {
        var places = Places(parsed);
        return new ActJournal(places.Data.Open, places, context.Clock);
    }

    /// <summary>Writes text, or one JSON object with <c>--json</c>.</summary>
    public static void Answer(VerbContext context, ParseResult parsed, Text text, object json) =>
        context.Terminal.Text.WriteLine(parsed.GetValue(CommandLine.Json)
            ? JsonSerializer.Serialize(json)
            : text.In(context.Language(parsed)));

    /// <summary>The person of this account of the machine; before there is any, the program itself.</summary>
    public static async Task<string> ActorAsync(DataFolder data, CancellationToken cancellation)
    {
        if (!data.Exists)
        {
            return "agent:ecluse";
        }

        await using var state = data.Open();
        var account = Environment.UserName;
        var person = await state.Set<PersonRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.SystemAccount == account, cancellation);
        return person?.Id ?? "agent:ecluse";
    }
}
