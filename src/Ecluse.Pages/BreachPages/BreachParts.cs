using Ecluse.Breaches;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.BreachPages;

/// <summary>The parts that the papers of a breach are put together from.</summary>
internal static class BreachParts
{
    /// <summary>Who, under which contract, and the three instants, each by itself.</summary>
    public static Html Instants(BreachFacts facts, Pen pen) => Parts.KeyValues(
    [
        (pen.Say("Controller", "Responsable de traitement"), Party(facts.Controller, pen)),
        (pen.Say("Processor", "Sous-traitant"), facts.Processor is { } processor ? Party(processor, pen)
            : facts.IsOwn ? Html.Text(pen.Say("none: the controller keeps this dossier itself", "aucun : le responsable tient lui-même ce dossier")) : Html.None),
        (pen.Say("Contract", "Contrat"), Html.Text(facts.Contract)),
        (pen.Say("Comes from", "Provient de"), Html.Text(pen.Say(BreachWords.Origin(facts.Origin)))),
        (pen.Say("Received", "Reçu"), pen.Instant(facts.ReceivedAt)),
        (pen.Say("Aware", "Connaissance"), Aware(facts, pen)),
        (pen.Say("Controller told", "Responsable informé"), facts.IsOwn ? Html.None : facts.ToldAt is { } told ? pen.Instant(told) : Html.Text(pen.Say("not yet", "pas encore"))),
        (pen.Say("Controller knew otherwise", "Responsable au courant autrement"), facts.KnewOtherwiseAt is { } knew ? pen.Instant(knew) : Html.None),
    ]);

    /// <summary>What is known, section by section of the form.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="pen">Writes them.</param>
    /// <param name="isNumbered">Whether the sections bear the numbers of their order.</param>
    /// <param name="isWhole">Whether fields of which nothing is known stand there too.</param>
    public static Html Known(BreachFacts facts, Pen pen, bool isNumbered, bool isWhole)
    {
        var sections = facts.Lines.Select(line => BreachFields.Find(line.Field)!.Section).Concat(isWhole ? Enum.GetValues<BreachSection>() : [])
            .Where(section => section != BreachSection.Clocks).Distinct().Order().ToList();
        return Html.Join(sections.Select((section, at) => Section(section, isNumbered ? $"{at + 1}. " : "", facts, pen, isWhole)));
    }

    /// <summary>The clocks, the processor's and the controller's side by side.</summary>
    public static Html Clocks(IReadOnlyList<PaperClock> clocks, DateTimeOffset now, Pen pen)
    {
        var title = pen.Say("Clocks", "Horloges");
        var table = new Table(title, pen.Say("Duty", "Obligation"), pen.Say("Owed by", "Due par"), pen.Say("From", "Depuis"), pen.Say("Until", "Jusqu’à"), pen.Say("Stands", "En est à"));
        foreach (var clock in clocks)
        {
            table.Add(
                clock.State is not ClockState.Late,
                Html.Of($"""{pen.Say(clock.English, clock.French)}<span class="small"> {clock.Source}</span>"""),
                Html.Text(clock.Who == DutyBearer.Processor ? pen.Say("the processor", "le sous-traitant") : pen.Say("the controller", "le responsable")),
                clock.From is { } from ? pen.Instant(from) : Html.Text("–"), clock.Due is { } due ? pen.Instant(due) : Html.Text(pen.Say("without undue delay", "dans les meilleurs délais")),
                BreachWords.Clock(clock.State, clock.Due, clock.DoneAt, now, pen));
        }

        return clocks.Count == 0 ? Html.None : Parts.Section(
            title, Html.Text(pen.Say("One never takes another’s place.", "L’une ne remplace jamais l’autre.")), table.Write());
    }

