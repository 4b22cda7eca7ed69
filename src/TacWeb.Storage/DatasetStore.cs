using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TacWeb.Core.Datasets;

namespace TacWeb.Storage;

/// <summary>Datasets: names, images in order, and what was skipped. Safe for many threads.</summary>
public sealed class DatasetStore
{
    private const string Columns = "id, name, images, created, deleted, owner";
    private readonly Database _database;
    private readonly OwnedRows _rows;

    internal DatasetStore(Database database, Func<Access> access) => (_database, _rows) = (database, new OwnedRows(access));

    /// <summary>Keeps a dataset; one with the same key is there already and is returned as it is.</summary>
    /// <param name="key">Hash of all that makes the dataset what it is.</param>
    /// <param name="name">Human name.</param>
    /// <param name="images">Images in order.</param>
    /// <param name="skipped">Entries left out.</param>
    /// <param name="createdUtc">Now.</param>
    /// <param name="owner">To whom it belongs; null: to nobody. Each owner has datasets of their own, whatever others have.</param>
    /// <returns>Its id.</returns>
    public int Add(string key, string name, IReadOnlyList<StoredImage> images, IReadOnlyList<SkippedFile> skipped, DateTime createdUtc, int? owner = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        key = owner is { } person ? string.Create(CultureInfo.InvariantCulture, $"{person}/{key}") : key;
        return _database.Write(connection =>
        {
            if (Database.Scalar(connection, "SELECT id FROM datasets WHERE key = $key", ("$key", key)) is long known)
            {
                Database.Run(connection, "UPDATE datasets SET deleted = NULL WHERE id = $id", ("$id", known));
                return (int)known;
            }

            long id = (long)Database.Scalar(
                connection,
                "INSERT INTO datasets (key, name, images, skipped, created, owner) VALUES ($key, $name, $images, $skipped, $created, $owner) RETURNING id",
                ("$key", key), ("$name", name), ("$images", images.Count), ("$skipped", JsonSerializer.Serialize(skipped)), ("$created", createdUtc.ToString("O", CultureInfo.InvariantCulture)), ("$owner", owner))!;
            AddImages(connection, id, images);
            return (int)id;
        });
    }

    /// <summary>All datasets that are not deleted, newest first.</summary>
    public IReadOnlyList<StoredDataset> List() => Select($"SELECT {Columns} FROM datasets WHERE deleted IS NULL AND {OwnedRows.Mine} ORDER BY id DESC");

    /// <summary>One dataset, deleted or not; null when there never was one, or it is swept.</summary>
    public StoredDataset? Find(int id) => Select($"SELECT {Columns} FROM datasets WHERE id = $id AND images > 0 AND {OwnedRows.Mine}", ("$id", id)).FirstOrDefault();

    /// <summary>Files that were left out when the dataset was made, and why.</summary>
    public IReadOnlyList<SkippedFile> Skipped(int id) => _database.Read(connection =>
        _rows.Scalar(connection, $"SELECT skipped FROM datasets WHERE id = $id AND {OwnedRows.Mine}", ("$id", id)) is string json ? JsonSerializer.Deserialize<SkippedFile[]>(json)! : []);

