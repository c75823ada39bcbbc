using Ecluse.Notices;

namespace Ecluse.Storage.Notices;

/// <summary>Makes the rows of notifications in the transaction of what they tell.</summary>
internal sealed class NoticeMaking(EcluseState state, Reach reach, DateTimeOffset now)
{
    /// <summary>Tells somebody: in the console at once, by e-mail where an address stands.</summary>
    public void Tell(Reachable one, NoticeKind kind, string about, string detail = "", int run = 0, int step = 0, string? policy = null)
    {
        // Who has no account reads no console; the row says whom the letter is for all the same.
        Add(NoticeWays.Console, one.Id, NoticeState.Delivered);
        if (reach.AddressOf(one) is not null)
        {
            Add(NoticeWays.Mail, one.Id, NoticeState.Waiting);
        }

        void Add(string channel, string recipient, NoticeState begins) =>
            state.Add(Row(kind, about, detail, run, step, policy, channel, recipient, one.Controller, begins));
    }

    /// <summary>Tells a webhook or syslog receiver.</summary>
    public void TellReceiver(string channel, NoticeKind kind, string about, string detail = "", int run = 0, int step = 0, string? policy = null, string? controller = null) =>
        state.Add(Row(kind, about, detail, run, step, policy, channel, channel, controller, NoticeState.Waiting));

    private NoticeRow Row(
        NoticeKind kind, string about, string detail, int run, int step, string? policy, string channel, string recipient, string? controller, NoticeState begins) => new()
    {
        Id = NoticeIds.New(), Kind = kind, About = about, Detail = detail, Run = run, Step = step, Policy = policy, Channel = channel, Recipient = recipient,
        Controller = controller, MadeAt = now, State = begins, Tries = 0, NextAt = begins == NoticeState.Waiting ? now : null,
        EndedAt = begins == NoticeState.Waiting ? null : now,
    };
}
