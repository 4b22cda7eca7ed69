using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TacWeb.Core.Corrections;
using TacWeb.Core.Datasets;
using TacWeb.Core.Numerics;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Exports that are a zip, written entry by entry.</summary>
internal sealed class ExportArchive(CorrectedRun run, ProvenanceCard card, ExportNames? names, ImageFiles pictures)
{
    private readonly string[] _files = [.. run.Original.Images.Select(image => image.Path)];

    /// <summary>Writes the zip; the stream stays open.</summary>
    public void Write(ExportFormat format, Stream stream, CancellationToken cancellationToken)
    {
        using ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        Entry(zip, "provenance.json", entry => JsonSerializer.Serialize(entry, card, ReportJson.Format));
        switch (format)
        {
            case ExportFormat.Folders:
                WriteFolders(zip, cancellationToken);
                WriteAssignments(zip, "file");
                break;
            case ExportFormat.Npy:
                WriteArrays(zip);
                WriteClusters(zip);
                break;
            default:
                WriteAssignments(zip, "path");
                WriteClusters(zip);
                break;
        }
    }

    private static void Entry(ZipArchive zip, string name, Action<Stream> write, CompressionLevel level = CompressionLevel.Optimal)
    {
        using Stream entry = zip.CreateEntry(name, level).Open();
        write(entry);
    }

    private static void Csv(ZipArchive zip, string name, Action<CsvWriter> write) => Entry(zip, name, entry =>
    {
        using StreamWriter text = new(entry, new UTF8Encoding(false), 1 << 16);
        write(new CsvWriter(text));
    });

    /// <summary>Originals are packed already.</summary>
    private void WriteFolders(ZipArchive zip, CancellationToken cancellationToken)
    {
        SafeNames folders = new();
        folders.Folder("provenance.json", "");
        folders.Folder("assignments.csv", "");
        Dictionary<int, (string Folder, SafeNames Files)> places = new() { [-1] = (folders.Folder("noise", ""), new SafeNames()) };
        foreach (CorrectedCluster cluster in run.Partition.Clusters)
        {
            places[cluster.Id] = (folders.Folder(names?.NameOf(cluster.Id) is { Length: > 0 } second ? second : cluster.Name, $"cluster {cluster.Id}"), new SafeNames());
        }

        for (int image = 0; image < _files.Length; image++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StoredImage stored = run.Original.Images[image];
            (string folder, SafeNames files) = places[run.Partition.Labels[image]];
            _files[image] = $"{folder}/{files.File(stored.Path[(stored.Path.LastIndexOf('/') + 1)..])}";
            Entry(zip, _files[image], entry =>
            {
                using Stream picture = pictures.Open(stored.Hash);
                picture.CopyTo(entry);
            }, CompressionLevel.NoCompression);
        }
    }

    private void WriteAssignments(ZipArchive zip, string first) => Csv(zip, "assignments.csv", csv =>
    {
        string[] places = first == "file" ? ["file", "path"] : ["path"];
        csv.WriteRow([.. places, "cluster", "name", .. Second("name"), "class", "confidence", "own cluster", "corrected"]);
        for (int image = 0; image < _files.Length; image++)
        {
            StoredImage stored = run.Original.Images[image];
            string[] place = first == "file" ? [_files[image], stored.Path] : [stored.Path];
            csv.WriteRow(
            [
                .. place,
                Text(run.Partition.Labels[image]),
                run.Partition.NameOf(run.Partition.Labels[image]),
                .. Second(run.Partition.Labels[image]),
                stored.ClassName ?? "",
                run.Original.Confidences[image].ToString("0.000000", CultureInfo.InvariantCulture),
                Text(run.Original.Partition.Labels[image]),
                run.Partition.Moved[image] ? "yes" : "no",
            ]);
        }
    });

    private void WriteClusters(ZipArchive zip) => Csv(zip, "clusters.csv", csv =>
    {
        csv.WriteRow(["cluster", "name", .. Second("name"), "size", "new", "renamed", .. Second("concepts")]);
        foreach (CorrectedCluster cluster in run.Partition.Clusters)
        {
            csv.WriteRow(
            [
                Text(cluster.Id), cluster.Name, .. Second(cluster.Id), Text(cluster.Size), cluster.IsNew ? "yes" : "no", cluster.IsRenamed ? "yes" : "no",
                .. names is null ? Array.Empty<string>() : [string.Join("; ", names.Concepts.GetValueOrDefault(cluster.Id) ?? [])],
            ]);
        }
    });

    private void WriteArrays(ZipArchive zip)
    {
        Entry(zip, "clusters.npy", entry => NpyFile.WriteLabels(entry, run.Partition.Labels));
        Entry(zip, "confidences.npy", entry => NpyFile.WriteMatrix(entry, run.Original.Confidences.Count, 1, (row, value) => value[0] = run.Original.Confidences[row]));
        Entry(zip, "paths.txt", entry =>
        {
            using StreamWriter text = new(entry, new UTF8Encoding(false)) { NewLine = "\n" };
            foreach (StoredImage image in run.Original.Images)
            {
                text.WriteLine(image.Path);
            }
        });
    }

    // columns of the second language stand beside those they translate: "name (zh-CN)"
    private string[] Second(string column) => names is null ? [] : [$"{column} ({names.Language})"];

    private string[] Second(int cluster) => names is null ? [] : [names.NameOf(cluster)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
