using System.Globalization;

namespace TacWeb.Storage;

/// <summary>Small copies of pictures, made when first asked for, by size and content. Safe for many threads.</summary>
public sealed class ThumbnailFiles
{
    private readonly string _folder;

    internal ThumbnailFiles(string folder) => _folder = folder;

    /// <summary>Path of a copy that is there, or null.</summary>
    /// <param name="hash">The picture's hash.</param>
    /// <param name="size">Side of the square it fits into, pixels.</param>
    public string? Find(string hash, int size) => PathOf(hash, size) is var path && File.Exists(path) ? path : null;

    /// <summary>Keeps a copy: whole or not at all.</summary>
    /// <param name="hash">The picture's hash.</param>
    /// <param name="size">Side of the square it fits into, pixels.</param>
    /// <param name="content">The WebP file.</param>
    /// <returns>Its path.</returns>
    public string Add(string hash, int size, ReadOnlySpan<byte> content)
    {
        string path = PathOf(hash, size), partial = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.CurrentManagedThreadId}.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(partial, content);
        File.Move(partial, path, overwrite: true);
        return path;
    }

    internal void Delete(string hash)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateDirectories(_folder).Select(size => Path.Combine(size, hash[..2], hash + ".webp")).Where(File.Exists))
        {
            File.Delete(path);
        }
    }

    private string PathOf(string hash, int size) => Path.Combine(_folder, size.ToString(CultureInfo.InvariantCulture), hash[..2], hash + ".webp");
}
