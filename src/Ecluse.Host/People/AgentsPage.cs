using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Signatures;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.People;

/// <summary><c>/agents</c>: the machines that may hand over and take, by name and fingerprint; a security officer enrols and withdraws those of their side.</summary>
internal static class AgentsPage
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/agents", (HttpContext context, Agents agents, CancellationToken cancellation) => PageAsync(context, agents, null, cancellation)).Needs(Right.SeePeople);
        application.MapPost("/agents", EnrolAsync).Needs(Right.EnrolAgents);
        application.MapPost("/agents/{id}/withdraw", WithdrawAsync).Needs(Right.EnrolAgents);
    }

    private static async Task<IResult> EnrolAsync(HttpContext context, Agents agents, CancellationToken cancellation)
    {
        try
        {
            await agents.EnrolAsync(
                SignedIn.Of(context).Account, await Uploads.TextAsync(context, "name", cancellation), await Uploads.TextAsync(context, "key", cancellation), cancellation);
            return Results.Redirect("/agents");
        }
        catch (EcluseException refused)
        {
            return await PageAsync(context, agents, refused, cancellation);
        }
    }

    private static async Task<IResult> WithdrawAsync(string id, HttpContext context, Agents agents, CancellationToken cancellation)
    {
        try
        {
            await agents.WithdrawAsync(SignedIn.Of(context).Account, id, cancellation);
            return Results.Redirect("/agents");
        }
        catch (EcluseException absent) when (absent.Kind == ErrorKind.NotFound)
        {
            return RefusalPage.NotFound(context);
        }
    }

    private static async Task<IResult> PageAsync(HttpContext context, Agents agents, EcluseException? refused, CancellationToken cancellation)
    {
        var (pen, me) = (ConsolePage.PenOf(context), SignedIn.Of(context).Account);
        var title = pen.Say("Gates on other machines", "Portes sur d’autres machines");
        var table = new Table(title, pen.Say("Name", "Nom"), pen.Say("Whose", "De qui"), pen.Say("Fingerprint of its key", "Empreinte de sa clé"), pen.Say("Enrolled", "Enrôlée"), pen.Say("State", "État"));
        foreach (var row in await agents.ListAsync(me, cancellation))
        {
            table.Add(
                Html.Text(row.Name), Html.Text(row.Controller ?? pen.Say("the processor", "le sous-traitant")), Html.Of($"<code>{SshPublicKey.Parse(row.PublicKey).Fingerprint}</code>"),
                pen.ShortInstant(row.EnrolledAt),
                row.WithdrawnAt is not null ? Parts.Tag("minus", pen.Say("withdrawn", "retirée"))
                    : me.May(Right.EnrolAgents) && row.Controller == me.Controller
                        ? Html.Of($"""<form method="post" action="/agents/{row.Id}/withdraw"><button class="btn" type="submit">{pen.Say("Withdraw", "Retirer")}<span class="vh"> {row.Name}</span></button></form>""")
                        : Parts.Tag("now", pen.Say("may act", "peut agir"), "live"));
        }

        var rows = table.Write();
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of(
                $"""
                {Parts.Head("Écluse", title, Html.Text(pen.Say(
                    "A machine signs each request with its own key and does in a passage only what the signed plan says that this key does.",
                    "Une machine signe chaque requête de sa propre clé et ne fait dans un passage que ce que le plan signé dit de cette clé.")))}
                {(rows.IsEmpty ? Pages.Empty(pen.Say("No machine is enrolled", "Aucune machine n’est enrôlée"), pen.Say("Gates on other machines are enrolled here by their key.", "Les portes d’autres machines s’enrôlent ici par leur clé.")) : rows)}
                {(me.May(Right.EnrolAgents) ? Form(refused, pen) : Html.None)}
                """),
            refused is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Html Form(EcluseException? refused, Pen pen) => Html.Of(
        $"""
        <form class="panel pad form recon" method="post" action="/agents">
        <h2>{pen.Say("Enrol a machine", "Enrôler une machine")}</h2>
        {(refused is null ? Html.None : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>"""))}
        <p class="field"><label for="a-name">{pen.Say("Name of the machine", "Nom de la machine")}</label><input id="a-name" name="name" required maxlength="200" autocomplete="off" spellcheck="false"></p>
        <p class="field"><label for="a-key">{pen.Say("Its public key (ssh-ed25519 …)", "Sa clé publique (ssh-ed25519 …)")}</label><textarea id="a-key" name="key" rows="3" required spellcheck="false" autocomplete="off"></textarea></p>
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Enrol", "Enrôler")}</button></p>
        </form>
        """);
}
