using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>The closed list of events; a new one begins in <c>docs/spec/watch.md</c>.</summary>
public static class EventKinds
{
    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "sign-in.done";

    /// <summary>Somebody tried to.</summary>
    public const string SignInFailed = "sign-in.failed";

    /// <summary>A session, a token or a key was used from elsewhere, and ended.</summary>
    public const string Shared = "session.shared";

    /// <summary>A key opened a door: SFTP, or a machine's request.</summary>
    public const string KeyUsed = "key.used";

    /// <summary>An object arrived whole.</summary>
    public const string Received = "object.in";

    /// <summary>An object was given out.</summary>
    public const string Given = "object.out";

    /// <summary>A plan was written.</summary>
    public const string Planned = "plan.seen";

    /// <summary>A person opened a page of one passage, space or object.</summary>
    public const string Opened = "page.opened";

    /// <summary>Somebody asked for what is closed: a space, a passage or a hand-over whose time is over.</summary>
    public const string Outside = "access.outside";

    /// <summary>An identity was asked for that was destroyed or is past its date.</summary>
    public const string KeyGone = "key.gone";

    /// <summary>An erasure that was due did not succeed.</summary>
    public const string EraseFailed = "erase.failed";

    /// <summary>The server began.</summary>
    public const string Started = "server.started";

    /// <summary>The server is there.</summary>
    public const string Alive = "server.alive";

    /// <summary>Events came faster than they could be kept; <c>count</c> of them are lost.</summary>
    public const string Lost = "events.lost";

    /// <summary>Every kind, with what it is.</summary>
    public static IReadOnlyDictionary<string, Text> All { get; } = new Dictionary<string, Text>
    {
        [SignedIn] = new("somebody signed in", "quelqu’un s’est connecté"),
        [SignInFailed] = new("a sign-in was refused", "une connexion a été refusée"),
        [Shared] = new("a session was used from elsewhere and ended", "une session a servi ailleurs et a été fermée"),
        [KeyUsed] = new("a key opened a door", "une clé a ouvert une porte"),
        [Received] = new("an object arrived", "un objet est arrivé"),
        [Given] = new("an object was given out", "un objet a été remis"),
        [Planned] = new("a plan was written", "un plan a été écrit"),
        [Opened] = new("a page was opened", "une page a été ouverte"),
        [Outside] = new("something closed was asked for", "une chose fermée a été demandée"),
        [KeyGone] = new("a destroyed key was asked for", "une clé détruite a été demandée"),
        [EraseFailed] = new("an erasure failed", "un effacement a échoué"),
        [Started] = new("the server began", "le serveur a démarré"),
        [Alive] = new("the server is there", "le serveur est là"),
        [Lost] = new("events were lost", "des événements ont été perdus"),
    };
}
