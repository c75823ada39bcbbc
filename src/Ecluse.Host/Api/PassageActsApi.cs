using Ecluse.Accounts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Guard;
using Ecluse.Host.Passages;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Reconciliation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary>Acts on passages: the same use cases, at the same desk, as the console's buttons; long ones are jobs of the server.</summary>
internal static class PassageActsApi
{
    private const int ReasonLengthMax = 500;
    private const int DocumentBytesMax = 2 * Uploads.BytesMax;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/passages", OpenAsync).Needs(Right.HandInSignatures).WithMetadata(new RequestSizeLimitAttribute(DocumentBytesMax))
            .Takes<SignedDocument>().Says<OpenedPassage>("Opens a passage under a plan of this server that a signatory signed.");
        api.MapPost("/passages/{id}/run", RunAsync).Needs(Right.RunPassages).Says<JobStatus>("Sets the gates to work.");
        api.MapPost("/passages/{id}/reseal", ResealAsync).Needs(Right.RunPassages).Says<JobStatus>("Seals again the parcels that the depot lost.");
        api.MapGet("/passages/{id}/job", JobAsync).Needs(Right.SeePassages).Says<JobStatus>("The last job on it since the server started.");
        api.MapGet("/passages/{id}/reconciliation", ReportAsync).Needs(Right.SeePassages).Says<ReconciliationReport>("What was compared, and how it came out: counts.");
        api.MapGet("/passages/{id}/rejects", RejectsAsync).Needs(Right.SeePassages).Says<IReadOnlyList<ListedReject>>("Patients that the target refused, by place.");
        api.MapPost("/passages/{id}/rejects/skip", SkipAsync).Needs(Right.RunPassages).Takes<RejectChoice>().Says<RejectsSkipped>("Decides that they stay out.");
        api.MapPost("/passages/{id}/rejects/retry", RetryAsync).Needs(Right.RunPassages).Takes<RejectChoice>().Says<JobStatus>("Tries them once more.");
        api.MapPost("/passages/{id}/acceptance", AcceptAsync).Needs(Right.HandInSignatures).WithMetadata(new RequestSizeLimitAttribute(DocumentBytesMax))
            .Takes<SignedDocument>().Says<TakenSignature>("Takes the signatory's acceptance in.");
        api.MapPost("/passages/{id}/stop", StopAsync).Needs(Right.StopPassages).Takes<Sure>().Says<JobStatus>("Takes out what was written, and erases.");
        api.MapGet("/passages/{id}/rows-left", LeftAsync).Needs(Right.SeePassages).Says<IReadOnlyList<RowLeft>>("Rows that a stop had to leave in the target.");
        api.MapPost("/passages/{id}/erase", EraseAsync).Needs(Right.ErasePassages).Takes<Sure>().Says<JobStatus>("Erases, and certifies it.");
    }

    private static async Task<IResult> OpenAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var given = await ApiJson.ReadAsync<SignedDocument>(context, cancellation, DocumentBytesMax);
        var who = ApiSight.Who(context);
        var sha256 = Ecluse.Canonical.Sha256Hex.Of(given.Document);
        if ((await sight.PlansAsync(who, cancellation)).All(one => one.Stored.Sha256 != sha256)
            && (await sight.PassagesAsync(who, cancellation)).All(one => one.PlanSha256 != sha256))
        {
            throw PassageErrors.PlanNotOurs();
        }

        var (passage, signatory) = await parts.Installation.OpenPassageAsync(given.Document, given.Signature, who.Person, cancellation);
        return ApiJson.Answer(new OpenedPassage(passage.Id, signatory.Id, signatory.Name, passage.EraseBy));
    }

    private static async Task<IResult> RunAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        await desk.BeginAsync(work, JobKind.Run, ApiSight.Who(context).Person, PassageState.Opened, PassageState.Loaded, async (job, stop) =>
        {
            await desk.Walking.RunAsync(work, job, stop);
            return null;
        }, cancellation);
        return JobStatus.Answer(context, desk.Workshop, work.Passage.Id);
    }

    private static async Task<IResult> ResealAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        await desk.BeginResealingAsync(work, ApiSight.Who(context).Person, cancellation);
        return JobStatus.Answer(context, desk.Workshop, work.Passage.Id);
    }

    private static async Task<IResult> JobAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation) =>
        JobStatus.Answer(context, desk.Workshop, (await sight.PassageAsync(context, id, cancellation)).Passage.Id);

    private static async Task<IResult> ReportAsync(string id, HttpContext context, ApiSight sight, ServerParts parts, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        var report = await parts.Installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Reconciliation, cancellation) ?? throw ApiErrors.NotYet();
        return ApiJson.Answer(CanonicalDocument.Read<ReconciliationReport>(report.Bytes));
    }

    private static async Task<IResult> RejectsAsync(string id, HttpContext context, ApiSight sight, ServerParts parts, CancellationToken cancellation) =>
        ApiJson.Answer(await ListedReject.OfAsync(parts.Installation, (await sight.PassageAsync(context, id, cancellation)).Passage.Id, cancellation));

    private static async Task<IResult> SkipAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        var choice = await ApiJson.ReadAsync<RejectChoice>(context, cancellation);
        return choice.Reason is { Length: > 0 and <= ReasonLengthMax } reason
            ? ApiJson.Answer(new RejectsSkipped(await desk.Rejects.SkipAsync(work, choice.Which, reason, ApiSight.Who(context).Person, cancellation)))
            : throw ApiErrors.NotThisShape();
    }

    private static async Task<IResult> RetryAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        var (choice, by) = (await ApiJson.ReadAsync<RejectChoice>(context, cancellation), ApiSight.Who(context).Person);
        desk.Workshop.Begin(work.Passage.Id, JobKind.Retry, by, async (_, stop) =>
        {
            var (loaded, refused) = await desk.Rejects.RetryAsync(work, choice.Which, by, stop);
            return $"{loaded}/{refused}";
        });
        return JobStatus.Answer(context, desk.Workshop, work.Passage.Id);
    }

    private static async Task<IResult> AcceptAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        var given = await ApiJson.ReadAsync<SignedDocument>(context, cancellation, DocumentBytesMax);
        var signatory = await desk.Walking.AcceptAsync(work, given.Document, given.Signature, ApiSight.Who(context).Person, cancellation);
        return ApiJson.Answer(new TakenSignature(work.Passage.Id, signatory.Id, signatory.Name));
    }

    private static async Task<IResult> StopAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        await SureAsync(context, cancellation);
        if (work.Passage.State is PassageState.Accepted or PassageState.Erased)
        {
            throw PassageErrors.IllegalMove(work.Passage.State, PassageState.Stopped);
        }

        var by = ApiSight.Who(context).Person;
        desk.Workshop.BeginEnding(work.Passage.Id, JobKind.Stop, by, async (job, stop) =>
        {
            await desk.Ending.StopAsync(work.Passage.Id, by, job, stop);
            return null;
        });
        return JobStatus.Answer(context, desk.Workshop, work.Passage.Id);
    }

    private static async Task<IResult> LeftAsync(string id, HttpContext context, ApiSight sight, ServerParts parts, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        return ApiJson.Answer(await parts.Installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.RowsLeft, cancellation) is { } left
            ? CanonicalDocument.Read<RowsLeft>(left.Bytes).Rows
            : []);
    }

    private static async Task<IResult> EraseAsync(string id, HttpContext context, ApiSight sight, PassageDesk desk, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        await SureAsync(context, cancellation);
        var by = ApiSight.Who(context).Person;
        desk.Workshop.BeginEnding(work.Passage.Id, JobKind.Erase, by, async (_, stop) =>
        {
            await desk.Ending.EraseAsync(work.Passage.Id, by, stop);
            return null;
        });
        return JobStatus.Answer(context, desk.Workshop, work.Passage.Id);
    }

    private static async Task SureAsync(HttpContext context, CancellationToken cancellation)
    {
        if (!(await ApiJson.ReadAsync<Sure>(context, cancellation)).IsSure)
        {
            throw ServerErrors.NotSure();
        }
    }
}

