using System.Security.Cryptography;

namespace TacWeb.Storage;

/// <summary>Original pictures, byte for byte, named by their content; a picture that occurs twice is kept once. Safe for many threads.</summary>
public sealed class ImageFiles
{
    private readonly string _folder;

    internal ImageFiles(string folder) => _folder = folder;

    /// <summary>Keeps a picture.</summary>
    /// <param name="content">The whole file.</param>
    /// <returns>SHA-256 of the content, 64 lower-case hex digits.</returns>
    public string Add(ReadOnlySpan<byte> content)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        FileInfo file = new(PathOf(hash));
        if (!file.Exists || file.Length != content.Length)
        {
            Directory.CreateDirectory(file.DirectoryName!);
            string temporary = $"{file.FullName}.{Environment.CurrentManagedThreadId}.tmp";
            // no flush to disk per picture: a power cut may lose it, its length then differs and it is written again
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, file.FullName, overwrite: true);
        }

        return hash;
    }

    /// <summary>Opens a picture for reading.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public Stream Open(string hash) => new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);

    /// <summary>The whole content of a picture.</summary>
    /// <exception cref="IOException">It is not there.</exception>
    public byte[] Read(string hash) => File.ReadAllBytes(PathOf(hash));

    internal void Delete(string hash)
    {
        if (File.Exists(PathOf(hash)))
        {
            File.Delete(PathOf(hash));
        }
    }

    private string PathOf(string hash) => Path.Combine(_folder, hash[..2], hash);
}
