using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Ecluse.Keys;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Warnings;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Warnings;

/// <summary>What a reporter sees: the form, the receipt, the thread. Each works without a script.</summary>
internal static class ReporterPages
{
    private static readonly (WarningSource Source, bool IsFirst)[] Sources =
        [(WarningSource.Anonymous, true), .. Enum.GetValues<WarningSource>().Where(one => one != WarningSource.Anonymous).Select(one => (one, false))];

    /// <summary>Nobody here can open a warning yet.</summary>
    public static IResult Nobody(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        var error = WarningErrors.NoHandler();
        var title = Title(pen);
        return ConsolePage.Answer(
            context, pen, title,
            Html.Of($"""{Parts.Head("Écluse", title, Html.None)}<section class="notes">{Parts.Note("bad", "stop", pen.Say(error.Problem), Html.Text(pen.Say("Tell an authority: ANSSI (cert.ssi.gouv.fr), CERT Santé (cyberveille.esante.gouv.fr), CNIL (cnil.fr).", "S’adresser à une autorité : ANSSI (cert.ssi.gouv.fr), CERT Santé (cyberveille.esante.gouv.fr), CNIL (cnil.fr).")))}</section>"""),
            StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>The form, with what was wrong with the one before.</summary>
    public static IResult Form(HttpContext context, string challenge, EcluseException? refused, string words)
    {
        var pen = ConsolePage.PenOf(context);
        var title = Title(pen);
        return Answer(
            context, pen, title, refused,
            Html.Of(
                $"""
                {Parts.Head("Écluse", title, Html.Text(pen.Say(
                    "You saw patients’ records in danger? Tell us. You need no account and no name, and nobody here learns where you write from.",
                    "Vous avez vu des données de patients en danger ? Dites-le. Ni compte ni nom, et personne ici n’apprend d’où vous écrivez.")))}
                <form class="panel pad form wide" method="post" action="/warning?lang={pen.Say("en", "fr")}" enctype="multipart/form-data"{Work(challenge)}>
                {Said(refused, pen)}
                <fieldset><legend>{pen.Say("What did you see?", "Qu’avez-vous vu ?")}</legend>{Enum.GetValues<WarningSubject>().Select(one => Html.Of(
                    $"""<p class="check"><label><input type="checkbox" name="subject" value="{WarningWords.Name(one)}"> {pen.Say(WarningWords.Of(one))}</label></p>"""))}</fieldset>
                {Words(pen.Say("Tell it in your words: what, where, since when", "Racontez : quoi, où, depuis quand"), words, pen)}
                <p class="small muted">{pen.Say("Please no patient’s name: an address, a date, a number of rows are enough.", "Pas de nom de patient : une adresse, une date, un nombre de lignes suffisent.")}</p>
                <p class="field"><label for="w-source">{pen.Say("You are", "Vous êtes")}</label><select id="w-source" name="source">{Sources.Select(one => Html.Of($"""<option value="{WarningWords.Name(one.Source)}">{pen.Say(WarningWords.Of(one.Source))}</option>"""))}</select></p>
                <fieldset><legend>{pen.Say("Has this gone to an authority already?", "Une autorité le sait-elle déjà ?")}</legend>{WarningWords.Authorities.Select(one => Html.Of(
                    $"""<p class="check"><label><input type="checkbox" name="told" value="{one}"> {WarningWords.OfAuthority(one)}</label></p>"""))}</fieldset>
                <p class="field"><label for="w-about">{pen.Say("Is it about the security officer or the data protection officer?", "Cela concerne-t-il le responsable de la sécurité ou le délégué à la protection des données ?")}</label><select id="w-about" name="about">{Enum.GetValues<WarningAbout>().Select(one => Html.Of($"""<option value="{WarningWords.Name(one)}">{pen.Say(WarningWords.Of(one))}</option>"""))}</select></p>
                <p class="small muted">{pen.Say("If so, neither they nor anybody of that role can read it or sees that it exists.", "Si oui, ni cette personne ni personne de cette fonction ne peut le lire ni n’en voit l’existence.")}</p>
                {Send(pen.Say("Send", "Envoyer"), challenge, pen)}
                </form>
                {Terms(pen)}
                <p class="btn-row"><a class="btn" href="/warning/thread?lang={pen.Say("en", "fr")}">{pen.Say("I have a receipt already", "J’ai déjà un code de suivi")}</a></p>
                """));
    }

    /// <summary>It is here: the receipt, once.</summary>
    public static IResult Sent(HttpContext context, string receipt)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Your warning is here", "Votre signalement est arrivé");
        var delays = WarningDelays.Current;
        return Answer(context, pen, title, null, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say("Write this receipt down now: it is shown once and kept nowhere.", "Notez ce code maintenant : il n’est montré qu’une fois et n’est gardé nulle part.")))}
            <section class="panel pad"><p class="receipt" id="receipt">{receipt}</p>
            <p>{pen.Say("With it you read the answers and add to what you told. Without it nobody can, not we either.", "Avec lui, vous lisez les réponses et complétez. Sans lui, personne ne le peut, nous non plus.")}</p></section>
            {Parts.Section(pen.Say("What happens now", "Ce qui se passe maintenant"), Html.None, Html.Of($"""<ul class="plain">{Enum.GetValues<WarningClockKind>().Select(kind => Html.Of($"<li>{Promise(kind, delays, pen)}</li>"))}</ul>"""))}
            <p>{pen.Say("If one of these passes unkept, Écluse tells the laboratories concerned by itself; never your words.", "Si l’un de ces délais passe sans être tenu, Écluse avertit elle-même les laboratoires concernés ; jamais vos mots.")}</p>
            <p class="btn-row"><a class="btn btn-1" href="/warning/thread?lang={pen.Say("en", "fr")}">{pen.Say("Come back with the receipt", "Revenir avec le code")}</a></p>
            """));
    }

    /// <summary>Where the receipt is typed.</summary>
    public static IResult Receipt(HttpContext context, EcluseException? refused)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Come back to a warning", "Revenir à un signalement");
        return Answer(context, pen, title, refused, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Text(pen.Say("Type the 16 digits that you were shown.", "Saisissez les 16 chiffres qui vous ont été montrés.")))}
            <form class="panel pad form" method="post" action="/warning/thread?lang={pen.Say("en", "fr")}">{Said(refused, pen)}
            <p class="field"><label for="w-receipt">{pen.Say("Receipt", "Code de suivi")}</label><input id="w-receipt" name="receipt" inputmode="numeric" autocomplete="off" maxlength="{ReceiptKey.Digits + 8}" required></p>
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Open", "Ouvrir")}</button></p></form>
            <p class="btn-row"><a class="btn" href="/warning?lang={pen.Say("en", "fr")}">{pen.Say("I have none: tell something", "Je n’en ai pas : signaler")}</a></p>
            """));
    }

    /// <summary>The thread: what was told, what was answered, where it stands.</summary>
    public static IResult Thread(HttpContext context, ThreadChoices choices, string receipt, string challenge, EcluseException? refused, string? releasedTo = null)
    {
        var thread = choices.Thread;
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Your warning", "Votre signalement");
        return Answer(context, pen, title, refused, Html.Of(
            $"""
            {Parts.Head("Écluse", title, Html.Of($"{string.Join(", ", thread.Warning.Subjects.Select(one => pen.Say(WarningWords.Of(one))))}"))}
            {Standing(thread.Warning, pen)}
            {(releasedTo is null ? Html.None : Html.Of($"""<p class="said" role="status">{pen.Say($"Sealed to {releasedTo}; it can read them when this hour is over.", $"Scellés pour {releasedTo}, qui pourra les lire une fois cette heure passée.")}</p>"""))}
            {(choices.Kept is { } kept && thread.Words.Count > 0 ? Html.Of($"""<p class="small muted">{pen.Say("The words of this thread are erased on", "Les mots de ce fil sont effacés le")} {pen.Instant(kept.WordsUntil)}.</p>""") : Html.None)}
            {(choices.Kept is not null && thread.Words.Count == 0 ? Html.Of($"""<p class="small muted">{pen.Say("The words of this thread were erased on their date.", "Les mots de ce fil ont été effacés à leur échéance.")}</p>""") : Html.None)}
            {thread.Words.Select(one => Said(one, pen))}
            <form class="panel pad form wide" method="post" action="/warning/thread/add?lang={pen.Say("en", "fr")}" enctype="multipart/form-data"{Work(challenge)}>{Said(refused, pen)}
            <input type="hidden" name="receipt" value="{receipt}">
            {Words(pen.Say("Add something", "Ajouter quelque chose"), "", pen)}
            {Send(pen.Say("Add", "Ajouter"), challenge, pen)}
            </form>
            {Release(choices, receipt, challenge, pen)}
            """));
    }

    // Only to laboratories that know of the warning: a list of all of them would tell a stranger whom the house works for.
    private static Html Release(ThreadChoices choices, string receipt, string challenge, Pen pen)
    {
        var own = choices.Thread.Words.Index().Where(one => one.Item.IsOwn).ToList();
        if (choices.Controllers.Count == 0 || own.Count == 0)
        {
            return Html.None;
        }

        var keyless = choices.Controllers.Where(one => !one.HasKey).Select(one => one.Name).ToList();
        var form = choices.Controllers.All(one => !one.HasKey) ? Html.None : Html.Of(
            $"""
            <form class="panel pad form wide" method="post" action="/warning/thread/release?lang={pen.Say("en", "fr")}"{Work(challenge)}><input type="hidden" name="receipt" value="{receipt}">
            <p class="field"><label for="r-controller">{pen.Say("To which laboratory", "À quel laboratoire")}</label><select id="r-controller" name="controller">{choices.Controllers.Where(one => one.HasKey).Select(one => Html.Of($"<option>{one.Name}</option>"))}</select></p>
            <fieldset><legend>{pen.Say("Which of your words, with their files", "Lesquels de vos mots, avec leurs fichiers")}</legend>{own.Select(one => Html.Of(
                $"""<p class="check"><label><input type="checkbox" name="message" value="{one.Index + 1}"> {Beginning(one.Item.Content.Words)}</label></p>"""))}</fieldset>
            {Send(pen.Say("Let this laboratory read them", "Les donner à lire à ce laboratoire"), challenge, pen)}
            </form>
            """);
        return Parts.Section(
            pen.Say("Let a laboratory read your words", "Donner vos mots à lire à un laboratoire"),
            Html.Text(pen.Say("These laboratories know that there is a warning, not what it says. Only you can give them your words as you wrote them.", "Ces laboratoires savent qu’il y a un signalement, pas ce qu’il dit. Vous seul pouvez leur donner vos mots tels quels.")),
            Html.Of($"""{form}{(keyless.Count == 0 ? Html.None : Html.Of($"""<p class="small muted">{pen.Say("Nobody there has a key yet:", "Personne n’y a encore de clé :")} {string.Join(", ", keyless)}</p>"""))}"""));
    }

    private static string Beginning(string words) => words.Length > 80 ? words[..80].ReplaceLineEndings(" ") + "…" : words.ReplaceLineEndings(" ");

    private static string Title(Pen pen) => pen.Say("Tell us of a danger", "Signaler un danger");

    private static IResult Answer(HttpContext context, Pen pen, string title, EcluseException? refused, Html body) =>
        ConsolePage.Answer(context, pen, title, body, refused is null ? StatusCodes.Status200OK : Refusal.StatusOf(refused) switch
        {
            StatusCodes.Status409Conflict => StatusCodes.Status429TooManyRequests,
            var other => other,
        });

    private static Html Words(string label, string words, Pen pen) => Html.Of(
        $"""
        <p class="field"><label for="w-words">{label}</label><textarea id="w-words" name="words" rows="8" maxlength="50000" required autocomplete="off">{words}</textarea></p>
        <p class="field"><label for="w-files">{pen.Say("Files, if you have any (2 MiB in all)", "Fichiers, s’il y en a (2 Mio en tout)")}</label><input id="w-files" type="file" name="files" multiple></p>
        """);

    private static Html Work(string challenge) => challenge.Length == 0 ? Html.None : Html.Of($" data-challenge=\"{challenge}\"");

    private static Html Send(string label, string challenge, Pen pen) => Html.Of(
        $"""
        {(challenge.Length == 0 ? Html.None : Html.Of($"""
            <input type="hidden" name="challenge" value="{challenge}"><input type="hidden" name="work" value="">
            <p id="working" role="status" hidden>{pen.Say("Your browser computes for some seconds…", "Votre navigateur calcule quelques secondes…")}</p>
            <script src="/assets/show-work.js" defer></script>
            <noscript><p class="said">{pen.Say("Very many warnings are coming. Without scripts, send yours in ten minutes; or allow this site’s script, which computes for some seconds.", "De très nombreux signalements arrivent. Sans scripts, envoyez le vôtre dans dix minutes ; ou autorisez le script de ce site, qui calcule quelques secondes.")}</p></noscript>
            """))}
        <p class="btn-row"><button class="btn btn-1" type="submit">{label}</button></p>
        """);

    private static Html Said(EcluseException? refused, Pen pen) => refused is null
        ? Html.None : Html.Of($"""<p class="said" role="alert">{pen.Say(refused.Problem)} {pen.Say(refused.Remedy)} <span class="small">{refused.Code}</span></p>""");

    private static Html Said((bool IsOwn, DateTimeOffset At, WarningContent Content) one, Pen pen) => Html.Of(
        $"""
        <section class="panel pad"><h2>{(one.IsOwn ? pen.Say("You", "Vous") : pen.Say("Answer", "Réponse"))}</h2><p class="small muted">{(one.IsOwn ? pen.Say("in the hour of ", "dans l’heure du ") : "")}{pen.Instant(one.At)}</p>
        <p class="words">{one.Content.Words}</p>{(one.Content.Files.Count == 0 ? Html.None : Html.Of($"<p class=\"small muted\">{pen.Say("With", "Avec")} {string.Join(", ", one.Content.Files.Select(file => file.Name))}</p>"))}</section>
        """);

    private static Html Standing(Warning warning, Pen pen)
    {
        var (tone, icon, words) = warning switch
        {
            { ClosedAt: not null, Closing: { } closing } => ("ok", "check", pen.Say($"Closed by two persons: {pen.Say(WarningWords.Of(closing.Outcome))}", $"Clos par deux personnes : {pen.Say(WarningWords.Of(closing.Outcome))}")),
            { AnsweredAt: not null } => ("ok", "check", pen.Say("Answered; its outcome is still to come.", "Une réponse est donnée ; l’issue reste à venir.")),
            { AcknowledgedAt: not null } => ("", "eye", pen.Say("Somebody has seen it.", "Quelqu’un l’a vu.")),
            _ => ("", "clock", pen.Say("Nobody has said yet that they saw it.", "Personne n’a encore dit l’avoir vu.")),
        };
        return Html.Of($"""<section class="notes">{Parts.Note(tone, icon, words, Html.None)}</section>""");
    }

    private static string Promise(WarningClockKind kind, WarningDelays delays, Pen pen)
    {
        string Delay(WarningDelay one) => one.Months > 0 ? pen.Count(one.Months, "month", "months", "mois", "mois")
            : one.Days > 0 ? pen.Count(one.Days, "day", "days", "jour", "jours") : pen.Count(one.Hours, "hour", "hours", "heure", "heures");
        var delay = Delay(delays.Of(kind, WarningSource.Other));
        return kind switch
        {
            WarningClockKind.Acknowledge => pen.Say(
                $"Within {delay} somebody says that it was seen ({Delay(delays.Of(kind, WarningSource.Authority))} for an authority).",
                $"Sous {delay}, quelqu’un dit l’avoir vu ({Delay(delays.Of(kind, WarningSource.Authority))} pour une autorité)."),
            WarningClockKind.Answer => pen.Say($"Within {delay} you have a first answer.", $"Sous {delay}, vous avez une première réponse."),
            _ => pen.Say($"Within {delay} you are told what became of it, by two persons together.", $"Sous {delay}, vous savez ce qu’il en est advenu, par deux personnes ensemble."),
        };
    }

    private static Html Terms(Pen pen) => Parts.Section(pen.Say("What is kept", "Ce qui est gardé"), Html.None, Parts.KeyValues(
    [
        (pen.Say("Your words and files", "Vos mots et fichiers"), Html.Text(pen.Say(
            "Sealed before they touch a disk: to those who handle warnings, and to your receipt. This server cannot open them by itself.",
            "Scellés avant de toucher un disque : pour les personnes référentes et pour votre code. Ce serveur ne peut les ouvrir seul."))),
        (pen.Say("Your address, your browser", "Votre adresse, votre navigateur"), Html.Text(pen.Say(
            "Not kept, in no log. Your network provider still sees that you came here; the Tor browser hides that too.",
            "Non gardés, dans aucun journal. Votre fournisseur d’accès voit que vous êtes venu ; le navigateur Tor cache cela aussi."))),
        (pen.Say("When", "Quand"), Html.Text(pen.Say("The hour, not the minute.", "L’heure, pas la minute."))),
    ]));
}
