namespace Ecluse.Host.Providers;

/// <summary>An identity provider at which people of one organisation sign in.</summary>
/// <param name="Name">Name in <c>providers.yaml</c>: small letters, digits, dashes.</param>
/// <param name="Organisation">Organisation of the accounts that may be linked to it, and of no other.</param>
/// <param name="Issuer">Its issuer, letter for letter as its tokens say it.</param>
/// <param name="Client">Id under which it knows Écluse.</param>
/// <param name="Secret">Secret of the client.</param>
/// <param name="TwoFactors">Words of <c>amr</c>, or values of <c>acr</c>, that mean two factors of different kinds.</param>
internal sealed record Provider(string Name, string Organisation, string Issuer, string Client, string Secret, IReadOnlyList<string> TwoFactors)
{
    /// <summary>The issuer as an address.</summary>
    public Uri Address => new(Issuer);

    /// <summary>Name of its scheme.</summary>
    public string Scheme => "provider-" + Name;

    /// <summary>Where its answers come back.</summary>
    public string Back => "/sign-in/from/" + Name;

    /// <summary>Without the secret.</summary>
    public override string ToString() => Name;
}
