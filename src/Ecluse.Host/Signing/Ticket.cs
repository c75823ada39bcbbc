using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;

namespace Ecluse.Host.Signing;

/// <summary>
/// What the console hands over to the signing site: the browser holds a random name of it for five minutes, the server the rest. A
/// ticket is used once.
/// </summary>
/// <param name="Account">Who asked, signed in afresh.</param>
internal abstract record Ticket(Account Account);

/// <summary>A signing key is to be made.</summary>
internal sealed record KeyTicket(Account Account) : Ticket(Account);

/// <summary>A document is to be signed.</summary>
/// <param name="Account">Who asked.</param>
/// <param name="File">Name of its file; the signature's is the same with <c>.sig</c>.</param>
/// <param name="Bytes">Its very bytes.</param>
/// <param name="Figures">What it says.</param>
/// <param name="TakeAsync">What becomes of the signature here; null where the person takes it along as a file.</param>
/// <param name="Back">Page of the console to go back to.</param>
internal sealed record DocumentTicket(
    Account Account, string File, byte[] Bytes, DocumentFigures Figures, Func<string, CancellationToken, Task<Text>>? TakeAsync, string Back)
    : Ticket(Account);
