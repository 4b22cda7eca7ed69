using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TacWeb.Storage.Accounts;

/// <summary>Reading rows of the tables of people.</summary>
internal static class AccountRows
{
    /// <summary>What <see cref="User"/> reads.</summary>
    public const string UserColumns = "users.id, users.name, users.admin, users.password IS NOT NULL, users.created";

    /// <summary>A time as it is kept.</summary>
    public static string Text(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>A kept time.</summary>
    public static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <summary>The person of a row that begins with <see cref="UserColumns"/>.</summary>
    public static User User(SqliteDataReader reader) => new(reader.GetInt32(0), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), Time(reader.GetString(4)));

    /// <summary>All rows of a query.</summary>
    public static List<T> All<T>(SqliteConnection connection, Func<SqliteDataReader, T> read, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Database.Command(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
