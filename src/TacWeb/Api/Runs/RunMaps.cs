using System.Runtime.InteropServices;
using TacWeb.Api.Jobs;
using TacWeb.Components.Runs;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;

namespace TacWeb.Api.Runs;

/// <summary>Points of a run on the map of its dataset; queues the map where it is not there yet. Safe for many threads.</summary>
internal sealed class RunMaps(DataFolder data, ModelCatalogue models, JobDesk desk)
{
    private const string Kind = "map";

    /// <summary>Whether the map of a run's dataset under its encoder is there.</summary>
    public bool Has(RunDetails run) => data.Maps.Has(run.Run.DatasetId, run.Report.Encoder!.Sha256);

    /// <summary>The points of contract §4 in image order: int32 n, then n × (float32 x, float32 y, int32 cluster, float32 confidence), little-endian; null without a map.</summary>
    /// <param name="run">The run.</param>
    /// <param name="labels">N labels shown in the place of the run's own; null: those.</param>
    public byte[]? Points(RunDetails run, IReadOnlyList<int>? labels = null)
    {
        if (data.Maps.Read(run.Run.DatasetId, run.Report.Encoder!.Sha256) is not { } map)
        {
            return null;
        }

        int count = run.Partition.Labels.Count;
        byte[] bytes = new byte[sizeof(int) + (count * Marshal.SizeOf<MapPoint>())];
        BitConverter.TryWriteBytes(bytes, count);
        Span<MapPoint> points = MemoryMarshal.Cast<byte, MapPoint>(bytes.AsSpan(sizeof(int)));
        for (int image = 0; image < count; image++)
        {
            int row = run.RowOf(image);
            points[image] = new MapPoint(map[2 * row], map[(2 * row) + 1], (labels ?? run.Partition.Labels)[image], run.Evidence?.Confidences[image] ?? 0);
        }

        return bytes;
    }

    /// <summary>Queues the computation of the map; one that waits or runs already is named again.</summary>
    /// <returns>The job.</returns>
    public int Ask(RunDetails run) => Ask(run.Run.DatasetId, run.Run.Dataset, run.Run.Encoder);

    /// <summary>The same for a dataset that may have no run yet.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="encoder">Key of the encoder.</param>
    /// <exception cref="Core.TacWebException">There is no such encoder.</exception>
    public int Ask(StoredDataset dataset, string encoder) => Ask(dataset.Id, dataset.Name, models.Find(encoder).Info.Key);

    private int Ask(int dataset, string name, string encoder)
    {
        string request = JobJson.Write(new MapRequest(dataset, encoder));
        return data.Queue.Open().FirstOrDefault(job => job.Kind == Kind && job.Request == request)?.Id ?? desk.Enqueue(Kind, $"Map of {name}", request);
    }
}
