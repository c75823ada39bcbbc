using Ecluse.Accounts;
using Ecluse.Contracts;
using Ecluse.Drawing;
using Ecluse.Host.Accounts;
using Ecluse.Host.Passages;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Instructions;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Storage.Instructions;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Instructions;

/// <summary>An instruction as it stands now.</summary>
/// <param name="Stored">The instruction with its signature.</param>
/// <param name="Reasons">Why it may not be given now; empty when it may.</param>
/// <param name="IsContractInForce">Whether its contract is in force.</param>
/// <param name="Waiting">Its plans that no passage has used.</param>
/// <param name="Passages">Its passages.</param>
/// <param name="Job">The last dry run set going from the console.</param>
/// <param name="At">Now.</param>
internal sealed record InstructionStanding(
    StoredInstruction Stored, IReadOnlyList<ContractReason> Reasons, bool IsContractInForce, IReadOnlyList<Plan> Waiting,
    IReadOnlyList<Passage> Passages, Job? Job, DateTimeOffset At);

/// <summary>The list of instructions, and one: what it lists, whether it is in force, its plans and passages.</summary>
internal static class InstructionPages
{
    public static IResult List(HttpContext context, IReadOnlyList<StoredInstruction> all, DateTimeOffset now)
    {
        var pen = ConsolePage.PenOf(context);
        var table = new Table(
            "Instructions", pen.Say("Number", "Numéro"), pen.Say("From, to", "De, vers"), Column.Number(pen.Say("Patients expected", "Patients attendus")),
            pen.Say("Signed by", "Signée par"), pen.Say("Erase-by", "À effacer avant"));
        foreach (var stored in all)
        {
            var one = stored.Instruction;
            var zoned = new Pen(pen.Language, PageZone.Of(one.TimeZone));
            table.Add(
                Html.Of($"""<a href="/instructions/{one.Number}">{one.Number}</a>"""), Html.Text($"{one.Source.Connection} → {one.Target.Connection}"),
                Html.Text(pen.Number(one.Expected.Count)), Html.Text(stored.Signatory),
                one.EraseBy > now ? zoned.Instant(one.EraseBy) : Parts.Tag("minus", pen.Say("past", "passée")));
        }

        var rows = table.Write();
        return ConsolePage.Answer(context, pen, "Instructions", Html.Of(
            $"""
            {Parts.Head("Écluse", "Instructions", Html.Text(pen.Say("What each laboratory told to be done, signed (GDPR 28(3)(a) and 29).", "Ce que chaque laboratoire a demandé de faire, signé (RGPD 28, paragraphe 3, a, et 29).")))}
            {(rows.IsEmpty ? Pages.Empty(pen.Say("No instruction yet", "Pas encore d’instruction"), pen.Say("A signed instruction is handed in here, or with ecluse instruction add.", "Une instruction signée se remet ici, ou par ecluse instruction add.")) : rows)}
            {(SignedIn.Of(context).Account.May(Right.GiveInstructions) ? Html.Of($"""<p class="btn-row"><a class="btn" href="/instructions/new">{pen.Say("Give an instruction…", "Donner une instruction…")}</a></p>""") : Html.None)}
            """));
    }

    public static IResult One(HttpContext context, InstructionStanding standing, Account account)
    {
        var one = standing.Stored.Instruction;
        var pen = new Pen(ConsolePage.LanguageOf(context), PageZone.Of(one.TimeZone));
        return ConsolePage.Answer(context, pen, $"Instruction {one.Number}", Html.Of(
            $"""
            {Pages.Head("/instructions", "Instructions", $"Instruction {one.Number}", Html.Text(one.Purpose), Exchange(one, account, pen))}
            <div id="state" data-live>{State(standing, account, pen)}{Ways(standing, pen)}</div>
            {Terms(standing.Stored, pen)}{Listed(one, pen)}
            """), feed: $"/instructions/{one.Number}/live");
    }

    private static Html Exchange(Instruction one, Account account, Pen pen) => account.May(Right.OpenSpaces)
        ? Html.Of($"""<div class="btn-row"><a class="btn" href="/instructions/{one.Number}/space">{pen.Say("Open a space…", "Ouvrir un espace…")}</a></div>""")
        : Html.None;

    private static Html State(InstructionStanding standing, Account account, Pen pen)
    {
        var notes = new List<Html>();
        foreach (var reason in standing.Reasons)
        {
            notes.Add(Parts.Note("bad", "stop", pen.Say(reason.Reason), Parts.Code(reason.Code)));
        }

        if (standing is { IsContractInForce: false, Reasons.Count: 0 })
        {
            notes.Add(Parts.Note("bad", "stop", pen.Say("Its contract is not in force.", "Son contrat n’est pas en vigueur."), Html.Text(pen.Say("Nothing opens under it.", "Rien ne s’ouvre sous lui."))));
        }

        if (standing.Job is { IsRunning: true } job)
        {
            notes.Add(Parts.Note("", "clock", JobWords.Left(job, null, pen), JobWords.Progress(job, null, pen)));
        }
        else if (standing.Job is { Failure: { } failure })
        {
            notes.Add(Parts.Note("bad", "stop", pen.Say(failure.Problem), Html.Of($"{pen.Say(failure.Remedy)} <code>{failure.Code}</code>")));
        }

        if (notes.Count == 0)
        {
            notes.Add(Parts.Note("ok", "check", pen.Say("In force: a plan may be made from it.", "En vigueur : un plan peut en être établi."), Html.None));
        }

        return Html.Of($"""<section class="notes">{notes}</section>{Make(standing, account, pen)}""");
    }

