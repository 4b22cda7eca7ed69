using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using TacWeb.Core;
using TacWeb.Core.Datasets;
using TacWeb.Encoders.Images;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Ingest;

/// <summary>The one door for pictures: a folder or a zip is read file by file, each checked and its bytes kept by their content.</summary>
/// <remarks>A faulty file is skipped with its reason; an archive that cannot be trusted as a whole is refused. Only headers are decoded here; damage further in shows when a picture is embedded.</remarks>
/// <param name="keep">Takes the bytes of an accepted picture and gives their SHA-256.</param>
/// <param name="limits">What an input may hold.</param>
internal sealed class IngestInput(Func<ReadOnlySpan<byte>, string> keep, IngestLimits limits)
{
    /// <summary>Keeps the pictures it accepts.</summary>
    public IngestInput(ImageFiles files, IngestLimits limits)
        : this(files.Add, limits)
    {
    }

    private static readonly byte[] SevenZip = [(byte)'7', (byte)'z', 0xBC, 0xAF];
    private static readonly byte[] Gzip = [0x1F, 0x8B];

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly byte[] _block = new byte[1 << 16];
    private long _total;

    /// <summary>Looks at the pictures only: nothing is kept.</summary>
    public static IngestInput ForCheck(IngestLimits limits) => new(content => Convert.ToHexStringLower(SHA256.HashData(content)), limits);

    /// <summary>Reads a folder or a zip.</summary>
    /// <exception cref="TacWebException">It is missing, unreadable, refused, too large, or holds no picture.</exception>
    public Ingested Run(string input, ProgressMeter progress, CancellationToken cancellationToken)
    {
        using IInputSource source = Open(input);
        return Run(source, input, progress, cancellationToken);
    }

    /// <summary>Reads an input that is open.</summary>
    /// <param name="source">The input.</param>
    /// <param name="input">What messages call it.</param>
    /// <param name="progress">Told of every file.</param>
    /// <param name="cancellationToken">Checked per file.</param>
    /// <exception cref="TacWebException">It is too large or holds no picture.</exception>
    public Ingested Run(IInputSource source, string input, ProgressMeter progress, CancellationToken cancellationToken)
    {
        long bytes = 0;
        List<(string Path, string Hash)> images = [];
        List<SkippedFile> skipped = [];
        for (int i = 0; i < source.Entries.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            InputEntry entry = source.Entries[i];
            if ((entry.Refusal ?? Read(entry) ?? Check()) is { } reason)
            {
                skipped.Add(new SkippedFile(EntryNames.Printable(entry.Path), reason));
            }
            else
            {
                images.Add((entry.Path, keep(Content)));
                bytes += Content.Length;
            }

            progress.Report("ingest", i + 1, source.Entries.Count, "files");
        }

        return images.Count > 0
            ? new Ingested(source.Name, images, skipped) { Bytes = bytes }
            : throw new TacWebException(skipped.Count == 0 ? $"{input} holds no image." : $"{input} holds no image: all {skipped.Count} files were skipped, the first ({skipped[0].Path}) because: {skipped[0].Reason}");
    }

    private ReadOnlySpan<byte> Content => _buffer.WrittenSpan;

    private IInputSource Open(string input) =>
        Directory.Exists(input) ? new FolderSource(input, limits)
        : File.Exists(input) ? new ArchiveSource(input, limits)
        : throw new TacWebException($"There is no file or folder {input}.");

    /// <summary>Reads an entry into the buffer, counting the bytes that really come.</summary>
    /// <returns>Why it is skipped, or null.</returns>
    private string? Read(InputEntry entry)
    {
        _buffer.ResetWrittenCount();
        try
        {
            using Stream stream = entry.Open();
            for (int read; (read = stream.Read(_block)) > 0;)
            {
                _buffer.Write(_block.AsSpan(0, read));
                if (Excess(entry) is { } reason)
                {
                    return reason;
                }

                _total += read;
                if (_total > limits.TotalBytes)
                {
                    throw new TacWebException($"The input holds more than {Size(limits.TotalBytes)}, the most that is unpacked.");
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or UnauthorizedAccessException)
        {
            return entry.PackedBytes == long.MaxValue ? "It cannot be read." : "It is broken: it cannot be unpacked.";
        }

        return null;
    }

    private string? Excess(InputEntry entry) =>
        _buffer.WrittenCount > limits.FileBytes ? $"It is larger than {Size(limits.FileBytes)}."
        : _buffer.WrittenCount > limits.RatioFromBytes && _buffer.WrittenCount / Math.Max(1.0, entry.PackedBytes) > limits.Ratio
            ? string.Create(CultureInfo.InvariantCulture, $"It unpacks to more than {limits.Ratio} times its size.")
        : null;

    private string? Check()
    {
        if (Content.IsEmpty)
        {
            return "It has 0 bytes.";
        }

        if (IsArchive(Content))
        {
            return "It is an archive; archives inside are not unpacked.";
        }

        try
        {
            ImageDecoder.ReadHeader(Content, new ImageLimits(limits.Pixels));
            return null;
        }
        catch (ImageException e)
        {
            return e.Message;
        }
    }

    /// <summary>Zip, RAR, 7-Zip and gzip by their first bytes.</summary>
    private static bool IsArchive(ReadOnlySpan<byte> content) =>
        content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("Rar!"u8) || content.StartsWith(SevenZip) || content.StartsWith(Gzip);

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");
}
