namespace TacWeb.Storage.Uploads;

/// <summary>What an upload may cost; shown before the upload and named when hit.</summary>
/// <param name="FileBytes">Largest single file, bytes.</param>
/// <param name="FreeDiskBytes">Disk space that must stay free, bytes.</param>
/// <param name="KeepFor">How long an upload that got no byte is kept.</param>
public sealed record UploadLimits(long FileBytes, long FreeDiskBytes, TimeSpan KeepFor)
{
    /// <summary>20 GiB a file, 2 GiB left free, two days.</summary>
    public static UploadLimits Default { get; } = new(20L << 30, 2L << 30, TimeSpan.FromDays(2));
}
