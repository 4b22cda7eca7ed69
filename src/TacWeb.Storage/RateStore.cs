using Microsoft.Data.Sqlite;

namespace TacWeb.Storage;

/// <summary>How long each kind of work took on this machine, in seconds a unit: what estimates are made of. Safe for many threads.</summary>
public sealed class RateStore
{
    private const double Newest = 0.5;
    private readonly Database _database;

    internal RateStore(Database database) => _database = database;

    /// <summary>Seconds a unit by stage, as far as measured.</summary>
    public IReadOnlyDictionary<string, double> All() => _database.Read(connection =>
    {
        using SqliteCommand command = Database.Command(connection, "SELECT stage, seconds FROM rates");
        using SqliteDataReader reader = command.ExecuteReader();
        Dictionary<string, double> rates = new(StringComparer.Ordinal);
        while (reader.Read())
        {
            rates.Add(reader.GetString(0), reader.GetDouble(1));
        }

        return rates;
    });

    /// <summary>Takes a measurement in: half old, half new.</summary>
    public void Learn(string stage, double secondsPerUnit) => _database.Write(connection =>
    {
        double? known = Database.Scalar(connection, "SELECT seconds FROM rates WHERE stage = $stage", ("$stage", stage)) as double?;
        double learnt = known is { } old ? (Newest * secondsPerUnit) + ((1 - Newest) * old) : secondsPerUnit;
        return Database.Run(connection, "INSERT OR REPLACE INTO rates (stage, seconds) VALUES ($stage, $seconds)", ("$stage", stage), ("$seconds", learnt));
    });
}
