using System.Globalization;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Breaches;

/// <summary>Where and when something went wrong, as a form asks for it, with the controllers that had data there then (§61).</summary>
internal static class CauseForm
{
    private const int PlacesMax = 200;

    /// <summary>What a form, or the address of a page, says.</summary>
    /// <exception cref="EcluseException"><c>BREACH-018</c>: not a place or an instant.</exception>
    public static Cause Of(Func<string, IEnumerable<string>> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new(
            [.. field("place").SelectMany(one => one.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)).Distinct()],
            InstantOf(field("since")), InstantOf(field("until")));
    }

    /// <summary>The same of a page's address.</summary>
    public static Cause Of(IQueryCollection query) => Of(name => query[name].OfType<string>());

    /// <summary>The same of a form that was sent.</summary>
    public static Cause Of(IFormCollection form) => Of(name => form[name].OfType<string>());

    /// <summary>The fields: places that the journal knows, and a period.</summary>
    public static async Task<Html> FieldsAsync(Installation installation, Cause cause, Pen pen, CancellationToken cancellation)
    {
        var known = (await installation.Breaches.PlacesAsync(cancellation)).Take(PlacesMax).Union(cause.Places).ToList();
        var names = await BreachPaperShelf.NamesAsync(installation, cancellation);
        return Html.Of(
            $"""
            <p class="field"><label for="c-place">{pen.Say("Where; none for the whole server", "Où ; aucun pour tout le serveur")}</label><select id="c-place" name="place" multiple size="{Math.Clamp(known.Count, 3, 8)}">{known.Select(place => Html.Of(
                $"<option value=\"{place}\"{(cause.Places.Contains(place) ? Html.Of($" selected") : Html.None)}>{Words(place, names)}</option>"))}</select></p>
            <p class="field"><label for="c-other">{pen.Say("Or another place, as ecluse breach concerned takes it", "Ou un autre lieu, tel que le prend ecluse breach concerned")}</label><input id="c-other" name="place" autocomplete="off" spellcheck="false" placeholder="store:depot"></p>
            <p class="field"><label for="c-since">{pen.Say("From when (UTC); empty for as far back as the journal goes", "Depuis quand (UTC) ; vide pour aussi loin que va le journal")}</label><input id="c-since" name="since" type="datetime-local" value="{Local(cause.From)}"></p>
            <p class="field"><label for="c-until">{pen.Say("Until when (UTC); empty for now", "Jusqu’à quand (UTC) ; vide pour maintenant")}</label><input id="c-until" name="until" type="datetime-local" value="{Local(cause.Until)}"></p>
            """);
    }

    /// <summary>The controllers that had data there then, with what of theirs lay there.</summary>
    /// <exception cref="EcluseException"><c>BREACH-018</c>: not a place or period.</exception>
    public static async Task<Html> ConcernedAsync(Installation installation, Cause cause, Pen pen, CancellationToken cancellation)
    {
        var table = new Table(
            pen.Say("Controllers with data there then", "Responsables qui y avaient alors des données"), pen.Say("Controller", "Responsable"),
            pen.Say("What lay there", "Ce qui s’y trouvait"));
        foreach (var one in await installation.Breaches.ConcernedAsync(cause, cancellation))
        {
            table.Add(Html.Text(one.Controller), Html.Of($"{one.Holdings.Take(PlacesMax).Select(held => Html.Of($"<code>{held.Id}</code> "))}"));
        }

        var rows = table.Write();
        return Parts.Section(
            pen.Say("Who would be on the list", "Qui serait sur la liste"), Html.Text("SAN-2022-009 §61"),
            rows.IsEmpty ? Html.Of($"<p>{pen.Say("The journal knows of nobody’s data there then.", "Le journal ne connaît alors de données de personne à cet endroit.")}</p>") : rows);
    }

    private static string Words(string place, Dictionary<string, string> names) =>
        place.StartsWith("account:", StringComparison.Ordinal) && names.TryGetValue(place["account:".Length..], out var name) ? $"{place} ({name})" : place;

    private static string Local(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) ?? "";

    // Fields of browsers have no zone; the forms say UTC.
    private static DateTimeOffset? InstantOf(IEnumerable<string> values) => values.FirstOrDefault(value => value.Length > 0) is not { } local ? null
        : DateTimeOffset.TryParseExact(local, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
        : throw BreachErrors.NotACause();
}
