using System.Security.Cryptography;
using System.Text.Json;
using TacWeb.Core;

namespace TacWeb.Storage.Uploads;

/// <summary>The staging folder of uploads: <c>ID.bin</c> holds the bytes, <c>ID.json</c> what is known of them. Safe for many threads.</summary>
/// <remarks>
/// The json is the truth: bytes beyond its offset are from a chunk that was cut off or failed its checksum, and the next chunk overwrites them.
/// It is replaced by a rename after the bytes are flushed, so a killed server resumes at the last finished chunk.
/// </remarks>
public sealed class UploadFiles
{
    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdef");

    private readonly string _folder;
    private readonly UploadLimits _limits;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _busy;
    private readonly Func<Access> _access;

    /// <summary>Opens the staging folder, making it where it is missing.</summary>
    /// <param name="folder">Owned by this class alone.</param>
    /// <param name="limits">Checked when an upload is created.</param>
    /// <param name="time">For expiry.</param>
    public UploadFiles(string folder, UploadLimits limits, TimeProvider time)
    {
        (_folder, _limits, _time, _busy, _access) = (Path.GetFullPath(folder), limits, time, [], OwnedRows.Everything);
        Directory.CreateDirectory(_folder);
    }

    private UploadFiles(UploadFiles whole, Func<Access> access) => (_folder, _limits, _time, _busy, _access) = (whole._folder, whole._limits, whole._time, whole._busy, access);

    /// <summary>The same folder, showing only what an access may see; what is uploaded through it belongs to its owner.</summary>
    public UploadFiles For(Func<Access> access) => new(this, access);

    /// <summary>The limits in force.</summary>
    public UploadLimits Limits => _limits;

    /// <summary>Makes an empty upload.</summary>
    /// <param name="length">Bytes to come, at least 0.</param>
    /// <param name="fileName">As the client named it.</param>
    /// <param name="relativePath">Place inside the dropped folder, or null.</param>
    /// <param name="metadata">The header as it came.</param>
    /// <exception cref="TacWebException">A limit is hit; the message names it.</exception>
    public Upload Create(long length, string fileName, string? relativePath, string metadata)
    {
        if (length > _limits.FileBytes)
        {
            throw new TacWebException($"{fileName} has {length:N0} bytes; the limit for one file is {_limits.FileBytes:N0}.");
        }

        long free = new DriveInfo(_folder).AvailableFreeSpace;
        if (free - length < _limits.FreeDiskBytes)
        {
            throw new TacWebException($"{fileName} has {length:N0} bytes and the disk has {free:N0} free; {_limits.FreeDiskBytes:N0} must stay free.");
        }

        string id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Upload upload = new(id, length, 0, fileName, relativePath ?? fileName, metadata, _time.GetUtcNow() + _limits.KeepFor) { Owner = _access().Owner };
        File.Create(BytesPath(id)).Dispose();
        Save(upload);
        return upload;
    }

    /// <summary>The upload, or null where there is none of that id or it has expired.</summary>
    public Upload? Find(string id)
    {
        if (!IsId(id) || !File.Exists(StatePath(id)))
        {
            return null;
        }

        try
        {
            Upload? upload = JsonSerializer.Deserialize<Upload>(File.ReadAllBytes(StatePath(id)));
            return upload is null || !_access().Sees(upload.Owner) || (!upload.IsComplete && upload.ExpiresUtc <= _time.GetUtcNow()) ? null : upload;
        }
        catch (FileNotFoundException)
        {
            return null; // deleted meanwhile
        }
    }

