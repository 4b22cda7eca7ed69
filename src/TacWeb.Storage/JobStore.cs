using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TacWeb.Storage;

/// <summary>Jobs and the steps they have finished, so that a restart goes on after the last one. Safe for many threads.</summary>
public sealed class JobStore
{
    /// <summary>Unfinished jobs whose steps are kept; older ones begin anew.</summary>
    private const int KeptUnfinished = 8;

    private readonly Database _database;
    private readonly StepFiles _files;

    internal JobStore(Database database, StepFiles files)
    {
        (_database, _files) = (database, files);
        ForgetOldJobs();
    }

    /// <summary>The unfinished job of this key, else a new one.</summary>
    /// <param name="key">Hash of the request.</param>
    /// <param name="kind">For example <c>cluster</c>.</param>
    /// <param name="request">The request as JSON, for people.</param>
    /// <param name="startedUtc">Now.</param>
    /// <returns>The job's id.</returns>
    public int Begin(string key, string kind, string request, DateTime startedUtc) => _database.Write(connection =>
        (int)(long)(Database.Scalar(connection, "SELECT id FROM jobs WHERE key = $key AND finished IS NULL", ("$key", key))
            ?? Database.Scalar(
                connection,
                "INSERT INTO jobs (key, kind, request, started) VALUES ($key, $kind, $request, $started) RETURNING id",
                ("$key", key), ("$kind", kind), ("$request", request), ("$started", startedUtc.ToString("O", CultureInfo.InvariantCulture)))!));

    /// <summary>What the job noted of a finished step, or null when the step, or its file, is not there.</summary>
    /// <param name="job">The job.</param>
    /// <param name="step">The step's name within the job.</param>
    /// <param name="key">Hash of everything that determines the step.</param>
    public string? Finished(int job, string step, string key) => _files.Has(key)
        ? (string?)_database.Read(connection => Database.Scalar(
            connection, "SELECT timings FROM job_steps WHERE job = $job AND step = $step AND key = $key", ("$job", job), ("$step", step), ("$key", key)))
        : null;

    /// <summary>Notes a finished step, whose file is complete.</summary>
    /// <param name="job">The job.</param>
    /// <param name="step">The step's name within the job.</param>
    /// <param name="key">Hash of everything that determines the step.</param>
    /// <param name="timings">What is to be remembered with it.</param>
    public void Finish(int job, string step, string key, string timings) => _database.Write(connection => Database.Run(
        connection,
        "INSERT OR REPLACE INTO job_steps (job, step, key, timings) VALUES ($job, $step, $key, $timings)",
        ("$job", job), ("$step", step), ("$key", key), ("$timings", timings)));

    /// <summary>Ends a job; its steps' results are removed unless another unfinished job needs them.</summary>
    public void End(int job, DateTime finishedUtc)
    {
        List<string> unused = _database.Write(connection =>
        {
            List<string> keys = Keys(connection, "SELECT key FROM job_steps WHERE job = $job AND key NOT IN (SELECT key FROM job_steps WHERE job <> $job)", ("$job", job));
            Database.Run(connection, "DELETE FROM job_steps WHERE job = $job", ("$job", job));
            Database.Run(connection, "UPDATE jobs SET finished = $now WHERE id = $job", ("$job", job), ("$now", finishedUtc.ToString("O", CultureInfo.InvariantCulture)));
            return keys;
        });
        unused.ForEach(_files.Delete);
    }

    private void ForgetOldJobs()
    {
        List<string> kept = _database.Write(connection =>
        {
            Database.Run(
                connection,
                "DELETE FROM jobs WHERE finished IS NULL AND id NOT IN (SELECT id FROM jobs WHERE finished IS NULL ORDER BY id DESC LIMIT $kept)",
                ("$kept", KeptUnfinished));
            return Keys(connection, "SELECT key FROM job_steps");
        });
        _files.Sweep(kept.ToHashSet(StringComparer.Ordinal));
    }

    private static List<string> Keys(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Database.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> keys = [];
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }
}
