using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TacWeb.Storage;

/// <summary>The durable queue: what was asked for, where it stands, its log. It outlives circuits, tabs and the process. Safe for many threads.</summary>
public sealed class QueueStore
{
    private const string Columns = "id, kind, title, request, state, attempts, created, started, finished, message, result, owner";
    private const string Interrupted = "The server was stopped meanwhile; the job goes on after its last finished step.";
    private readonly Database _database;
    private readonly OwnedRows _rows;

    internal QueueStore(Database database, Func<Access> access) => (_database, _rows) = (database, new OwnedRows(access));

    /// <summary>To whom what is queued now belongs; null: to nobody.</summary>
    public int? Owner => _rows.Owner;

    /// <summary>Queues a job.</summary>
    /// <param name="kind">Key of the kind of work.</param>
    /// <param name="title">One line for people.</param>
    /// <param name="request">JSON of the kind.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="owner">To whom it belongs; null: to nobody.</param>
    /// <returns>Its id.</returns>
    public int Add(string kind, string title, string request, DateTime now, int? owner = null) => _database.Write(connection => (int)(long)Database.Scalar(
        connection,
        "INSERT INTO queue (kind, title, request, state, created, owner) VALUES ($kind, $title, $request, 'queued', $now, $owner) RETURNING id",
        ("$kind", kind), ("$title", title), ("$request", request), ("$now", Text(now)), ("$owner", owner))!);

    /// <summary>One job, or null.</summary>
    public QueuedJob? Find(int id) => Select($"SELECT {Columns} FROM queue WHERE id = $id AND {OwnedRows.Mine}", ("$id", id)).FirstOrDefault();

    /// <summary>The newest jobs, newest first.</summary>
    /// <param name="limit">At most this many.</param>
    public IReadOnlyList<QueuedJob> List(int limit = 200) => Select($"SELECT {Columns} FROM queue WHERE {OwnedRows.Mine} ORDER BY id DESC LIMIT $limit", ("$limit", limit));

    /// <summary>Jobs that wait or run, oldest first.</summary>
    public IReadOnlyList<QueuedJob> Open() => Select($"SELECT {Columns} FROM queue WHERE state IN ('queued', 'running') AND {OwnedRows.Mine} ORDER BY id");

    /// <summary>Takes the oldest waiting job of some kinds and marks it running; null when none waits.</summary>
    /// <param name="kinds">The kinds of the lane that asks.</param>
    /// <param name="now">The time, UTC.</param>
    public QueuedJob? Take(IReadOnlyCollection<string> kinds, DateTime now)
    {
        QueuedJob? next = Open().FirstOrDefault(job => job.State == JobState.Queued && kinds.Contains(job.Kind));
        if (next is null)
        {
            return null;
        }

        int taken = _database.Write(connection => Database.Run(
            connection, "UPDATE queue SET state = 'running', attempts = attempts + 1, started = $now, finished = NULL, message = NULL WHERE id = $id AND state = 'queued'", ("$id", next.Id), ("$now", Text(now))));
        return taken == 1 ? Find(next.Id) : null;
    }

    /// <summary>Ends a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="state">Done, failed or cancelled.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="message">Why it failed, or null.</param>
    /// <param name="result">What it left, as JSON, or null.</param>
    public void End(int id, JobState state, DateTime now, string? message = null, string? result = null) => _database.Write(connection => Database.Run(
        connection,
        "UPDATE queue SET state = $state, finished = $now, message = $message, result = $result WHERE id = $id",
        ("$id", id), ("$state", Text(state)), ("$now", Text(now)), ("$message", message), ("$result", result)));

    /// <summary>Cancels a job that still waits; false when it does not.</summary>
    public bool CancelWaiting(int id, DateTime now) => _database.Write(connection => _rows.Run(
        connection, $"UPDATE queue SET state = 'cancelled', finished = $now WHERE id = $id AND state = 'queued' AND {OwnedRows.Mine}", ("$id", id), ("$now", Text(now)))) == 1;

    /// <summary>Queues an ended job again; false when it has not ended.</summary>
    public bool Retry(int id) => _database.Write(connection => _rows.Run(
        connection,
        $"UPDATE queue SET state = 'queued', attempts = 0, started = NULL, finished = NULL, message = NULL, result = NULL WHERE id = $id AND state IN ('failed', 'cancelled') AND {OwnedRows.Mine}",
        ("$id", id))) == 1;

    /// <summary>Called once at start: jobs that a dead process left running wait again.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="mostAttempts">A job that was begun this often without an end is failed instead: it may be what kills the process.</param>
    public void Recover(DateTime now, int mostAttempts) => _database.Write(connection =>
    {
        Database.Run(
            connection,
            "UPDATE queue SET state = 'failed', finished = $now, message = $message WHERE state = 'running' AND attempts >= $most",
            ("$now", Text(now)), ("$most", mostAttempts), ("$message", $"The server ended {mostAttempts} times during this job; it is not tried again by itself."));
        Database.Run(connection, "INSERT INTO queue_log (job, at, text) SELECT id, $now, $text FROM queue WHERE state = 'running'", ("$now", Text(now)), ("$text", Interrupted));
        return Database.Run(connection, "UPDATE queue SET state = 'queued' WHERE state = 'running'");
    });

    /// <summary>Adds a line to a job's log.</summary>
    public void Log(int id, DateTime now, string text) => _database.Write(connection => Database.Run(
        connection, "INSERT INTO queue_log (job, at, text) VALUES ($job, $now, $text)", ("$job", id), ("$now", Text(now)), ("$text", text)));

    /// <summary>A job's log, oldest first.</summary>
    public IReadOnlyList<JobLogLine> LogOf(int id) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, $"SELECT at, text FROM queue_log WHERE job = $job AND job IN (SELECT id FROM queue WHERE {OwnedRows.Mine}) ORDER BY id", ("$job", id));
        using SqliteDataReader reader = command.ExecuteReader();
        List<JobLogLine> lines = [];
        while (reader.Read())
        {
            lines.Add(new JobLogLine(Time(reader.GetString(0)), reader.GetString(1)));
        }

        return lines;
    });

    private static string Text(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static string Text(JobState state) => state.ToString().ToLowerInvariant();

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private List<QueuedJob> Select(string sql, params (string Name, object? Value)[] parameters) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        string? Nullable(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        DateTime? When(int column) => Nullable(column) is { } text ? Time(text) : null;
        List<QueuedJob> jobs = [];
        while (reader.Read())
        {
            jobs.Add(new QueuedJob(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Enum.Parse<JobState>(reader.GetString(4), ignoreCase: true), reader.GetInt32(5),
                Time(reader.GetString(6)), When(7), When(8), Nullable(9), Nullable(10))
            { Owner = reader.IsDBNull(11) ? null : reader.GetInt32(11) });
        }

        return jobs;
    });
}
