namespace TacWeb.Storage;

/// <summary>One row of the queue.</summary>
/// <param name="Id">1, 2, …</param>
/// <param name="Kind">Key of the kind of work, for example <c>run</c>.</param>
/// <param name="Title">One line for people.</param>
/// <param name="Request">What is to be done, as JSON of the kind.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="CreatedUtc">When it was asked for.</param>
/// <param name="StartedUtc">When it was last begun, or null.</param>
/// <param name="FinishedUtc">When it ended, or null.</param>
/// <param name="Message">Why it failed, or null.</param>
/// <param name="Result">What it left, as JSON of the kind, or null.</param>
public sealed record QueuedJob(
    int Id,
    string Kind,
    string Title,
    string Request,
    JobState State,
    int Attempts,
    DateTime CreatedUtc,
    DateTime? StartedUtc,
    DateTime? FinishedUtc,
    string? Message,
    string? Result)
{
    /// <summary>Whether it waits or is worked on.</summary>
    public bool IsOpen => State is JobState.Queued or JobState.Running;

    /// <summary>Who asked for it; null: nobody, which is to say the program or the admin.</summary>
    public int? Owner { get; init; }
}
