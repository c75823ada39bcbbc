using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>
/// What <c>ecluse contract new</c> writes: a record in which every mention of art. 28 stands by default, with good
/// sentences of our own and marked places to fill in.
/// </summary>
public static class ContractTemplate
{
    /// <summary>The record to fill in, YAML.</summary>
    public static string Yaml(Language language) => Load(language == Language.French ? "fr" : "en");

    /// <summary>The contract itself, to fill in and sign: the same sentences and items as <see cref="Yaml"/>.</summary>
    public static string Markdown(Language language) =>
        ContractProse.Write(ContractReader.Read("contract.yaml", System.Text.Encoding.UTF8.GetBytes(Yaml(language))), language);

    private static string Load(string language)
    {
        var name = $"Ecluse.Contracts.Templates.contract.{language}.yaml";
        using var reader = new StreamReader(typeof(ContractTemplate).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
