using System.Globalization;
using Microsoft.Data.Sqlite;
using TacWeb.Core.Evaluation;

namespace TacWeb.Storage;

/// <summary>Finished runs: a row each in the database, their files in <c>DATA/runs/ID</c>. Safe for many threads.</summary>
public sealed class RunStore
{
    private const string Columns = "id, name, method, encoder, vocabulary, images, clusters, seed, accuracy, nmi, ari, ami, purity, started, seconds";
    private readonly Database _database;
    private readonly string _folder;

    internal RunStore(Database database, string folder) => (_database, _folder) = (database, folder);

    /// <summary>All runs, newest first.</summary>
    public IReadOnlyList<StoredRun> List() => Select($"SELECT {Columns} FROM runs ORDER BY id DESC");

    /// <summary>One run, or null.</summary>
    public StoredRun? Find(int id) => Select($"SELECT {Columns} FROM runs WHERE id = $id", ("$id", id)).FirstOrDefault();

    /// <summary>The folder with the run's four files (contract §2) and its partition.</summary>
    public string FolderOf(int id) => Path.Combine(_folder, id.ToString(CultureInfo.InvariantCulture));

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
        using SqliteCommand command = Database.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<StoredRun> runs = [];
        while (reader.Read())
        {
            Scores? scores = reader.IsDBNull(8) ? null : new Scores(reader.GetDouble(8), reader.GetDouble(9), reader.GetDouble(10), reader.GetDouble(11), reader.GetDouble(12));
            runs.Add(new StoredRun(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7),
                scores, DateTime.Parse(reader.GetString(13), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), TimeSpan.FromSeconds(reader.GetDouble(14))));
        }

        return runs;
    });
}
