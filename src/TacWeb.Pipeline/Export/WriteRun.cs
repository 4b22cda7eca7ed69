using System.Text.Json;
using TacWeb.Clustering.Assigners;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Encoders.Images;
using TacWeb.Pipeline.Explore;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Export;

/// <summary>Writes the four files of a method into the output folder where one was asked for, and keeps them with the partition in the data folder.</summary>
internal sealed class WriteRun(DataFolder data, OutputFolder? output, int job, int dataset, Vocabulary vocabulary, WalkContext walk)
{
    private const int ThumbnailSide = 128;
    private static readonly string[] Files = ["assignments.csv", "clusters.json", "index.html", "report.json"];

    /// <summary>Writes one method's clustering.</summary>
    /// <param name="plan">The method.</param>
    /// <param name="content">What is written.</param>
    /// <param name="times">The method's own times.</param>
    public MethodResult Run(MethodPlan plan, RunContent content, StageTimes times)
    {
        walk.Progress.Report("write", 0, "writing files");
        long begun = walk.Time.GetTimestamp();
        bool several = walk.Request.Methods.Count > 1;
        string folder = output is null ? data.Runs.Scratch(job, plan.Asked.Key) : several ? Path.Combine(output.Partial, plan.Asked.Key) : output.Partial;
        Directory.CreateDirectory(folder);
        Save(folder, "assignments.csv", stream => AssignmentsCsv.Write(stream, content));
        Save(folder, "clusters.json", stream => ClustersJson.Write(stream, content));
        Save(folder, "index.html", stream => IndexPage.Write(stream, content, Thumbnail));
        times.Add("write", walk.Time.GetElapsedTime(begun).TotalSeconds);

        StageTimes all = new();
        all.Add(walk.Times);
        all.Add(times);
        Report report = content.Report with { Timings = all.Timings, PeakMemoryMiB = MakeReport.PeakMemoryMiB() };
        Save(folder, "report.json", stream => ReportJson.Write(stream, report));
        int run = Keep(plan, content with { Report = report }, TimeSpan.FromSeconds(times.Total), folder);
        string final = output is null ? data.Runs.FolderOf(run) : several ? Path.Combine(output.Final, plan.Asked.Key) : output.Final;
        return new MethodResult(run, final, report, content.Naming.Clusters);
    }

    private int Keep(MethodPlan plan, RunContent content, TimeSpan took, string folder)
    {
        Report report = content.Report;
        StoredRun row = new(
            0, report.Dataset!.Name, report.Method, report.Encoder!.Key, vocabulary.Key, content.Images.Count, report.K, report.Seed, report.Scores,
            report.StartedUtc, took);
        int run = data.Runs.Add(job, plan.Asked.Key, dataset, row, kept =>
        {
            foreach (string file in Files)
            {
                File.Copy(Path.Combine(folder, file), Path.Combine(kept, file));
            }

            Save(kept, "partition.bin", stream => PartitionFile.Write(stream, content.Partition));
            Save(kept, RunOrigin.File, stream => JsonSerializer.Serialize(stream, new RunOrigin(vocabulary.Hash), ReportJson.Format));
            if (content.Centres is { } centres)
            {
                Save(kept, "centres.npy", stream => NpyFile.WriteMatrix(stream, centres));
            }

            if (AssignerFile.CanWrite(content.Partition.Assigner))
            {
                Save(kept, "assigner.bin", stream => AssignerFile.Write(stream, content.Partition.Assigner!));
            }

            for (int cluster = 0; content.Partition.Samples is { } samples && cluster < content.Partition.ClusterCount; cluster++)
            {
                int each = samples.Count / content.Partition.ClusterCount, own = cluster;
                Save(kept, RunSamples.FileOf(cluster), stream => stream.Write(Thumbnails.Strip(samples, own * each, each, RunSamples.Zoom)));
            }

            if (content.Naming.Evidence is { } evidence)
            {
                int[] rows = content.Rows.Count > 0 ? [.. content.Rows] : [.. Enumerable.Range(0, content.Images.Count)];
                Save(kept, "evidence.bin", stream => EvidenceFile.Write(stream, new RunEvidence(rows, content.Naming.Confidences, evidence)));
            }
        });
        if (output is null)
        {
            Directory.Delete(folder, recursive: true);
        }

        return run;
    }

    private byte[]? Thumbnail(string hash)
    {
        try
        {
            return Thumbnails.Encode(data.Images.Read(hash), ThumbnailSide);
        }
        catch (ImageException)
        {
            return null;
        }
    }

    private static void Save(string folder, string file, Action<Stream> write) => AtomicFile.Write(Path.Combine(folder, file), write);
}