    /// <summary>Notices that were sent.</summary>
    public static Html Notices(BreachFacts facts, Pen pen)
    {
        var table = new Table(pen.Say("Notices to the authority", "Notifications à l’autorité"), pen.Say("Notice", "Notification"), pen.Say("Sent", "Envoyée"), pen.Say("Reference", "Référence"));
        foreach (var line in facts.Lines.Where(line => line.Field == BreachFields.AuthorityNotified && line.Value is not null))
        {
            table.Add(
                Html.Text(line.Item == 1 ? pen.Say("initial", "initiale") : pen.Say($"complement {line.Item - 1}", $"complément {line.Item - 1}")),
                BreachWords.Value(line.Field, line.Value, pen), Html.Text(line.Note is { } note ? BreachWords.Typed(note, pen) : "–"));
        }

        return table.Write() is { IsEmpty: false } written ? Parts.Section(pen.Say("Notices to the authority", "Notifications à l’autorité"), Html.None, written) : Html.None;
    }

    private static Html Section(BreachSection section, string number, BreachFacts facts, Pen pen, bool isWhole)
    {
        var title = pen.Say(BreachFields.TitleOf(section));
        var table = new Table(title, pen.Say("Field", "Champ"), pen.Say("What is known", "Ce qu’on sait"), pen.Say("State", "État"), pen.Say("Learnt", "Appris"));
        if (section == BreachSection.Containment)
        {
            // Step by step, what was asked beside what was answered.
            foreach (var line in facts.Lines.Where(line => BreachFields.Find(line.Field)!.Section == section).OrderBy(line => line.Item))
            {
                table.Add(Html.Text(Title(BreachFields.Find(line.Field)!, line, pen)), Said(line, pen), BreachWords.Tag(line.Knowledge, pen), pen.Instant(line.LearntAt));
            }

            return table.Write() is { IsEmpty: false } steps ? Parts.Section(number + title, Html.None, steps) : Html.None;
        }

        foreach (var field in BreachFields.All.Where(field => field.Section == section))
        {
            var lines = facts.Lines.Where(line => line.Field == field.Name).ToList();
            lines.ForEach(line => table.Add(Html.Text(Title(field, line, pen)), Said(line, pen), BreachWords.Tag(line.Knowledge, pen), pen.Instant(line.LearntAt)));
            if (lines.Count == 0 && isWhole && !field.Repeats && field.Name != BreachFields.PersonsTold)
            {
                table.Add(Html.Text(pen.Say(field.Title)), Html.Text("–"), BreachWords.Tag(Knowledge.NotKnownYet, pen), Html.Text("–"));
            }
        }

        return table.Write() is { IsEmpty: false } written ? Parts.Section(number + title, Html.None, written) : Html.None;
    }

    private static string Title(BreachField field, PaperLine line, Pen pen) => line.Item > 0 ? $"{pen.Say(field.Title)} {line.Item}" : pen.Say(field.Title);

    private static Html Said(PaperLine line, Pen pen) => line.Note is { } note
        ? Html.Of($"""{BreachWords.Value(line.Field, line.Value, pen)}<div class="small">{BreachWords.Paragraphs(note, pen)}</div>""")
        : BreachWords.Value(line.Field, line.Value, pen);

    private static Html Aware(BreachFacts facts, Pen pen) => facts.AwareAt is not { } aware ? Html.Text(pen.Say("not yet", "pas encore"))
        : facts.AwareByItself ? Html.Of($"{pen.Instant(aware)} {pen.Say("(24 hours after receipt, by itself: nobody stated another)", "(24 heures après la réception, de lui-même : personne n’en a déclaré d’autre)")}")
        : pen.Instant(aware);

    private static Html Party(PaperParty party, Pen pen)
    {
        var more = string.Join(" · ", new[] { party.Address, party.Contact }.OfType<string>());
        var officer = party.Dpo is { } dpo ? Html.Of($"""<p class="small">{pen.Say($"Data protection officer: {dpo}", $"Délégué à la protection des données : {dpo}")}</p>""") : Html.None;
        return Html.Of($"""<b>{party.Name}</b>{(more.Length > 0 ? Html.Of($"""<p class="small">{BreachWords.Typed(more, pen)}</p>""") : Html.None)}{officer}""");
    }
}
