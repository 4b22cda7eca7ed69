namespace TacWeb.Pipeline.Ingest;

/// <summary>What a folder or archive may hold; counted on the bytes that are really there, not on what an archive declares.</summary>
/// <param name="Entries">Most entries, of any kind.</param>
/// <param name="FileBytes">Most unpacked bytes of one file; a larger one is skipped.</param>
/// <param name="TotalBytes">Most unpacked bytes in all.</param>
/// <param name="Ratio">Most unpacked bytes a packed byte, for entries above <paramref name="RatioFromBytes"/>.</param>
/// <param name="RatioFromBytes">Smaller entries may be packed as tightly as they like.</param>
/// <param name="Pixels">Most pixels of one picture.</param>
public sealed record IngestLimits(
    int Entries = 2_000_000,
    long FileBytes = 200L << 20,
    long TotalBytes = 200L << 30,
    double Ratio = 200,
    long RatioFromBytes = 10L << 20,
    long Pixels = 100_000_000)
{
    /// <summary>2,000,000 entries, 200 MiB a file, 200 GiB in all, 200:1, 100 megapixels.</summary>
    public static IngestLimits Default { get; } = new();
}
