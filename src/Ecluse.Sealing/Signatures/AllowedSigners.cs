namespace Ecluse.Signatures;

/// <summary>
/// A laboratory's own list of who may sign what: OpenSSH's <c>allowed_signers</c> file. The source gate checks against
/// its copy of this file and never against what the server says (rule 3).
/// </summary>
/// <remarks>Source: ssh-keygen(1), ALLOWED SIGNERS. Certificates (<c>cert-authority</c>) are refused.</remarks>
public sealed class AllowedSigners
{
    private AllowedSigners(IReadOnlyList<AllowedSigner> entries) => Entries = entries;

    /// <summary>One entry a line, in the order of the file.</summary>
    public IReadOnlyList<AllowedSigner> Entries { get; }

    /// <summary>Reads the text of the file.</summary>
    /// <param name="text">Lines; empty ones and those that start with <c>#</c> are skipped.</param>
    /// <param name="zone">Time zone of dates without a final <c>Z</c>; OpenSSH takes the machine's.</param>
    /// <exception cref="Errors.EcluseException"><c>SIGN-012</c> with the line's number.</exception>
    public static AllowedSigners Parse(string text, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        var entries = new List<AllowedSigner>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (line.Length > 0 && line[0] != '#')
            {
                entries.Add(AllowedSignersLine.Parse(line, index + 1, zone));
            }
        }

        return new AllowedSigners(entries);
    }

    /// <summary>The first entry that lets this key sign for this namespace at this instant, or null.</summary>
    /// <param name="key">Key of the signature.</param>
    /// <param name="space">Namespace of the signature.</param>
    /// <param name="at">Instant at which the entry must be valid.</param>
    public AllowedSigner? Find(SshPublicKey key, string space, DateTimeOffset at) =>
        Entries.FirstOrDefault(entry => entry.Key.Equals(key) && entry.Allows(space, at));
}

/// <summary>One line of an <c>allowed_signers</c> file.</summary>
/// <param name="Principals">Who: a list of patterns, separated by commas, as written.</param>
/// <param name="Namespaces">Patterns of the namespaces allowed; empty means all.</param>
/// <param name="ValidAfter">First instant of validity, or null.</param>
/// <param name="ValidBefore">End of validity, or null.</param>
/// <param name="Key">Key of the signer.</param>
public sealed record AllowedSigner(
    string Principals,
    IReadOnlyList<string> Namespaces,
    DateTimeOffset? ValidAfter,
    DateTimeOffset? ValidBefore,
    SshPublicKey Key)
{
    /// <summary>Whether the line holds for a namespace at an instant.</summary>
    public bool Allows(string space, DateTimeOffset at) =>
        (Namespaces.Count == 0 || Wildcard.ListMatches(Namespaces, space))
        && (ValidAfter is not { } after || at >= after)
        && (ValidBefore is not { } before || at <= before);

    /// <summary>Whether the line speaks of this person.</summary>
    public bool Names(string principal) => Wildcard.ListMatches(Principals.Split(','), principal);

    /// <summary>The line as it stands in the file.</summary>
    public string ToLine()
    {
        var options = new List<string>();
        if (Namespaces.Count > 0)
        {
            options.Add($"namespaces=\"{string.Join(',', Namespaces)}\"");
        }

        AddDate("valid-after", ValidAfter);
        AddDate("valid-before", ValidBefore);
        return string.Join(' ', new[] { Principals, string.Join(',', options), Key.ToLine() }.Where(part => part != ""));

        void AddDate(string name, DateTimeOffset? date)
        {
            if (date is { } at)
            {
                options.Add($"{name}=\"{at.UtcDateTime:yyyyMMddHHmmss}Z\"");
            }
        }
    }
}
