using Microsoft.Data.Sqlite;

namespace TacWeb.Storage;

/// <summary>SQL that shows only the rows that an <see cref="Access"/> may see; the one place where rows are held against their owner.</summary>
internal sealed class OwnedRows(Func<Access> access)
{
    /// <summary>True for rows, of a table with an <c>owner</c>, that may be seen.</summary>
    public const string Mine = "($all OR owner = $self)";

    /// <summary>True where the dataset <c>$id</c> may be seen.</summary>
    public const string MyDataset = $"EXISTS (SELECT 1 FROM datasets WHERE id = $id AND {Mine})";

    /// <summary>Numbers of the runs that may be seen.</summary>
    public const string MyRuns = $"(SELECT id FROM runs WHERE dataset IN (SELECT id FROM datasets WHERE {Mine}))";

    /// <summary>Everything is shown.</summary>
    public static Func<Access> Everything { get; } = () => Access.Everything;

    /// <summary>To whom a new row belongs.</summary>
    public int? Owner => access().Owner;

    /// <summary>A command whose text uses <see cref="Mine"/> or what is made of it.</summary>
    public SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Access now = access();
        SqliteCommand command = Database.Command(connection, sql, parameters);
        command.Parameters.AddWithValue("$all", now.SeesAll);
        command.Parameters.AddWithValue("$self", (object?)now.Owner ?? DBNull.Value);
        return command;
    }

    /// <summary>Runs such a command.</summary>
    /// <returns>Rows changed.</returns>
    public int Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of its first row, or null.</summary>
    public object? Scalar(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(connection, sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }
}
