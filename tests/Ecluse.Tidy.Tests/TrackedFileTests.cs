using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>What must stand in no file of the repository.</summary>
public sealed class TrackedFileTests
{
    // Written in pieces, so that this file does not find itself.
    private static readonly Regex MachinePath =
        new("/(?:wo" + "rk|fa" + "rm)/|/tmp/" + "h/|/ho" + @"me/\w+/");

    private static readonly Regex RegistryHost = new(
        "api\\.nu" + "get\\.org|registry\\.np" + "mjs\\.org|py" + "pi\\.org|deb\\.deb" + "ian\\.org|security\\.deb" + "ian\\.org");

    private static readonly string[] Texts = [.. Tree.Files.Where(file => !file.EndsWith(".png", StringComparison.Ordinal))];

    [Fact]
    public void No_path_of_somebodys_machine() => Faults.None(Texts.Where(file => MachinePath.IsMatch(Tree.Read(file))));

    [Fact]
    public void No_host_of_a_package_registry() => Faults.None(Texts.Where(file => RegistryHost.IsMatch(Tree.Read(file))));

    [Fact]
    public void No_build_output_and_no_data() => Faults.None(
        Tree.Files.Where(file => !file.Contains("/testdata/", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(file, @"(^|/)(bin|obj|node_modules|TestResults)/|\.(db|dcm|age|key|pem)$")));

    [Fact]
    public void No_file_of_more_than_half_a_mebibyte() => Faults.None(
        Tree.Files.Where(file => new FileInfo(Path.Combine(Tree.Root, file)).Length > 512 << 10));

    [Fact]
    public void The_scripts_can_be_run() => Assert.All(
        new[] { "run", "test", ".ci/run", "tests/sabotage/run" },
        file => Assert.StartsWith("100755", Tree.Git("ls-files", "--stage", file).Output, StringComparison.Ordinal));

    [Fact]
    public void Scripts_stop_at_the_first_error_that_nobody_handles() => Assert.All(
        new[] { "run", "test", ".ci/run", "tests/sabotage/run", "build/endurance.sh" },
        file => Assert.Contains("set -euo pipefail", Tree.Read(file), StringComparison.Ordinal));
}