    /// <summary>Deletes a dataset from sight; <see cref="Restore"/> brings it back until it is swept.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Delete(int id, DateTime now) => _database.Write(connection => _rows.Run(
        connection, $"UPDATE datasets SET deleted = $now WHERE id = $id AND deleted IS NULL AND {OwnedRows.Mine}", ("$id", id), ("$now", now.ToString("O", CultureInfo.InvariantCulture)))) == 1;

    /// <summary>Brings a deleted dataset back.</summary>
    /// <returns>Whether there was a deleted one.</returns>
    public bool Restore(int id) => _database.Write(connection => _rows.Run(
        connection, $"UPDATE datasets SET deleted = NULL WHERE id = $id AND deleted IS NOT NULL AND images > 0 AND {OwnedRows.Mine}", ("$id", id))) == 1;

    /// <summary>Names of the classes and how many images each has, by name; images without a class are left out.</summary>
    public IReadOnlyList<(string Name, int Images)> Classes(int id) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, $"SELECT class, COUNT(*) FROM dataset_images WHERE dataset = $id AND class IS NOT NULL AND {OwnedRows.MyDataset} GROUP BY class ORDER BY class", ("$id", id));
        using SqliteDataReader reader = command.ExecuteReader();
        List<(string, int)> classes = [];
        while (reader.Read())
        {
            classes.Add((reader.GetString(0), reader.GetInt32(1)));
        }

        return classes;
    });

    /// <summary>One image of a dataset that is not deleted, or null.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="row">0 … N − 1.</param>
    public StoredImage? Image(int id, int row) => Images(
        $"SELECT path, hash, class FROM dataset_images WHERE dataset = $id AND row = $row AND dataset IN (SELECT id FROM datasets WHERE deleted IS NULL) AND {OwnedRows.MyDataset}", ("$id", id), ("$row", row)).FirstOrDefault();

    /// <summary>The images of a dataset, in order; empty for an unknown id.</summary>
    public IReadOnlyList<StoredImage> Images(int id) => Images($"SELECT path, hash, class FROM dataset_images WHERE dataset = $id AND {OwnedRows.MyDataset} ORDER BY row", ("$id", id));

    /// <summary>Rows of the images of one class, in order; all rows without a class name.</summary>
    public IReadOnlyList<int> Rows(int id, string? className) => _database.Read(connection =>
    {
        using SqliteCommand command = className is null
            ? _rows.Command(connection, $"SELECT row FROM dataset_images WHERE dataset = $id AND {OwnedRows.MyDataset} ORDER BY row", ("$id", id))
            : _rows.Command(connection, $"SELECT row FROM dataset_images WHERE dataset = $id AND class = $class AND {OwnedRows.MyDataset} ORDER BY row", ("$id", id), ("$class", className));
        using SqliteDataReader reader = command.ExecuteReader();
        List<int> rows = [];
        while (reader.Read())
        {
            rows.Add(reader.GetInt32(0));
        }

        return rows;
    });

    /// <summary>A page of images with their rows.</summary>
    /// <param name="id">The dataset.</param>
    /// <param name="className">Only this class; null: all.</param>
    /// <param name="offset">Images passed over.</param>
    /// <param name="limit">Most images.</param>
    public IReadOnlyList<(int Row, StoredImage Image)> Page(int id, string? className, int offset, int limit) => _database.Read(connection =>
    {
        using SqliteCommand command = className is null
            ? _rows.Command(connection, $"SELECT row, path, hash, class FROM dataset_images WHERE dataset = $id AND row >= $offset AND {OwnedRows.MyDataset} ORDER BY row LIMIT $limit", ("$id", id), ("$offset", offset), ("$limit", limit))
            : _rows.Command(
                connection, $"SELECT row, path, hash, class FROM dataset_images WHERE dataset = $id AND class = $class AND {OwnedRows.MyDataset} ORDER BY row LIMIT $limit OFFSET $offset",
                ("$id", id), ("$class", className), ("$offset", offset), ("$limit", limit));
        using SqliteDataReader reader = command.ExecuteReader();
        List<(int, StoredImage)> page = [];
        while (reader.Read())
        {
            page.Add((reader.GetInt32(0), new StoredImage(reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3))));
        }

        return page;
    });

    /// <summary>Rows whose bytes another image of the dataset has too, in groups; the groups by their first row.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Duplicates(int id) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(
            connection,
            $"SELECT hash, row FROM dataset_images WHERE dataset = $id AND hash IN (SELECT hash FROM dataset_images WHERE dataset = $id GROUP BY hash HAVING COUNT(*) > 1) AND {OwnedRows.MyDataset} ORDER BY row",
            ("$id", id));
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<string, List<int>> groups = new(StringComparer.Ordinal);
        while (reader.Read())
        {
            string hash = reader.GetString(0);
            if (!groups.TryGetValue(hash, out List<int>? rows))
            {
                groups[hash] = rows = [];
            }

            rows.Add(reader.GetInt32(1));
        }

        return (IReadOnlyList<IReadOnlyList<int>>)[.. groups.Values.OrderBy(rows => rows[0])];
    });

    /// <summary>Forgets what was deleted before a time: rows, runs, vectors. The dataset's own row stays as a tombstone, so that its number is never given again.</summary>
    /// <param name="before">Datasets deleted earlier are forgotten.</param>
    /// <returns>Runs that are gone, and hashes of pictures that no dataset has any more.</returns>
    internal (IReadOnlyList<int> Runs, IReadOnlyList<string> Hashes) Sweep(DateTime before) => _database.Write(connection =>
    {
        const string Gone = "(SELECT id FROM datasets WHERE images > 0 AND deleted < $before)";
        (string, object?) limit = ("$before", before.ToString("O", CultureInfo.InvariantCulture));
        List<int> runs = List(connection, $"SELECT id FROM runs WHERE dataset IN {Gone}", reader => reader.GetInt32(0), limit);
        const string Unused = $"SELECT DISTINCT hash FROM dataset_images WHERE dataset IN {Gone} AND hash NOT IN (SELECT hash FROM dataset_images WHERE dataset NOT IN {Gone})";
        List<string> hashes = List(connection, Unused, reader => reader.GetString(0), limit);
        Database.Run(connection, $"DELETE FROM embeddings WHERE hash IN ({Unused})", limit);
        Database.Run(connection, $"DELETE FROM runs WHERE dataset IN {Gone}", limit);
        Database.Run(connection, $"DELETE FROM dataset_images WHERE dataset IN {Gone}", limit);
        Database.Run(connection, "UPDATE datasets SET images = 0, skipped = '[]', name = '', key = 'swept-' || id WHERE images > 0 AND deleted < $before", limit);
        return ((IReadOnlyList<int>)runs, (IReadOnlyList<string>)hashes);
    });

    private static List<T> List<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Database.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> all = [];
        while (reader.Read())
        {
            all.Add(read(reader));
        }

        return all;
    }

    private List<StoredImage> Images(string sql, params (string Name, object? Value)[] parameters) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<StoredImage> all = [];
        while (reader.Read())
        {
            all.Add(new StoredImage(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        }

        return all;
    });

    private List<StoredDataset> Select(string sql, params (string Name, object? Value)[] parameters) => _database.Read(connection =>
    {
        static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        using SqliteCommand command = _rows.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<StoredDataset> all = [];
        while (reader.Read())
        {
            all.Add(new StoredDataset(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2), Time(reader.GetString(3))) { DeletedUtc = reader.IsDBNull(4) ? null : Time(reader.GetString(4)), Owner = reader.IsDBNull(5) ? null : reader.GetInt32(5) });
        }

        return all;
    });

    private static void AddImages(SqliteConnection connection, long dataset, IReadOnlyList<StoredImage> images)
    {
        using SqliteCommand command = Database.Command(
            connection,
            "INSERT INTO dataset_images (dataset, row, path, hash, class) VALUES ($dataset, $row, $path, $hash, $class)",
            ("$dataset", dataset), ("$row", 0), ("$path", ""), ("$hash", ""), ("$class", null));
        for (int row = 0; row < images.Count; row++)
        {
            command.Parameters["$row"].Value = row;
            command.Parameters["$path"].Value = images[row].Path;
            command.Parameters["$hash"].Value = images[row].Hash;
            command.Parameters["$class"].Value = (object?)images[row].ClassName ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}
