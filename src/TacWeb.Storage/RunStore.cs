using System.Globalization;
using Microsoft.Data.Sqlite;
using TacWeb.Core.Evaluation;

namespace TacWeb.Storage;

/// <summary>Finished runs: a row each in the database, their files in <c>DATA/runs/ID</c>. Safe for many threads.</summary>
public sealed class RunStore
{
    private const string Columns = "id, name, method, encoder, vocabulary, images, clusters, seed, accuracy, nmi, ari, ami, purity, started, seconds, dataset";
    private const string OfKeptDataset = $"dataset IN (SELECT id FROM datasets WHERE deleted IS NULL AND {OwnedRows.Mine})";
    private readonly Database _database;
    private readonly OwnedRows _rows;
    private readonly string _folder;

    internal RunStore(Database database, string folder, Func<Access> access) => (_database, _folder, _rows) = (database, folder, new OwnedRows(access));

    /// <summary>All runs whose dataset is not deleted, newest first.</summary>
    public IReadOnlyList<StoredRun> List() => Select($"SELECT {Columns} FROM runs WHERE {OfKeptDataset} ORDER BY id DESC");

    /// <summary>The runs of one dataset, newest first.</summary>
    public IReadOnlyList<StoredRun> OfDataset(int dataset) => Select($"SELECT {Columns} FROM runs WHERE dataset = $dataset AND {OfKeptDataset} ORDER BY id DESC", ("$dataset", dataset));

    /// <summary>One run, or null; null also when its dataset is deleted.</summary>
    public StoredRun? Find(int id) => Select($"SELECT {Columns} FROM runs WHERE id = $id AND {OfKeptDataset}", ("$id", id)).FirstOrDefault();

    /// <summary>Names that people gave to clusters of a run, by cluster; the run's own files never change.</summary>
    public IReadOnlyDictionary<int, string> GivenNames(int run) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, $"SELECT cluster, name FROM cluster_names WHERE run = $run AND run IN {OwnedRows.MyRuns}", ("$run", run));
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<int, string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return names;
    });

    /// <summary>Gives a cluster a name, or takes it back.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cluster">The cluster's id.</param>
    /// <param name="name">The name; null or blank: the one found by evidence.</param>
    public void Rename(int run, int cluster, string? name) => _database.Write(connection => string.IsNullOrWhiteSpace(name)
        ? _rows.Run(connection, $"DELETE FROM cluster_names WHERE run = $run AND cluster = $cluster AND run IN {OwnedRows.MyRuns}", ("$run", run), ("$cluster", cluster))
        : _rows.Run(connection, $"INSERT OR REPLACE INTO cluster_names (run, cluster, name) SELECT $run, $cluster, $name WHERE $run IN {OwnedRows.MyRuns}", ("$run", run), ("$cluster", cluster), ("$name", name.Trim())));

    /// <summary>The folder with the run's four files (contract §2) and its partition.</summary>
    public string FolderOf(int id) => Path.Combine(_folder, id.ToString(CultureInfo.InvariantCulture));

    /// <summary>A folder for files that are written before their run is kept; a killed run finds and replaces it.</summary>
    /// <param name="job">The job that makes the run.</param>
    /// <param name="asked">The method that was asked for.</param>
    public string Scratch(int job, string asked) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"job-{job}-{asked}.partial"));

    /// <summary>Keeps a finished run. A job that was killed here and goes on finds its row again, so that nothing is doubled.</summary>
    /// <param name="job">The job that made it.</param>
    /// <param name="asked">The method that was asked for, which names the run within its job.</param>
    /// <param name="dataset">Its dataset.</param>
    /// <param name="run">The row; its id is given here.</param>
    /// <param name="write">Writes the run's files into the given folder.</param>
    /// <returns>The id.</returns>
    public int Add(int job, string asked, int dataset, StoredRun run, Action<string> write)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(write);
        return _database.Write(connection =>
        {
            object? known = Database.Scalar(connection, "SELECT id FROM runs WHERE job = $job AND asked = $asked", ("$job", job), ("$asked", asked));
            int id = (int)(known as long? ?? Insert(connection, job, asked, dataset, run));
            WriteFolder(FolderOf(id), write);
            return id;
        });
    }

    private static long Insert(SqliteConnection connection, int job, string asked, int dataset, StoredRun run) => (long)Database.Scalar(
        connection,
        """
        INSERT INTO runs (job, asked, dataset, name, method, encoder, vocabulary, images, clusters, seed, accuracy, nmi, ari, ami, purity, started, seconds)
        VALUES ($job, $asked, $dataset, $name, $method, $encoder, $vocabulary, $images, $clusters, $seed, $accuracy, $nmi, $ari, $ami, $purity, $started, $seconds) RETURNING id
        """,
        ("$job", job), ("$asked", asked), ("$dataset", dataset), ("$name", run.Dataset), ("$method", run.Method), ("$encoder", run.Encoder), ("$vocabulary", run.Vocabulary),
        ("$images", run.Images), ("$clusters", run.ClusterCount), ("$seed", run.Seed), ("$accuracy", run.Scores?.Accuracy), ("$nmi", run.Scores?.Nmi), ("$ari", run.Scores?.Ari),
        ("$ami", run.Scores?.Ami), ("$purity", run.Scores?.Purity), ("$started", run.StartedUtc.ToString("O", CultureInfo.InvariantCulture)), ("$seconds", run.Duration.TotalSeconds))!;

    private static void WriteFolder(string final, Action<string> write)
    {
        string partial = final + ".partial";
        DeleteFolder(partial);
        Directory.CreateDirectory(partial);
        write(partial);
        DeleteFolder(final);
        Directory.Move(partial, final);
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private List<StoredRun> Select(string sql, params (string Name, object? Value)[] parameters) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<StoredRun> runs = [];
        while (reader.Read())
        {
            Scores? scores = reader.IsDBNull(8) ? null : new Scores(reader.GetDouble(8), reader.GetDouble(9), reader.GetDouble(10), reader.GetDouble(11), reader.GetDouble(12));
            runs.Add(new StoredRun(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7),
                scores, DateTime.Parse(reader.GetString(13), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), TimeSpan.FromSeconds(reader.GetDouble(14)))
            { DatasetId = reader.GetInt32(15) });
        }

        return runs;
    });
}
