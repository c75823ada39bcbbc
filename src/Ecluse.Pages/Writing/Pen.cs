using Ecluse.Errors;
using Ecluse.Markup;

namespace Ecluse.Writing;

/// <summary>Writes in one language and one time zone: what every part of a page holds in its hand.</summary>
internal sealed class Pen(Language language, PageZone zone)
{
    public Language Language => language;

    public PageZone Zone => zone;

    public bool IsFrench => language == Language.French;

    public string Say(string english, string french) => IsFrench ? Typography.French(french) : english;

    public string Say(Text text) => Say(text.English ?? "", text.French ?? "");

    public Html Say(Html english, Html french) => IsFrench ? french : english;

    public string Number(long number) => Numbers.Of(number, language);

    /// <summary>A number, or a dash where it is not known.</summary>
    public string Number(long? number) => number is { } known ? Numbers.Of(known, language) : "–";

    public string Count(long number, string one, string many, string un, string plusieurs) =>
        Numbers.Count(number, language, new Text(one, un), new Text(many, plusieurs));

    public string Patients(long number) => Count(number, "patient", "patients", "patient", "patients");

    public string Parcels(long number) => Count(number, "parcel", "parcels", "colis", "colis");

    public string Percent(long part, long whole) => Numbers.Percent(part, whole, language);

    public string Size(long bytes) => Numbers.Size(bytes, language);

    public string Duration(TimeSpan duration) => Dates.Duration(duration, language);

    public string Day(DateOnly day) => Dates.Day(day, language);

    /// <summary>An instant in full, as a time element.</summary>
    public Html Instant(DateTimeOffset at) => Time(at, Dates.Instant(at, zone, language));

    /// <summary>An instant, short, to the second.</summary>
    public Html ShortInstant(DateTimeOffset at) => Time(at, Dates.ShortInstant(at, zone, language));

    private Html Time(DateTimeOffset at, string words) =>
        Html.Of($"<time datetime=\"{Dates.Machine(at, zone)}\">{words}</time>");
}
