using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>What broke others (docs/peers.md) and has no test of its own because it must never stand in the product at all.</summary>
public sealed partial class PeerTests
{
    private static readonly string[] Sources =
        [.. Tree.Under("src", ".cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))];

    [Fact]
    public void Nothing_that_is_read_says_of_which_type_it_is() => Faults.None(Found(TypeFromOutside(), Sources));

    [Fact]
    public void Nothing_but_sshd_and_its_key_maker_is_ever_run() => Faults.None(Found(
        Running(), Sources.Where(file => file is not ("src/Ecluse.Host/Sftp/SshdChild.cs" or "src/Ecluse.Host/Sftp/SshdPlace.cs"))));

    [Fact]
    public void Nobody_asks_for_the_name_of_an_address() => Faults.None(Found(NameOfAnAddress(), Sources));

    /// <summary>But to give a file its first name where another may want the same one; the second name is taken away at once.</summary>
    [Fact]
    public void No_link_is_ever_made() => Faults.None(Found(
        MakingLinks(), Sources.Where(file => file != "src/Ecluse.Sealing/Durability/NewName.cs")));

    /// <summary>Of the laboratories' own systems, names of tables come from a signed plan and are quoted by one function; this is our own state.</summary>
    [Fact]
    public void A_query_of_the_state_is_never_built_from_a_value() => Faults.None(Found(
        BuiltQuery(), Sources.Where(file => !file.StartsWith("src/Ecluse.Gates/", StringComparison.Ordinal))));

    [Theory]
    [InlineData("[JsonDerivedType(typeof(A))]", 0)]
    [InlineData("Type.GetType(name)", 0)]
    [InlineData("using var run = Process.Start(what);", 1)]
    [InlineData("Dns.GetHostEntry(address)", 2)]
    [InlineData("File.CreateSymbolicLink(a, b)", 3)]
    [InlineData("[LibraryImport(\"libc\", EntryPoint = \"symlink\")]", 3)]
    [InlineData("state.Database.ExecuteSqlRawAsync($\"DELETE FROM x WHERE y = '{z}'\")", 4)]
    [InlineData("FromSqlRaw(\"SELECT \" + name)", 4)]
    [InlineData("command.CommandText = $\"SELECT {name}\";", 4)]
    public void What_must_not_stand_there_would_be_found(string line, int rule) =>
        Assert.Matches(new[] { TypeFromOutside(), Running(), NameOfAnAddress(), MakingLinks(), BuiltQuery() }[rule], line);

    [Fact]
    public void Every_test_that_the_page_names_exists() => Faults.None(Named().Matches(Tree.Read("docs/peers.md"))
        .Where(match => !Tree.Under("tests", ".cs").Any(file => Tree.Read(file) is var text
            && text.Contains($" class {match.Groups[1].Value}", StringComparison.Ordinal)
            && text.Contains($" {match.Groups[2].Value}(", StringComparison.Ordinal)))
        .Select(match => match.Value));

    [Fact]
    public void Every_row_of_the_page_names_a_test() => Faults.None(Tree.Read("docs/peers.md").Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| what happened", StringComparison.Ordinal))
        .Where(line => !line.Split('|')[^2].Contains('`', StringComparison.Ordinal)));

    private static IEnumerable<string> Found(Regex pattern, IEnumerable<string> files) =>
        files.SelectMany(file => pattern.Matches(Tree.Read(file)).Select(match => $"{file}: {match.Value.Trim()}"));

    [GeneratedRegex(@"JsonPolymorphic|JsonDerivedType|XmlSerializer|DataContractSerializer|BinaryFormatter|TypeNameHandling|WithTagMapping|\bType\.GetType\(|Activator\.CreateInstance|Assembly\.Load")]
    private static partial Regex TypeFromOutside();

    [GeneratedRegex(@"\bProcess\.Start\(|\bnew Process\b|EntryPoint = ""(?:execve|posix_spawn|system)""")]
    private static partial Regex Running();

    [GeneratedRegex(@"GetHostEntry|GetHostByAddress|getnameinfo")]
    private static partial Regex NameOfAnAddress();

    [GeneratedRegex(@"CreateSymbolicLink|CreateAsSymbolicLink|EntryPoint = ""(?:sym)?link(?:at)?""")]
    private static partial Regex MakingLinks();

    [GeneratedRegex(@"(?:(?:ExecuteSqlRaw|FromSqlRaw|SqlQueryRaw)(?:Async)?(?:<[^>]*>)?\(|CommandText = )(?:\s*\$|[^;\n]*"" *\+)")]
    private static partial Regex BuiltQuery();

    [GeneratedRegex(@"`([A-Za-z0-9]+Tests)\.([A-Za-z0-9_]+)`")]
    private static partial Regex Named();
}
