using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using TacWeb.Core.Corrections;

namespace TacWeb.Storage;

/// <summary>Edits of runs, one row each, in the order they were made; the runs' own files never change. Safe for many threads.</summary>
public sealed class CorrectionStore
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly Database _database;
    private readonly OwnedRows _rows;

    internal CorrectionStore(Database database, Func<Access> access, Lock editing) => (_database, _rows, Editing) = (database, new OwnedRows(access), editing);

    /// <summary>Held while an edit is checked and kept; one for all who edit.</summary>
    public Lock Editing { get; }

    /// <summary>The edits of a run, oldest first.</summary>
    public IReadOnlyList<StoredCorrection> Of(int run) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, $"SELECT id, body, at FROM corrections WHERE run = $run AND run IN {OwnedRows.MyRuns} ORDER BY id", ("$run", run));
        using SqliteDataReader reader = command.ExecuteReader();
        List<StoredCorrection> corrections = [];
        while (reader.Read())
        {
            corrections.Add(new StoredCorrection(
                reader.GetInt64(0), JsonSerializer.Deserialize<Correction>(reader.GetString(1), Format)!, DateTime.Parse(reader.GetString(2), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)));
        }

        return corrections;
    });

    /// <summary>How many edits a run has, and the newest one's id; 0 and 0 for none. Two equal answers mean equal edits.</summary>
    public (int Count, long Newest) State(int run) => _database.Read(connection =>
    {
        using SqliteCommand command = _rows.Command(connection, $"SELECT COUNT(*), COALESCE(MAX(id), 0) FROM corrections WHERE run = $run AND run IN {OwnedRows.MyRuns}", ("$run", run));
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return (reader.GetInt32(0), reader.GetInt64(1));
    });

    /// <summary>Keeps edits, in order, all or none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="corrections">The edits.</param>
    /// <param name="now">When they are made.</param>
    public void Add(int run, IReadOnlyList<Correction> corrections, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(corrections);
        _database.Write(connection =>
        {
            foreach (Correction correction in corrections)
            {
                _rows.Run(
                    connection, $"INSERT INTO corrections (run, body, at) SELECT $run, $body, $at WHERE $run IN {OwnedRows.MyRuns}",
                    ("$run", run), ("$body", JsonSerializer.Serialize(correction, Format)), ("$at", now.ToString("O", CultureInfo.InvariantCulture)));
            }

            return corrections.Count;
        });
    }

    /// <summary>Forgets the newest edit of a run.</summary>
    /// <returns>Whether there was one.</returns>
    public bool DropLast(int run) => _database.Write(connection =>
        _rows.Run(connection, $"DELETE FROM corrections WHERE id = (SELECT MAX(id) FROM corrections WHERE run = $run AND run IN {OwnedRows.MyRuns})", ("$run", run))) == 1;

    /// <summary>The newest run with edits among those of a dataset that a method made; null without one.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="method">Key of the method.</param>
    /// <param name="before">Only runs with a smaller number.</param>
    public int? NewestCorrected(int dataset, string method, int before) => _database.Read(connection => (int?)(_rows.Scalar(
        connection,
        $"SELECT MAX(id) FROM runs WHERE dataset = $dataset AND method = $method AND id < $before AND id IN (SELECT run FROM corrections) AND id IN {OwnedRows.MyRuns}",
        ("$dataset", dataset), ("$method", method), ("$before", before)) as long?));
}
