using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Api;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse login</c> and <c>ecluse logout</c>: a token of a server, confirmed in its console by the person it is for.</summary>
internal static class LoginVerb
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    public static Command Create(VerbContext context)
    {
        var command = new Command("login", "signs in to a server: shows a code to confirm in its console · se connecte à un serveur : affiche un code à confirmer dans sa console");
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var token = await SignInAsync(context, parsed, cancellation);
            answer.Say(
                $"Signed in as {token.Name}, until {token.Until:yyyy-MM-dd HH:mm}Z at the latest, and no longer than your session in the console.",
                $"Connecté : {token.Name}, au plus tard jusqu’au {token.Until:yyyy-MM-dd HH:mm}Z, et pas plus que votre session dans la console.");
            answer.Json(new { token.Name, token.Until });
            return 0;
        });
        return command;
    }

    /// <summary>Waits for the person to confirm in the console, and keeps the token.</summary>
    public static async Task<SignInToken> SignInAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation)
    {
        using var server = ServerClient.Unsigned(context, parsed);
        var begun = await server.PostAsync<SignInBegun>("/sign-in", null, cancellation);
        var said = new Text(
            $"In the console, at {begun.Page}, type: {begun.Code}",
            $"Dans la console, à {begun.Page}, taper : {begun.Code}");
        await context.Terminal.Error.WriteLineAsync(said.In(context.Language(parsed)));
        var token = await ConfirmedAsync(context, server, begun, cancellation);
        new TokenFile(server.Address).Keep(token.Token);
        return token;
    }

    public static Command CreateOut(VerbContext context)
    {
        var command = new Command("logout", "ends the sign-in to a server · met fin à la connexion à un serveur");
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            using var server = ServerClient.Unsigned(context, parsed);
            try
            {
                using var signed = ServerClient.SignedIn(context, parsed);
                await signed.PostAsync("/sign-out", null, cancellation);
            }
            catch (EcluseException gone) when (gone.Code is "API-003" or "REMOTE-004" or "REMOTE-006")
            {
                // Ended already, at the server or here.
            }

            new TokenFile(server.Address).Remove();
            answer.Say("Signed out.", "Déconnecté.");
            answer.Json(new { server = server.Address });
            return 0;
        });
        return command;
    }

    private static async Task<SignInToken> ConfirmedAsync(VerbContext context, ServerClient server, SignInBegun begun, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await server.PostAsync<SignInToken>("/sign-in/token", new SignInSecret(begun.Secret), cancellation);
            }
            catch (EcluseException waiting) when (waiting.Code == "API-010")
            {
                await Task.Delay(AskEvery, context.Clock, cancellation);
            }
        }
    }
}
