using System.Text.Encodings.Web;
using System.Text.Json;
using TacWeb.Core.Corrections;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Exports that are one JSON document, written piece by piece.</summary>
internal static class ExportDocument
{
    private const int FlushEvery = 1000;
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Card, clusters, images.</summary>
    public static void WriteJson(CorrectedRun run, ProvenanceCard card, ExportNames? names, Stream stream, CancellationToken cancellationToken)
    {
        using Utf8JsonWriter json = new(stream, Format);
        json.WriteStartObject();
        json.WritePropertyName("provenance");
        JsonSerializer.Serialize(json, card, ReportJson.Format);
        json.WritePropertyName("clusters");
        JsonSerializer.Serialize(json, run.Partition.Clusters, ReportJson.Format);
        WriteNames(names, json);
        json.WriteStartArray("images");
        ForEach(run, json, (image, stored) =>
        {
            json.WriteStartObject();
            json.WriteString("path", stored.Path);
            json.WriteString("sha256", stored.Hash);
            json.WriteNumber("cluster", run.Partition.Labels[image]);
            json.WriteString("name", run.Partition.NameOf(run.Partition.Labels[image]));
            json.WriteString("class", stored.ClassName);
            json.WriteNumber("confidence", Confidence(run, image));
            json.WriteNumber("ownCluster", run.Original.Partition.Labels[image]);
            json.WriteBoolean("corrected", run.Partition.Moved[image]);
            json.WriteEndObject();
        }, cancellationToken);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>COCO: https://cocodataset.org/#format-data; ids from 1 on, bounding boxes over the whole image, noise without annotation.</summary>
    public static void WriteCoco(CorrectedRun run, ProvenanceCard card, ExportNames? names, Stream stream, Func<StoredImage, (int Width, int Height)> size, CancellationToken cancellationToken)
    {
        using Utf8JsonWriter json = new(stream, Format);
        json.WriteStartObject();
        json.WriteStartObject("info");
        json.WriteString("description", $"{card.Dataset}, clustered by {card.Method}");
        json.WriteString("version", card.ExportedBy);
        json.WriteNumber("year", card.ExportedUtc.Year);
        json.WriteString("date_created", card.ExportedUtc);
        json.WritePropertyName("provenance");
        JsonSerializer.Serialize(json, card, ReportJson.Format);
        json.WriteEndObject();
        json.WriteStartArray("licenses");
        json.WriteEndArray();
        WriteCategories(run, names, json);
        (int Width, int Height)[] sizes = new (int, int)[run.Original.Images.Count];
        json.WriteStartArray("images");
        ForEach(run, json, (image, stored) =>
        {
            sizes[image] = size(stored);
            json.WriteStartObject();
            json.WriteNumber("id", image + 1);
            json.WriteString("file_name", stored.Path);
            json.WriteNumber("width", sizes[image].Width);
            json.WriteNumber("height", sizes[image].Height);
            json.WriteEndObject();
        }, cancellationToken);
        json.WriteEndArray();
        json.WriteStartArray("annotations");
        ForEach(run, json, (image, _) => WriteAnnotation(run, json, image, sizes[image]), cancellationToken);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Six decimals, as <c>assignments.csv</c> has them.</summary>
    public static double Confidence(CorrectedRun run, int image) => Math.Round(run.Original.Confidences[image], 6);

    // what clusters and their concepts are called in the second language, by the cluster's id
    private static void WriteNames(ExportNames? names, Utf8JsonWriter json)
    {
        if (names is null)
        {
            return;
        }

        json.WriteStartObject("names");
        json.WriteStartObject(names.Language);
        foreach ((int cluster, string name) in names.Clusters.OrderBy(pair => pair.Key))
        {
            json.WriteStartObject(cluster.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("name", name);
            json.WritePropertyName("concepts");
            JsonSerializer.Serialize(json, names.Concepts.GetValueOrDefault(cluster) ?? [], ReportJson.Format);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCategories(CorrectedRun run, ExportNames? names, Utf8JsonWriter json)
    {
        json.WriteStartArray("categories");
        foreach (CorrectedCluster cluster in run.Partition.Clusters)
        {
            json.WriteStartObject();
            json.WriteNumber("id", cluster.Id + 1);
            json.WriteString("name", cluster.Name);
            if (names is not null)
            {
                json.WriteString($"name_{names.Language}", names.NameOf(cluster.Id));
            }

            json.WriteString("supercategory", "cluster");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAnnotation(CorrectedRun run, Utf8JsonWriter json, int image, (int Width, int Height) size)
    {
        if (run.Partition.Labels[image] < 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteNumber("id", image + 1);
        json.WriteNumber("image_id", image + 1);
        json.WriteNumber("category_id", run.Partition.Labels[image] + 1);
        json.WriteStartArray("bbox");
        foreach (int number in (int[])[0, 0, size.Width, size.Height])
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        json.WriteNumber("area", (long)size.Width * size.Height);
        json.WriteNumber("iscrowd", 0);
        json.WriteNumber("score", Confidence(run, image));
        json.WriteEndObject();
    }

    private static void ForEach(CorrectedRun run, Utf8JsonWriter json, Action<int, StoredImage> write, CancellationToken cancellationToken)
    {
        for (int image = 0; image < run.Original.Images.Count; image++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            write(image, run.Original.Images[image]);
            if (image % FlushEvery == FlushEvery - 1)
            {
                json.Flush();
            }
        }
    }
}
