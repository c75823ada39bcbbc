using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Storage;

namespace Ecluse.Cli;

/// <summary>Opens the installation for a verb, and says what could not be erased at its date.</summary>
internal static class OpenedFor
{
    extension(Installation)
    {
        /// <summary>Opens the installation in the folder of <c>--data</c>; whatever is past its date is erased first.</summary>
        public static async Task<Installation> OpenAsync(
            VerbContext context, ParseResult parsed, CancellationToken cancellation, bool eraseDue = true)
        {
            var installation = await Installation.OpenAsync(
                new DataFolder(parsed.GetValue(CommandLine.Data)!), context.Clock, cancellation);
            if (eraseDue)
            {
                await (await installation.EraseDueAsync(tryAgain: false, cancellation)).WarnAsync(context, parsed);
            }

            return installation;
        }
    }

    /// <summary>A verb that came for something else says it and goes on: the alert stands in the journal.</summary>
    public static async Task WarnAsync(this DueErasure due, VerbContext context, ParseResult parsed)
    {
        var language = VerbContext.LanguageOf(parsed, context.Terminal);
        foreach (var (what, failure) in due.Failed)
        {
            var warning = new Text(
                $"warning: {what} is past its date and could not be erased ({failure.Code}); run ecluse erase --due",
                $"attention : {what} a dépassé sa date et n’a pas pu être effacé ({failure.Code}) ; lancer ecluse erase --due");
            await context.Terminal.Error.WriteLineAsync(warning.In(language));
        }

        foreach (var (what, failure) in due.Unfinished)
        {
            var warning = new Text(
                $"warning: our table of {what} could not be taken out of its target ({failure.Code}); run ecluse erase --due once it can be reached",
                $"attention : notre table de {what} n’a pas pu être retirée de sa cible ({failure.Code}) ; lancer ecluse erase --due quand elle sera joignable");
            await context.Terminal.Error.WriteLineAsync(warning.In(language));
        }

        foreach (var what in due.Waiting)
        {
            var warning = new Text(
                $"warning: {what} still waits for its target, which was away; run ecluse erase --due once it can be reached",
                $"attention : {what} attend encore sa cible, qui était absente ; lancer ecluse erase --due quand elle sera joignable");
            await context.Terminal.Error.WriteLineAsync(warning.In(language));
        }
    }
}
