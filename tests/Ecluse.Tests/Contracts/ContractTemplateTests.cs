using System.Text.RegularExpressions;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Contracts;

public sealed partial class ContractTemplateTests : IDisposable
{
    private readonly SshSigner director = SshSigner.Generate("d");
    private readonly SshSigner processor = SshSigner.Generate("p");

    public void Dispose()
    {
        director.Dispose();
        processor.Dispose();
    }

    [Theory]
    [InlineData(Language.French)]
    [InlineData(Language.English)]
    public void Holds_every_mention_by_default_and_is_in_force_once_filled(Language language)
    {
        var verdict = Check(Fill(ContractTemplate.Yaml(language), leaveOut: -1, out var places));

        Assert.Empty(verdict.Reasons.Select(reason => reason.Reason.English));
        Assert.True(places > 40, $"{places} places were filled");
    }

    [Theory]
    [InlineData(Language.French)]
    [InlineData(Language.English)]
    public void Is_refused_while_any_one_place_is_not_filled(Language language)
    {
        var template = ContractTemplate.Yaml(language);
        Fill(template, -1, out var places);
        for (var place = 0; place < places; place++)
        {
            var yaml = Fill(template, place, out _);

            Assert.False(Check(yaml).InForce, $"place {place} may stay empty");
        }
    }

    [Theory]
    [InlineData(Language.French)]
    [InlineData(Language.English)]
    public void Is_not_in_force_as_it_comes(Language language) => Assert.False(Check(ContractTemplate.Yaml(language)).InForce);

    [Theory]
    [InlineData(Language.French)]
    [InlineData(Language.English)]
    public void Its_text_says_every_point_to_our_own_reader_of_contracts(Language language)
    {
        var report = Prose.ProseCheck.Run("contract.md", System.Text.Encoding.UTF8.GetBytes(ContractTemplate.Markdown(language)));

        Assert.Empty(report.Findings.Where(finding => finding.Verdict != Prose.ProseVerdict.Present).Select(finding => finding.Point.Title.English));
    }

    [Theory]
    [InlineData(Language.French, "[À REMPLIR]", "Preuves et audits")]
    [InlineData(Language.English, "[TO FILL]", "Evidence and audits")]
    public void Comes_with_the_contract_to_sign_in_the_same_order(Language language, string mark, string title)
    {
        var prose = ContractTemplate.Markdown(language);

        Assert.Contains(mark, prose, StringComparison.Ordinal);
        Assert.Contains(title, prose, StringComparison.Ordinal);
        var places = ContractPoint.All.Select(point => prose.IndexOf($". {point.Title.In(language)} (", StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void Writes_a_filled_record_out_without_a_mark()
    {
        var record = SampleContract.Read(Fill(ContractTemplate.Yaml(Language.French), -1, out _));

        Assert.DoesNotContain("REMPLIR", ContractProse.Write(record, Language.French), StringComparison.Ordinal);
    }

    private static ContractVerdict Check(string yaml) => ContractCheck.Run(SampleContract.Read(yaml), SampleContract.Within);

    private string Fill(string template, int leaveOut, out int places)
    {
        var values = Values();
        var count = 0;
        var lines = template.Split('\n').Select(line => line.Split('#')[0]).Select(line => Place().Replace(line, match =>
        {
            var value = (match.Groups["name"].Value, InFlow: line.Contains('{', StringComparison.Ordinal)) switch
            {
                ("on", true) => "2026-01-05",
                ("key", true) => processor.PublicKey.ToLine(),
                ("", _) => "system 1.0",
                var (name, _) => values.GetValueOrDefault(name),
            };
            return value is null || count++ == leaveOut ? match.Value : $"{match.Value.TrimEnd()} {value} ";
        }));
        var filled = string.Join('\n', lines);
        places = count;
        return filled.Replace("activities: []", "activities: [1, 5]", StringComparison.Ordinal)
            .Replace("number: A-REMPLIR", "number: C-1", StringComparison.Ordinal)
            .Replace("number: TO-FILL", "number: C-1", StringComparison.Ordinal);
    }

    private Dictionary<string, string> Values() => new(StringComparer.Ordinal)
    {
        ["sha256"] = $"\"{new string('a', 64)}\"",
        ["from"] = "2026-01-05T08:00:00+01:00",
        ["until"] = "2026-12-31T08:00:00+01:00",
        ["valid-from"] = "2026-01-05T08:00:00+01:00",
        ["valid-until"] = "2026-12-31T08:00:00+01:00",
        ["on"] = "2026-01-05T08:00:00+01:00",
        ["name"] = "Somebody",
        ["address"] = "12 quai des Écluses",
        ["position"] = "director",
        ["details"] = "a@b.example",
        ["months"] = "6",
        ["undertaking"] = "ENG-07",
        ["contact"] = "a@b.example",
        ["signed-on"] = "2026-01-05",
        ["certificate"] = "HDS-1",
        ["holder"] = "Somebody",
        ["version"] = "\"2.0\"",
        ["expires"] = "2027-01-05",
        ["reference"] = "AIPD-1",
        ["date"] = "2026-01-05",
        ["key"] = director.PublicKey.ToLine(),
        ["by"] = "Somebody",
        ["with"] = "Somebody",
        ["fingerprint-read"] = director.PublicKey.Fingerprint,
    };

    // "name:" or "-" with nothing after it but a comment, a comma or a closing brace.
    [GeneratedRegex(@"((?<name>[a-z0-9-]+):|(?<=^ +)-) *(?=,|\}|$)")]
    private static partial Regex Place();
}