/// <summary>Somebody is sure of what cannot be undone.</summary>
internal sealed record Sure(bool IsSure);

/// <summary>A document and the signature over its exact bytes.</summary>
internal sealed record SignedDocument(byte[] Document, string Signature);

/// <summary>A passage that was opened.</summary>
internal sealed record OpenedPassage(string Passage, string Signatory, string? Name, DateTimeOffset EraseBy);

/// <summary>Whose signature was taken in.</summary>
internal sealed record TakenSignature(string Passage, string Signatory, string? Name);

/// <summary>Which refused patients: PARCEL/PLACE, or a code for all of it; and why they stay out.</summary>
internal sealed record RejectChoice(string Which, string? Reason = null);

/// <summary>How many were decided on.</summary>
internal sealed record RejectsSkipped(int Skipped);

/// <summary>A patient whom the target refused, by place.</summary>
internal sealed record ListedReject(int Parcel, RejectedPatient Reject)
{
    public static async Task<IReadOnlyList<ListedReject>> OfAsync(Composition.Installation installation, string passage, CancellationToken cancellation) =>
        [.. (await installation.Ledger.LoadsAsync(passage, cancellation)).SelectMany(load => load.Rejects.Select(reject => new ListedReject(load.Number, reject)))];
}

/// <summary>Long work at the server.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="By">Id of the person who set it going.</param>
/// <param name="IsRunning">Whether it is at work.</param>
/// <param name="Progress">How far; none before the first count.</param>
/// <param name="Made">What it made, when it made something.</param>
/// <param name="Failure">Why it ended before its end.</param>
internal sealed record JobStatus(JobKind Kind, string By, bool IsRunning, PassageProgress? Progress, string? Made, ApiProblem? Failure)
{
    /// <summary>The last job of a passage or an instruction.</summary>
    /// <exception cref="EcluseException"><c>API-006</c>: none since the server started.</exception>
    public static IResult Answer(HttpContext context, Workshop workshop, string subject)
    {
        var job = workshop.Find(subject) ?? throw ApiErrors.NotYet();
        return ApiJson.Answer(new JobStatus(
            job.Kind, job.By, job.IsRunning, job.Progress?.At, job.Made, job.Failure is { } failure ? ApiProblem.Of(context, failure) : null));
    }
}
