using System.Globalization;

namespace TacWeb.Storage;

/// <summary>Files that are there whole or not at all: written beside their place, flushed to disk, renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file; one that exists is replaced when the new one is complete.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);

        // threads that write the same file at once each have a draft of their own; the last one to finish stays
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.CurrentManagedThreadId}.tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
