using Ecluse.Samples.Chance;

namespace Ecluse.Samples.Megabus;

/// <summary>The practitioners and organisations of a sample laboratory, made once.</summary>
internal sealed class SampleDirectory
{
    private const int FirstPrescriber = Practitioner.Biologists + Practitioner.Samplers;

    public SampleDirectory(SampleOptions options)
    {
        Practitioners = [.. Enumerable.Range(0, options.Practitioners).Select(i => Practitioner.Of(options, i))];
        Organisations =
            [.. Enumerable.Range(0, Organisation.Insurers + Organisation.Wards).Select(i => Organisation.Of(options, i))];
    }

    /// <summary>Biologists, then samplers, then prescribers.</summary>
    public Practitioner[] Practitioners { get; }

    /// <summary>Insurers, then wards.</summary>
    public Organisation[] Organisations { get; }

    public Practitioner Prescriber(ref SeededSequence chance) =>
        Practitioners[chance.Between(FirstPrescriber, Practitioners.Length - 1)];

    public Practitioner Sampler(ref SeededSequence chance) =>
        Practitioners[chance.Between(Practitioner.Biologists, FirstPrescriber - 1)];

    public Practitioner Biologist(ref SeededSequence chance) => Practitioners[chance.Below(Practitioner.Biologists)];

    public Organisation Insurer(ref SeededSequence chance) => Organisations[chance.Below(Organisation.Insurers)];

    public Organisation Ward(ref SeededSequence chance) =>
        Organisations[chance.Between(Organisation.Insurers, Organisations.Length - 1)];
}
