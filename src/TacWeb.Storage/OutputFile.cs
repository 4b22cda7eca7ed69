using TacWeb.Core;

namespace TacWeb.Storage;

/// <summary>A file named by the user (<c>--out</c>, <c>--probabilities</c>, <c>--report</c>): never overwritten without force, never half-written.</summary>
public static class OutputFile
{
    /// <summary>Refuses an existing file without force, and a place that cannot be written; call it before long work.</summary>
    /// <exception cref="TacWebException">The file exists and <paramref name="force"/> is false, or its folder cannot be written.</exception>
    public static void Check(string path, bool force)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Refuse(path, force);
        Try(path, () => File.Open(Partial(path), FileMode.Create, FileAccess.Write).Dispose());
        File.Delete(Partial(path));
    }

    /// <summary>Writes to <c>PATH.partial</c>, flushes to disk, renames.</summary>
    /// <exception cref="TacWebException">As <see cref="Check"/>, or writing fails.</exception>
    public static void Write(string path, bool force, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Refuse(path, force);
        try
        {
            Try(path, () =>
            {
                using FileStream stream = new(Partial(path), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
                write(stream);
                stream.Flush(flushToDisk: true);
            });
            Try(path, () => File.Move(Partial(path), path, overwrite: force));
        }
        catch
        {
            File.Delete(Partial(path));
            throw;
        }
    }

    private static string Partial(string path) => path + ".partial";

    private static void Refuse(string path, bool force)
    {
        if (Directory.Exists(path))
        {
            throw new TacWebException($"{path} is a folder; name a file.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
        {
            throw new TacWebException($"{path} cannot be written: its folder does not exist.");
        }

        if (File.Exists(path) && !force)
        {
            throw new TacWebException($"{path} exists already; name another file, or overwrite it with --force.");
        }
    }

    private static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"{path} cannot be written: {e.Message}", e);
        }
    }
}
