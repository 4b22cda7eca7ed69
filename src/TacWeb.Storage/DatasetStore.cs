using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TacWeb.Core.Datasets;

namespace TacWeb.Storage;

/// <summary>Datasets: names, images in order, and what was skipped. Safe for many threads.</summary>
public sealed class DatasetStore
{
    private readonly Database _database;

    internal DatasetStore(Database database) => _database = database;

    /// <summary>Keeps a dataset; one with the same key is there already and is returned as it is.</summary>
    /// <param name="key">Hash of all that makes the dataset what it is.</param>
    /// <param name="name">Human name.</param>
    /// <param name="images">Images in order.</param>
    /// <param name="skipped">Entries left out.</param>
    /// <param name="createdUtc">Now.</param>
    /// <returns>Its id.</returns>
    public int Add(string key, string name, IReadOnlyList<StoredImage> images, IReadOnlyList<SkippedFile> skipped, DateTime createdUtc)
    {
        ArgumentNullException.ThrowIfNull(images);
        return _database.Write(connection =>
        {
            if (Database.Scalar(connection, "SELECT id FROM datasets WHERE key = $key", ("$key", key)) is long known)
            {
                return (int)known;
            }

            long id = (long)Database.Scalar(
                connection,
                "INSERT INTO datasets (key, name, images, skipped, created) VALUES ($key, $name, $images, $skipped, $created) RETURNING id",
                ("$key", key), ("$name", name), ("$images", images.Count), ("$skipped", JsonSerializer.Serialize(skipped)), ("$created", createdUtc.ToString("O", CultureInfo.InvariantCulture)))!;
            AddImages(connection, id, images);
            return (int)id;
        });
    }

    /// <summary>All datasets, newest first.</summary>
    public IReadOnlyList<StoredDataset> List() => _database.Read(connection =>
    {
        using SqliteCommand command = Database.Command(connection, "SELECT id, name, images, created FROM datasets ORDER BY id DESC");
        using SqliteDataReader reader = command.ExecuteReader();
        List<StoredDataset> all = [];
        while (reader.Read())
        {
            all.Add(new StoredDataset(reader.GetInt32(0), reader.GetString(1), reader.GetInt32(2), DateTime.Parse(reader.GetString(3), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)));
        }

        return all;
    });

    /// <summary>The images of a dataset, in order; empty for an unknown id.</summary>
    public IReadOnlyList<StoredImage> Images(int id) => _database.Read(connection =>
    {
        using SqliteCommand command = Database.Command(connection, "SELECT path, hash, class FROM dataset_images WHERE dataset = $id ORDER BY row", ("$id", id));
        using SqliteDataReader reader = command.ExecuteReader();
        List<StoredImage> all = [];
        while (reader.Read())
        {
            all.Add(new StoredImage(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
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
