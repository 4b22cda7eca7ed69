namespace TacWeb.Storage;

/// <summary>Where a queued job stands.</summary>
public enum JobState
{
    /// <summary>Waits for its turn.</summary>
    Queued,

    /// <summary>Is worked on; at the next start of a killed server it is queued again.</summary>
    Running,

    /// <summary>Ended with a result.</summary>
    Done,

    /// <summary>Ended with a message that says why.</summary>
    Failed,

    /// <summary>Was stopped by a person.</summary>
    Cancelled,
}
