using Microsoft.Data.Sqlite;
using TacWeb.Core;

namespace TacWeb.Storage;

/// <summary>The SQLite file of a data folder: write-ahead log, one writer, schema steps applied at opening. Safe for many threads.</summary>
public sealed class Database : IDisposable
{
    private readonly SqliteConnection _writer;
    private readonly string _readers;
    private readonly Lock _writing = new();

    static Database() => SQLitePCL.Batteries_V2.Init();

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    /// <exception cref="TacWebException">A newer program wrote the file, or it is no database.</exception>
    public Database(string path)
    {
        _readers = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();
        _writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            _writer.Open();
            Run(_writer, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
            Schema.Update(_writer, path);
        }
        catch (SqliteException e)
        {
            _writer.Dispose();
            throw new TacWebException($"The database {path} cannot be opened: {e.Message}", e);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    /// <summary>Reads from a connection of its own; sees all that was committed.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using SqliteConnection connection = new(_readers);
        connection.Open();
        return read(connection);
    }

    /// <summary>Writes in one transaction, one writer at a time; an exception undoes it.</summary>
    public T Write<T>(Func<SqliteConnection, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        lock (_writing)
        {
            using SqliteTransaction transaction = _writer.BeginTransaction();
            T result = write(_writer);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        using (SqliteConnection any = new(_readers))
        {
            SqliteConnection.ClearPool(any);
        }

        // the last connection to close folds the write-ahead log into the file
        _writer.Dispose();
    }

    internal static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // the text is always a constant of this assembly; values are parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    internal static int Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    internal static object? Scalar(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(connection, sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }
}
