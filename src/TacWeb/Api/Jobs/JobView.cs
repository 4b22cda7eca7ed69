using System.Text.Json;
using System.Text.Json.Nodes;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Api.Jobs;

/// <summary>A job as the API and the pages show it.</summary>
/// <param name="Id">1, 2, …</param>
/// <param name="Kind">For example <c>run</c>.</param>
/// <param name="Title">One line for people.</param>
/// <param name="State"><c>queued running done failed cancelled</c>.</param>
/// <param name="Ahead">Jobs that run or wait before it; 0 unless it is queued.</param>
/// <param name="Step">The stage it is in, or null.</param>
/// <param name="Detail">A short phrase about the stage, or null.</param>
/// <param name="Fraction">0…1 of the whole job.</param>
/// <param name="SecondsLeft">Estimated, or null.</param>
/// <param name="Message">Why it failed, or null.</param>
/// <param name="Result">What it left, or null.</param>
/// <param name="CreatedUtc">When it was asked for.</param>
/// <param name="StartedUtc">When it was begun, or null.</param>
/// <param name="FinishedUtc">When it ended, or null.</param>
public sealed record JobView(
    int Id,
    string Kind,
    string Title,
    string State,
    int Ahead,
    string? Step,
    string? Detail,
    double Fraction,
    double? SecondsLeft,
    string? Message,
    JsonNode? Result,
    DateTime CreatedUtc,
    DateTime? StartedUtc,
    DateTime? FinishedUtc)
{
    /// <summary>Whether it waits or runs.</summary>
    public bool IsOpen => State is "queued" or "running";

    /// <summary>Joins a row of the queue with what the board knows.</summary>
    /// <param name="job">The row.</param>
    /// <param name="board">Knows the progress of running jobs.</param>
    /// <param name="ahead">Jobs that come before it.</param>
    public static JobView Of(QueuedJob job, JobBoard board, int ahead = 0)
    {
        JobStatus? status = job.State == JobState.Running ? board.Status(job.Id) : null;
        return new JobView(
            job.Id, job.Kind, job.Title, JsonNamingPolicy.CamelCase.ConvertName(job.State.ToString()), job.State == JobState.Queued ? ahead : 0, status?.Current.Step, status?.Current.Detail,
            job.State == JobState.Done ? 1 : status?.Fraction ?? 0, status?.Left?.TotalSeconds is { } left ? Math.Round(left) : null, job.Message, job.Result is { } result ? JsonNode.Parse(result) : null,
            job.CreatedUtc, job.StartedUtc, job.FinishedUtc);
    }
}