    /// <summary>Appends one chunk.</summary>
    /// <param name="id">An existing upload.</param>
    /// <param name="offset">Where the client believes the upload stands.</param>
    /// <param name="body">The chunk; what arrives before a lost connection is kept unless a checksum was promised.</param>
    /// <param name="checksum">Algorithm and expected digest, or null.</param>
    /// <param name="cancellationToken">The request's.</param>
    /// <returns>What happened, and the upload as it stands now.</returns>
    public async Task<(AppendOutcome Outcome, Upload? Upload)> AppendAsync(string id, long offset, Stream body, (HashAlgorithmName Algorithm, byte[] Digest)? checksum, CancellationToken cancellationToken)
    {
        lock (_busy)
        {
            if (!_busy.Add(id))
            {
                return (AppendOutcome.Busy, null);
            }
        }

        try
        {
            Upload? upload = Find(id);
            return upload is null ? (AppendOutcome.Missing, null)
                : upload.Offset != offset ? (AppendOutcome.WrongOffset, upload)
                : await AppendAsync(upload, body, checksum, cancellationToken);
        }
        finally
        {
            lock (_busy)
            {
                _busy.Remove(id);
            }
        }
    }

    /// <summary>Removes an upload and its bytes; true where there was one.</summary>
    public bool Delete(string id)
    {
        if (!IsId(id) || !File.Exists(StatePath(id)) || (!_access().SeesAll && Find(id) is null))
        {
            return false;
        }

        File.Delete(StatePath(id));
        File.Delete(BytesPath(id));
        return true;
    }

    /// <summary>Opens the bytes of a finished upload.</summary>
    /// <exception cref="TacWebException">There is none, or it is not finished.</exception>
    public FileStream OpenRead(string id) => Find(id) is { IsComplete: true }
        ? new FileStream(BytesPath(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete)
        : throw new TacWebException($"There is no finished upload {id}; upload the file again.");

    /// <summary>Removes what has expired, finished or not, and bytes that no json describes.</summary>
    /// <returns>How many uploads were removed.</returns>
    public int Sweep()
    {
        int swept = 0;
        foreach (string path in Directory.EnumerateFiles(_folder, "*.bin").ToList())
        {
            string id = Path.GetFileNameWithoutExtension(path);
            if (IsId(id) && (Find(id) is not { } upload || upload.ExpiresUtc <= _time.GetUtcNow()))
            {
                File.Delete(StatePath(id));
                File.Delete(path);
                swept++;
            }
        }

        return swept;
    }

    private async Task<(AppendOutcome, Upload)> AppendAsync(Upload upload, Stream body, (HashAlgorithmName Algorithm, byte[] Digest)? checksum, CancellationToken cancellationToken)
    {
        using IncrementalHash? hash = checksum is { } promised ? IncrementalHash.CreateHash(promised.Algorithm) : null;
        long offset = upload.Offset;
        bool cutOff = false;
        await using (FileStream file = new(BytesPath(upload.Id), FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true))
        {
            file.Position = offset;
            byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 17);
            try
            {
                while (true)
                {
                    int read;
                    try
                    {
                        read = await body.ReadAsync(buffer, cancellationToken);
                    }
                    catch (Exception error) when (error is IOException or OperationCanceledException)
                    {
                        cutOff = true;
                        break;
                    }

                    if (read == 0)
                    {
                        break;
                    }

                    if (offset + read > upload.Length)
                    {
                        return (AppendOutcome.TooLong, upload);
                    }

                    hash?.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
                    offset += read;
                }
            }
            finally
            {
                System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            }

            file.Flush(flushToDisk: true);
        }

        if (hash is not null && (cutOff || !CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), checksum!.Value.Digest)))
        {
            return (cutOff ? AppendOutcome.CutOff : AppendOutcome.WrongChecksum, upload);
        }

        Upload grown = upload with { Offset = offset, ExpiresUtc = _time.GetUtcNow() + _limits.KeepFor };
        Save(grown);
        return (cutOff ? AppendOutcome.CutOff : AppendOutcome.Appended, grown);
    }

    private void Save(Upload upload)
    {
        string path = StatePath(upload.Id), partial = path + ".partial";
        File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes(upload));
        File.Move(partial, path, overwrite: true);
    }

    private static bool IsId(string id) => id.Length == 32 && id.AsSpan().IndexOfAnyExcept(HexDigits) < 0;

    private string BytesPath(string id) => Path.Combine(_folder, id + ".bin");

    private string StatePath(string id) => Path.Combine(_folder, id + ".json");
}
