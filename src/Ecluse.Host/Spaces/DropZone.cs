using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Spaces;
using Ecluse.Writing;

namespace Ecluse.Host.Spaces;

/// <summary>Where whoever sends drops files: sealed in the browser where the space is end to end.</summary>
internal static class DropZone
{
    public static Html Write(SpaceStanding now, Pen pen)
    {
        var space = now.Space;
        var (grade, how) = space.Grade == Grade.EndToEnd
            ? ("end-to-end", pen.Say("They are sealed in this browser before they leave it, name included.", "Ils sont scellés dans ce navigateur avant d’en sortir, nom compris."))
            : ("on-arrival", pen.Say("They go over TLS and are sealed when they arrive.", "Ils passent par TLS et sont scellés à leur arrivée."));
        return Parts.Section(pen.Say("Send", "Envoyer"), Html.None, Html.Of(
            $"""
            <div class="drop" id="drop" data-space="{space.Id}" data-at="/spaces/{space.Id}/uploads" data-grade="{grade}" data-recipients="{string.Join(' ', space.Recipients)}" data-sealing="{pen.Say("sealing and sending", "scellement et envoi")}" data-sending="{pen.Say("sending", "envoi")}" data-sent="{pen.Say("sent", "envoyé")}" data-failed="{pen.Say("refused or cut:", "refusé ou coupé :")}" data-stopped="{pen.Say("stopped; what had come is removed", "arrêté ; ce qui était arrivé est ôté")}">
            <p class="field"><label for="drop-files">{pen.Say("Drop files here, or choose them", "Déposer des fichiers ici, ou les choisir")}</label><input id="drop-files" type="file" multiple aria-describedby="drop-how"></p>
            <p class="small muted" id="drop-how">{how} {pen.Say("After a cut, choose the same file again: it goes on where it was.", "Après une coupure, choisir le même fichier : il reprend où il en était.")}</p>
            <ul class="drop-list" id="drop-list" aria-live="polite"></ul>
            <template id="drop-row"><li><b data-name></b><progress max="1" value="0" aria-label="{pen.Say("Progress", "Avancement")}"></progress><span data-said></span><button class="btn-link" type="button">{pen.Say("Stop", "Arrêter")}</button></li></template>
            <noscript><p>{pen.Say("Without scripts: seal with age or ecluse, and send with curl, SFTP or ecluse.", "Sans scripts : sceller avec age ou ecluse, et envoyer avec curl, SFTP ou ecluse.")}</p></noscript>
            </div>
            <script type="module" src="/assets/drop.js"></script>
            """));
    }
}
