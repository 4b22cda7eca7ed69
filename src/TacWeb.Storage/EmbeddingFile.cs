using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace TacWeb.Storage;

/// <summary>The vectors of one encoder, at its own scale. One writer; rows are read by many threads.</summary>
public sealed class EmbeddingFile : IDisposable
{
    private readonly Database _database;
    private readonly FileStream _file;
    private readonly int _encoder;
    private long _rows;

    internal EmbeddingFile(Database database, string path, int encoder, int dimension, bool readOnly = false)
    {
        (_database, _encoder, Dimension) = (database, encoder, dimension);
        _file = readOnly
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1)
            : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1);
        if (!readOnly)
        {
            CutTornTail();
        }
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    private int RowBytes => Dimension * sizeof(float);

    /// <summary>What is known of each picture, in order; null for one that was never encoded.</summary>
    public StoredEmbedding?[] Find(IReadOnlyList<string> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        return _database.Read(connection =>
        {
            using SqliteTransaction snapshot = connection.BeginTransaction(deferred: true);
            using SqliteCommand command = Database.Command(connection, "SELECT row, error FROM embeddings WHERE encoder = $encoder AND hash = $hash", ("$encoder", _encoder), ("$hash", ""));
            command.Prepare();
            StoredEmbedding?[] found = new StoredEmbedding?[hashes.Count];
            for (int i = 0; i < found.Length; i++)
            {
                command.Parameters["$hash"].Value = hashes[i];
                using SqliteDataReader reader = command.ExecuteReader();
                found[i] = !reader.Read() ? null : reader.IsDBNull(0) ? new StoredEmbedding(-1, reader.GetString(1)) : new StoredEmbedding(reader.GetInt64(0), null);
            }

            return found;
        });
    }

    /// <summary>Keeps vectors and known failures: first the rows reach the disk, then the index names them.</summary>
    /// <param name="pictures">Hash and error of each picture; those with an error have no row in the end.</param>
    /// <param name="values">[pictures, d]; rows of failures are passed over.</param>
    public void Append(IReadOnlyList<(string Hash, string? Error)> pictures, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        long next = _rows;
        _file.Seek(next * RowBytes, SeekOrigin.Begin);
        for (int i = 0; i < pictures.Count; i++)
        {
            if (pictures[i].Error is null)
            {
                _file.Write(MemoryMarshal.AsBytes(values.Slice(i * Dimension, Dimension)));
                next++;
            }
        }

        _file.Flush(flushToDisk: true);
        Index(pictures);
        _rows = next;
    }

    /// <summary>Reads one row.</summary>
    /// <param name="row">As <see cref="Find"/> gives it.</param>
    /// <param name="values">d numbers.</param>
    /// <exception cref="IOException">The row is not there.</exception>
    public void Read(long row, Span<float> values)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values[..Dimension]);
        for (int read = 0; read < bytes.Length;)
        {
            int count = RandomAccess.Read(_file.SafeFileHandle, bytes[read..], (row * RowBytes) + read);
            read += count > 0 ? count : throw new IOException($"Row {row} is missing in {_file.Name}.");
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Index(IReadOnlyList<(string Hash, string? Error)> pictures) => _database.Write(connection =>
    {
        using SqliteCommand command = Database.Command(
            connection,
            "INSERT OR REPLACE INTO embeddings (encoder, hash, row, error) VALUES ($encoder, $hash, $row, $error)",
            ("$encoder", _encoder), ("$hash", ""), ("$row", null), ("$error", null));
        long row = _rows;
        foreach ((string hash, string? error) in pictures)
        {
            command.Parameters["$hash"].Value = hash;
            command.Parameters["$row"].Value = error is null ? row++ : DBNull.Value;
            command.Parameters["$error"].Value = (object?)error ?? DBNull.Value;
            command.ExecuteNonQuery();
        }

        return row;
    });

    /// <summary>Rows beyond the index were never committed; index entries beyond the file lost their rows.</summary>
    private void CutTornTail()
    {
        long whole = _file.Length / RowBytes;
        _rows = _database.Write(connection =>
        {
            Database.Run(connection, "DELETE FROM embeddings WHERE encoder = $encoder AND row >= $rows", ("$encoder", _encoder), ("$rows", whole));
            return (long)(Database.Scalar(connection, "SELECT MAX(row) + 1 FROM embeddings WHERE encoder = $encoder", ("$encoder", _encoder)) ?? 0L);
        });
        _file.SetLength(_rows * RowBytes);
    }
}
