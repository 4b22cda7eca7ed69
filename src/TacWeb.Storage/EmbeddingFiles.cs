using TacWeb.Core;

namespace TacWeb.Storage;

/// <summary>Image vectors by encoder and content: an append-only file of rows an encoder, and an index in the database that is written after the rows are on disk.</summary>
public sealed class EmbeddingFiles
{
    private readonly Database _database;
    private readonly string _folder;

    internal EmbeddingFiles(Database database, string folder) => (_database, _folder) = (database, folder);

    /// <summary>Opens the vectors of one encoder for reading only, also while another part of the program adds some.</summary>
    /// <param name="encoder">The encoder's hash.</param>
    /// <param name="dimension">d.</param>
    /// <returns>Null where nothing was ever encoded.</returns>
    public EmbeddingFile? OpenForReading(string encoder, int dimension)
    {
        ArgumentException.ThrowIfNullOrEmpty(encoder);
        string path = Path.Combine(_folder, encoder + ".f32");
        long? id = _database.Read(connection => Database.Scalar(connection, "SELECT id FROM encoders WHERE sha256 = $sha AND dimension = $dimension", ("$sha", encoder), ("$dimension", dimension)) as long?);
        return id is { } known && File.Exists(path) ? new EmbeddingFile(_database, path, (int)known, dimension, readOnly: true) : null;
    }

    /// <summary>Opens the vectors of one encoder to add some; one at a time a process.</summary>
    /// <param name="encoder">The encoder's hash.</param>
    /// <param name="dimension">d.</param>
    /// <exception cref="TacWebException">Vectors of another dimension are kept under this hash.</exception>
    public EmbeddingFile Open(string encoder, int dimension)
    {
        ArgumentException.ThrowIfNullOrEmpty(encoder);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Directory.CreateDirectory(_folder);
        (int id, int known) = _database.Write(connection =>
        {
            Database.Run(connection, "INSERT OR IGNORE INTO encoders (sha256, dimension) VALUES ($sha, $dimension)", ("$sha", encoder), ("$dimension", dimension));
            return ((int)(long)Database.Scalar(connection, "SELECT id FROM encoders WHERE sha256 = $sha", ("$sha", encoder))!,
                (int)(long)Database.Scalar(connection, "SELECT dimension FROM encoders WHERE sha256 = $sha", ("$sha", encoder))!);
        });
        return known == dimension
            ? new EmbeddingFile(_database, Path.Combine(_folder, encoder + ".f32"), id, dimension)
            : throw new TacWebException($"The encoder {encoder} has vectors of dimension {known}, not {dimension}.");
    }

    /// <summary>How many different pictures of a dataset have neither a vector nor a known error.</summary>
    /// <param name="encoder">The encoder's hash.</param>
    /// <param name="dataset">The dataset.</param>
    public int Missing(string encoder, int dataset) => _database.Read(connection => (int)(long)Database.Scalar(
        connection,
        """
        SELECT COUNT(DISTINCT hash) FROM dataset_images WHERE dataset = $dataset
            AND hash NOT IN (SELECT hash FROM embeddings WHERE encoder = (SELECT id FROM encoders WHERE sha256 = $sha))
        """,
        ("$dataset", dataset), ("$sha", encoder))!);
}
