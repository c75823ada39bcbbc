using System.Globalization;

namespace Ecluse.Canonical;

/// <summary>Where a reader or writer stands in a document: <c>$.parcels[3].sha256</c>.</summary>
internal sealed class JsonPath
{
    private readonly List<string> steps = [];

    public void Enter(string member) => Push("." + member);

    public void Enter(int index) => Push(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    public override string ToString() => "$" + string.Concat(steps);

    private void Push(string step)
    {
        steps.Add(step);
        if (steps.Count > CanonicalJson.DepthMax)
        {
            throw CanonicalErrors.TooDeep();
        }
    }
}
