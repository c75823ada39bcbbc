namespace Ecluse.Accounts;

/// <summary>
/// How hard a password is to guess, in bits (docs/spec/accounts.md; CNIL deliberation 2022-100: 80 bits). Counted downwards: what
/// a guesser tries early counts little, whatever alphabet it is written in.
/// </summary>
public static class PasswordRule
{
    /// <summary>Bits that are enough.</summary>
    public const int BitsMin = 80;

    /// <summary>Longest password, in characters.</summary>
    public const int LengthMax = 256;

    private const int RepeatMin = 3;
    private const int OwnWordMin = 3;
    private static readonly string[] Common = ReadCommon();

    /// <summary>Bits of a password, rounded: twelve characters of four kinds are 79.6 bits, and the CNIL's own example of 80.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="own">Names of the person: sign-in name, name, organisation.</param>
    public static int Bits(string password, params IEnumerable<string> own)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(own);
        return (int)Math.Round(Elements(password, own) * Math.Log2(Alphabet(password)));
    }

    // The CNIL's kinds: small letters, capitals, figures, 37 others. A letter with an accent is one of the others.
    private static int Alphabet(string password) => Math.Max(1,
        (password.Any(char.IsAsciiLetterLower) ? 26 : 0) + (password.Any(char.IsAsciiLetterUpper) ? 26 : 0)
        + (password.Any(char.IsAsciiDigit) ? 10 : 0) + (password.Any(letter => !char.IsAsciiLetterOrDigit(letter)) ? 37 : 0));

    private static int Elements(string password, IEnumerable<string> own)
    {
        var (plain, written) = (Plain(password, figuresToo: false), Plain(password, figuresToo: true));
        var mine = own.SelectMany(Words).Where(word => word.Length >= OwnWordMin).ToList();
        var elements = 0;
        for (var at = 0; at < plain.Length;)
        {
            var (length, cost) = Longest(plain, written, at, mine);
            at += length;
            elements += cost;
        }

        return elements;
    }

    private static (int Length, int Cost) Longest(string plain, string written, int at, List<string> mine)
    {
        var own = mine.Where(word => Stands(written, word, at) || Stands(plain, word, at)).Select(word => word.Length).DefaultIfEmpty().Max();
        var common = Common.Where(word => Stands(written, word, at) || Stands(plain, word, at)).Select(word => word.Length).DefaultIfEmpty().Max();
        var again = Repeat(plain, at);
        var run = Run(plain, at);
        (int Length, int Cost)[] ways = [(own, 1), (common, 2), (again, 1), (run, 1), (1, 1)];
        return ways.MaxBy(way => way.Length - way.Cost);
    }

    private static bool Stands(string text, string word, int at) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    // What stood before already, at least three characters of it.
    private static int Repeat(string text, int at)
    {
        for (var length = Math.Min(at, text.Length - at); length >= RepeatMin; length--)
        {
            if (text.AsSpan(0, at).Contains(text.AsSpan(at, length), StringComparison.Ordinal))
            {
                return length;
            }
        }

        return 0;
    }

    // 1111, abcd, 4321.
    private static int Run(string text, int at)
    {
        if (at + 1 >= text.Length || Math.Abs(text[at + 1] - text[at]) > 1)
        {
            return 0;
        }

        var (step, end) = (text[at + 1] - text[at], at + 2);
        while (end < text.Length && text[end] - text[end - 1] == step)
        {
            end++;
        }

        return end - at >= RepeatMin ? end - at : 0;
    }

    // Small letters without accents; where asked, figures and signs that stand for letters too. One character each, so that places agree.
    private static string Plain(string text, bool figuresToo) => string.Concat(text.Select(letter => char.ToLowerInvariant(letter) switch
    {
        'à' or 'â' or 'ä' or 'á' or 'ã' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'î' or 'ï' or 'í' => 'i',
        'ô' or 'ö' or 'ó' => 'o',
        'ù' or 'û' or 'ü' or 'ú' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        '0' when figuresToo => 'o',
        '1' or '!' when figuresToo => 'i',
        '3' when figuresToo => 'e',
        '4' or '@' when figuresToo => 'a',
        '5' or '$' when figuresToo => 's',
        '7' when figuresToo => 't',
        var small => small,
    }));

    private static IEnumerable<string> Words(string name) =>
        Plain(name, figuresToo: false).Split([.. " .,'’-_@()/"], StringSplitOptions.RemoveEmptyEntries);

    private static string[] ReadCommon()
    {
        using var resource = typeof(PasswordRule).Assembly.GetManifestResourceStream("Ecluse.Accounts.CommonWords.txt")!;
        using var reader = new StreamReader(resource);
        return [.. reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => word.Length > 3).Distinct()];
    }
}
