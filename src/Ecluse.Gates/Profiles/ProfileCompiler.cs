using System.Text.Json.Nodes;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Profiles;

/// <summary>
/// A profile as a signed plan carries it: the same nodes in JSON, in the file's order, each with its line and column, for a gate that
/// reads no YAML. Specification: <c>docs/spec/plan.md</c>.
/// </summary>
public static class ProfileCompiler
{
    // Aliases of YAML stand as often as they are named; what grows beyond this is no profile.
    private const int NodesMax = 200_000;

    /// <summary>Compiles a profile that was read from its file.</summary>
    /// <exception cref="ProfileException"><c>PROFILE-001</c>: more nodes than a plan carries.</exception>
    public static CompiledProfile Compile(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var nodes = 0;
        return new CompiledProfile(Write(profile.Root, ref nodes));
    }

    /// <summary>The profile again.</summary>
    /// <param name="compiled">What a plan or an order carries.</param>
    /// <param name="named">Name and hash that stand there too.</param>
    /// <exception cref="EcluseException"><c>PASSAGE-040</c>: not compiled by <see cref="Compile"/>; <c>PROFILE-…</c>.</exception>
    public static Profile Read(CompiledProfile compiled, DocumentReference named)
    {
        ArgumentNullException.ThrowIfNull(compiled);
        ArgumentNullException.ThrowIfNull(named);
        return ProfileReader.Read(Read(compiled.Nodes, named.Id), named.Sha256);
    }

    private static JsonArray Write(ProfileNode node, ref int nodes)
    {
        if (++nodes > NodesMax)
        {
            throw node.Fail("PROFILE-001", new Text("the profile is larger than a plan carries", "le profil est plus grand que ce qu’un plan porte"));
        }

        var written = new JsonArray(node.IsMap ? "m" : node.IsList ? "l" : "t", node.Mark.Line, node.Mark.Column);
        if (node.IsMap)
        {
            foreach (var (key, value) in node.Entries)
            {
                written.Add((JsonNode)Write(key, ref nodes));
                written.Add((JsonNode)Write(value, ref nodes));
            }
        }
        else if (node.IsList)
        {
            foreach (var item in node.List)
            {
                written.Add((JsonNode)Write(item, ref nodes));
            }
        }
        else
        {
            written.Add((JsonNode)node.Text);
        }

        return written;
    }

    private static ProfileNode Read(JsonArray node, string file)
    {
        try
        {
            var mark = new Mark(node[1]!.GetValue<int>(), node[2]!.GetValue<int>());
            var rest = node.Skip(3);
            return node[0]!.GetValue<string>() switch
            {
                "t" => new ProfileNode(file, mark, rest.Single()!.GetValue<string>()),
                "l" => new ProfileNode(file, mark, [.. rest.Select(item => Read(item!.AsArray(), file))]),
                "m" => new ProfileNode(file, mark, [.. rest.Chunk(2).Select(pair => (Read(pair[0]!.AsArray(), file), Read(pair[1]!.AsArray(), file)))]),
                _ => throw PassageErrors.NotCompiled(),
            };
        }
        catch (Exception other) when (other is InvalidOperationException or ArgumentOutOfRangeException or IndexOutOfRangeException or NullReferenceException or FormatException)
        {
            throw PassageErrors.NotCompiled();
        }
    }
}