    private static Html Make(InstructionStanding standing, Account account, Pen pen) =>
        !account.May(Right.MakePlans) || standing.Reasons.Count > 0 || !standing.IsContractInForce || standing.Job is { IsRunning: true }
            ? Html.None
            : Html.Of(
                $"""
                <form class="plan-form" method="post" action="/instructions/{standing.Stored.Instruction.Number}/plan">
                <p class="field"><label for="p-kind">{pen.Say("Seal to", "Sceller pour")}</label><select id="p-kind" name="kind"><option value="hybrid">{pen.Say("the post-quantum hybrid", "l’hybride post-quantique")}</option><option value="classic">{pen.Say("X25519, opened by age 1.1", "X25519, que age 1.1 ouvre")}</option></select></p>
                <button class="btn btn-1" type="submit">{pen.Say("Make a plan (dry run)", "Établir un plan (à blanc)")}</button>
                </form>
                """);

    private static Html Ways(InstructionStanding standing, Pen pen)
    {
        var title = pen.Say("Plans and passages", "Plans et passages");
        var table = new Table(title, pen.Say("What", "Quoi"), pen.Say("When", "Quand"), pen.Say("State", "État"));
        foreach (var plan in standing.Waiting)
        {
            table.Add(Html.Of($"""<a href="/plans/{plan.Id}">Plan {plan.Id}</a>"""), pen.Instant(plan.CreatedAt), Parts.Tag("key", pen.Say("waits for its signature", "attend sa signature"), "live"));
        }

        foreach (var passage in standing.Passages)
        {
            table.Add(
                Html.Of($"""<a href="/passages/{passage.Id}">Passage {passage.Id}</a>"""), pen.Instant(passage.OpenedAt),
                passage.State == PassageState.Erased ? Parts.Tag("check", pen.Say("erased", "effacé"), "ok") : Parts.Tag("now", pen.Say("under way", "en cours"), "live"));
        }

        var rows = table.Write();
        return rows.IsEmpty ? Html.None : Parts.Section(title, Html.Text(pen.Say(pen.Zone.Name)), rows);
    }

    private static Html Terms(StoredInstruction stored, Pen pen)
    {
        var one = stored.Instruction;
        var bounds = one.Scope.Patients;
        var passing = bounds.LastVisitOnOrAfter is { } day
            ? pen.Say($"seen on or after {pen.Day(day)}", $"vus depuis le {pen.Day(day)} inclus")
            : bounds.Keys is { } keys ? pen.Say($"{keys.Count} named by their key", $"{keys.Count} désignés par leur clé") : pen.Say("all", "tous");
        return Parts.Section(pen.Say("What it says", "Ce qu’elle dit"), Html.None, Parts.KeyValues(
        [
            (pen.Say("Contract", "Contrat"), Html.Of($"""<a href="/contracts/{one.Contract}">{one.Contract}</a>""")),
            (pen.Say("From, to", "De, vers"), Html.Text($"{one.Source.Connection} ({one.Source.Profile}) → {one.Target.Connection} ({one.Target.Profile})")),
            ("Patients", Html.Text(pen.Say(
                $"{passing}; {pen.Number(one.Expected.Count)} expected, within {one.Expected.TolerancePercent}%",
                $"{passing} ; {pen.Number(one.Expected.Count)} attendus, à {one.Expected.TolerancePercent} % près"))),
            (pen.Say("Erase-by", "À effacer avant"), Html.Of($"{pen.Instant(one.EraseBy)}, {pen.Say(pen.Zone.Name)}")),
            (pen.Say("Kind", "Nature"), Html.Text(one.IsTrial ? pen.Say("trial", "essai") : one.Environment == InstructionEnvironment.Production ? pen.Say("production", "production") : "test")),
            (pen.Say("Signed by", "Signée par"), Html.Text(pen.Say($"{stored.Signatory}, journal entry {stored.Entry}", $"{stored.Signatory}, entrée {stored.Entry} du journal"))),
            ("SHA-256", Parts.Hash(one.Sha256)),
        ]));
    }

    private static Html Listed(Instruction one, Pen pen)
    {
        var title = pen.Say("What it lists, and nothing else", "Ce qu’elle énumère, et rien d’autre");
        var table = new Table(title, pen.Say("Record", "Enregistrement"), pen.Say("Fields", "Champs"), pen.Say("Free text, with its reason", "Texte libre, avec sa raison"));
        foreach (var (type, fields) in one.Scope.Fields)
        {
            var free = one.FreeText.Where(field => field.Type == type).Select(field => Html.Of($"<li>{Parts.Code(field.Field)}: {field.Reason}</li>")).ToList();
            table.Add(
                Html.Text(PlanWords.Type(type, pen.Language)), Html.Of($"""<ul class="cs">{fields.Select(field => Html.Of($"<li>{field}</li>"))}</ul>"""),
                free.Count == 0 ? Html.Text(pen.Say("none", "aucun")) : Html.Of($"<ul>{free}</ul>"));
        }

        return Parts.Section(title, Html.None, table.Write());
    }
}
