namespace Ecluse.Host.Accounts;

/// <summary>What a browser answers to a passkey's ceremony.</summary>
/// <param name="Json">The credential, as <c>JSON.stringify</c> writes it.</param>
internal sealed record Credential(string? Json);
