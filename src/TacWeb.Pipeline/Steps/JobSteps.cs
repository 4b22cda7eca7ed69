using TacWeb.Core.Numerics;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Steps;

/// <summary>The steps of one job: a finished one is read back, another is computed on the compute thread and kept.</summary>
internal sealed class JobSteps(DataFolder data, ComputeThread compute, TimeProvider time, int job) : IDisposable
{
    private readonly List<IDisposable> _mapped = [];

    /// <summary>The job's number.</summary>
    public int Job => job;

    /// <summary>Makes sure that a step is finished.</summary>
    /// <param name="name">Its name within the job.</param>
    /// <param name="stage">The stage that takes the time which no other claims.</param>
    /// <param name="key">Hash of everything that determines it.</param>
    /// <param name="times">Gets its times, of this or of an earlier process.</param>
    /// <param name="work">Computes the result, and returns what writes it.</param>
    /// <returns>Path of the result.</returns>
    public async Task<string> RunAsync(string name, string stage, string key, StageTimes times, Func<StageTimes, Action<Stream>> work)
    {
        if (data.Jobs.Finished(job, name, key) is { } kept)
        {
            times.Add(StageTimes.FromJson(kept));
            return data.Steps.PathOf(key);
        }

        StageTimes own = new();
        long begun = time.GetTimestamp();
        await compute.RunAsync(() =>
        {
            data.Steps.Write(key, work(own));
            return true;
        }).ConfigureAwait(false);
        own.Cover(time.GetElapsedTime(begun), stage);
        data.Jobs.Finish(job, name, key, own.ToJson());
        times.Add(own);
        return data.Steps.PathOf(key);
    }

    /// <summary>Maps a result of unit rows for as long as this object lives.</summary>
    public Vectors Map(string path, string source, int dimension)
    {
        MappedVectors mapped = MappedVectors.Open(path, source, dimension, unit: true);
        _mapped.Add(mapped);
        return mapped.Vectors;
    }

    /// <summary>Maps a result of pictures [N, side, side, 3] for as long as this object lives.</summary>
    public Pixels Map(string path, int side)
    {
        MappedBytes mapped = new(path);
        _mapped.Add(mapped);
        return new Pixels(side, side, 3, mapped.Memory);
    }

    /// <summary>Unmaps all results.</summary>
    public void Dispose() => _mapped.ForEach(mapped => mapped.Dispose());
}
