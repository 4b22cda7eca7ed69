using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TacWeb.Core.Corrections;
using TacWeb.Encoders.Images;
using TacWeb.Pipeline.Export;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Writes a run as people corrected it, with its provenance, straight into a stream: memory is flat in the number of images. Safe for many threads.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="time">The clock.</param>
public sealed class RunExport(DataFolder data, TimeProvider time)
{
    /// <summary>File name and type of an export.</summary>
    /// <param name="run">The run.</param>
    /// <param name="format">What it is exported as.</param>
    public static (string Name, string Type) Describe(int run, ExportFormat format)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"run-{run}-{format.ToString().ToLowerInvariant()}");
        return format is ExportFormat.Json or ExportFormat.Coco ? (name + ".json", "application/json") : (name + ".zip", "application/zip");
    }

    /// <summary>Writes the export; the stream stays open and need not be seekable.</summary>
    /// <param name="run">The run with its corrections.</param>
    /// <param name="format">What it is exported as.</param>
    /// <param name="stream">Written synchronously, from its place on.</param>
    /// <param name="names">Names in a second language, or null.</param>
    /// <param name="cancellationToken">Checked once an image.</param>
    /// <exception cref="IOException">An original cannot be read, or the stream not be written.</exception>
    public void Write(CorrectedRun run, ExportFormat format, Stream stream, ExportNames? names = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(stream);
        ProvenanceCard card = Card(run) with { SecondLanguage = names?.Language };
        switch (format)
        {
            case ExportFormat.Json:
                ExportDocument.WriteJson(run, card, names, stream, cancellationToken);
                break;
            case ExportFormat.Coco:
                ExportDocument.WriteCoco(run, card, names, stream, Size, cancellationToken);
                break;
            default:
                new ExportArchive(run, card, names, data.Images).Write(format, stream, cancellationToken);
                break;
        }
    }

    /// <summary>Where a run comes from.</summary>
    public ProvenanceCard Card(CorrectedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Report report = run.Original.Report;
        return new ProvenanceCard
        {
            Run = run.Original.Run.Id,
            Dataset = run.Original.Run.Dataset,
            Images = run.Original.Images.Count,
            ImagesSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(run.Original.Images.Select(image => image.Hash + "\n"))))),
            Method = report.Method,
            Options = report.Options.DeepClone().AsObject(),
            Seed = report.Seed,
            K = report.K,
            Model = report.Encoder?.Key ?? "",
            ModelSha256 = report.Encoder?.Sha256 ?? "",
            Vocabulary = report.Vocabulary?.Key ?? "",
            VocabularySha256 = Vocabulary(run.Original.Run.Id),
            NounsKept = report.Vocabulary?.Kept ?? 0,
            Version = report.Version,
            StartedUtc = report.StartedUtc,
            ExportedBy = MakeReport.Version,
            ExportedUtc = time.GetUtcNow().UtcDateTime,
            Warnings = report.Warnings,
            Corrections = [.. run.Corrections.Select(Applied)],
        };
    }

    private static AppliedCorrection Applied(StoredCorrection stored) => new(
        stored.Correction.Kind.ToString().ToLowerInvariant(), stored.AtUtc,
        stored.Correction.Kind == CorrectionKind.Split ? stored.Correction.Parts.Sum(part => part.Count) : stored.Correction.Images.Count,
        stored.Correction.Cluster, stored.Correction.Merged, stored.Correction.Name);

    private string? Vocabulary(int run)
    {
        string path = Path.Combine(data.Runs.FolderOf(run), RunOrigin.File);
        return File.Exists(path) ? JsonSerializer.Deserialize<RunOrigin>(File.ReadAllBytes(path), ReportJson.Format)?.VocabularySha256 : null;
    }

    private (int Width, int Height) Size(StoredImage image)
    {
        try
        {
            ImageHeader header = ImageDecoder.ReadHeader(data.Images.Read(image.Hash));
            return (header.Width, header.Height);
        }
        catch (ImageException)
        {
            return (0, 0); // it was read when the run was made; nothing is known of it any more
        }
    }
}
