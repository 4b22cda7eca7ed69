namespace TacWeb.Storage;

/// <summary>A file named by the user (<c>--out</c>, <c>--probabilities</c>, <c>--report</c>): never overwritten without force, never half-written.</summary>
public static class OutputFile
{
    /// <summary>Refuses an existing file without force, and a place that cannot be written; call it before long work.</summary>
    /// <exception cref="Core.TacWebException">The file exists and <paramref name="force"/> is false, or its folder cannot be written.</exception>
    public static void Check(string path, bool force) => throw new NotImplementedException();

    /// <summary>Writes to <c>PATH.partial</c>, flushes to disk, renames.</summary>
    /// <exception cref="Core.TacWebException">As <see cref="Check"/>, or writing fails.</exception>
    public static void Write(string path, bool force, Action<Stream> write) => throw new NotImplementedException();
}
