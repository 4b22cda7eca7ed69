namespace TacWeb.Storage.Uploads;

/// <summary>One upload as it stands on disk.</summary>
/// <param name="Id">32 lower-case hex digits, random.</param>
/// <param name="Length">Bytes that the client announced.</param>
/// <param name="Offset">Bytes received, flushed and (where a checksum was sent) verified.</param>
/// <param name="FileName">As the client named it: shown encoded, never used as a path.</param>
/// <param name="RelativePath">Folder and name inside the dropped folder, <c>/</c> between; equals the file name for a single file.</param>
/// <param name="Metadata">The <c>Upload-Metadata</c> header as it came, given back by HEAD.</param>
/// <param name="ExpiresUtc">When an unfinished upload is swept.</param>
public sealed record Upload(string Id, long Length, long Offset, string FileName, string RelativePath, string Metadata, DateTimeOffset ExpiresUtc)
{
    /// <summary>Whether every byte has arrived.</summary>
    public bool IsComplete => Offset == Length;

    /// <summary>Who uploads it; null: nobody, which is to say the admin.</summary>
    public int? Owner { get; init; }
}
