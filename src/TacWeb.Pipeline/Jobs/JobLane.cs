namespace TacWeb.Pipeline.Jobs;

/// <summary>Jobs of one lane run one after the other; lanes run side by side.</summary>
public enum JobLane
{
    /// <summary>Reading and writing files: looking at uploads, making datasets.</summary>
    Files,

    /// <summary>Encoding and clustering, which use all processors.</summary>
    Compute,
}
