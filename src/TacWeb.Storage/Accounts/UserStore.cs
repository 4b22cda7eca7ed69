using Microsoft.Data.Sqlite;
using TacWeb.Core;

namespace TacWeb.Storage.Accounts;

/// <summary>People: the first one, invited ones, their passwords (hashed by the caller). Safe for many threads.</summary>
public sealed class UserStore
{
    private readonly Database _database;
    private readonly Action _changed;

    internal UserStore(Database database, Action changed) => (_database, _changed) = (database, changed);

    /// <summary>Whether there is nobody yet.</summary>
    public bool IsEmpty => _database.Read(connection => Database.Scalar(connection, "SELECT 1 FROM users LIMIT 1") is null);

    /// <summary>Everybody, by name.</summary>
    public IReadOnlyList<User> List() => _database.Read(connection => AccountRows.All(connection, AccountRows.User, $"SELECT {AccountRows.UserColumns} FROM users ORDER BY name"));

    /// <summary>One person, or null.</summary>
    public User? Find(int id) => _database.Read(connection => AccountRows.All(connection, AccountRows.User, $"SELECT {AccountRows.UserColumns} FROM users WHERE id = $id", ("$id", id)).FirstOrDefault());

    /// <summary>A person who has a password, and its hash; null without.</summary>
    public (User User, string Password)? FindByName(string name) => _database.Read(connection =>
        AccountRows.All(connection, reader => ((User User, string Password)?)(AccountRows.User(reader), reader.GetString(5)), $"SELECT {AccountRows.UserColumns}, password FROM users WHERE name = $name AND password IS NOT NULL", ("$name", name)).FirstOrDefault());

    /// <summary>Adds the first person, who is an admin.</summary>
    /// <returns>Null when somebody is there already.</returns>
    public User? AddFirst(string name, string password, DateTime now) => _database.Write(connection =>
        Database.Scalar(
            connection, "INSERT INTO users (name, password, admin, created) SELECT $name, $password, 1, $now WHERE NOT EXISTS (SELECT 1 FROM users) RETURNING id",
            ("$name", name), ("$password", password), ("$now", AccountRows.Text(now))) is long id ? new User((int)id, name, true, true, now) : null);

    /// <summary>Adds a person who will choose a password with a one-time token.</summary>
    /// <param name="name">The name.</param>
    /// <param name="admin">Whether an admin.</param>
    /// <param name="token">Hash of the one-time token.</param>
    /// <param name="expires">Until when it can be used.</param>
    /// <param name="now">The time, UTC.</param>
    /// <exception cref="TacWebException">The name is taken.</exception>
    public User Invite(string name, bool admin, string token, DateTime expires, DateTime now) => _database.Write(connection =>
    {
        if (Database.Scalar(connection, "SELECT 1 FROM users WHERE name = $name", ("$name", name)) is not null)
        {
            throw new TacWebException($"There is already somebody called {name}.");
        }

        long id = (long)Database.Scalar(connection, "INSERT INTO users (name, admin, created) VALUES ($name, $admin, $now) RETURNING id", ("$name", name), ("$admin", admin), ("$now", AccountRows.Text(now)))!;
        Invite(connection, (int)id, token, expires);
        return new User((int)id, name, admin, false, now);
    });

    /// <summary>Takes password, sessions and tokens away from a person, who chooses a password anew with a one-time token.</summary>
    /// <returns>Whether there is such a person.</returns>
    public bool Reset(int id, string token, DateTime expires) => Change(connection =>
    {
        int reset = Database.Run(connection, "UPDATE users SET password = NULL WHERE id = $id", ("$id", id));
        if (reset == 1)
        {
            Database.Run(connection, "DELETE FROM sessions WHERE user = $id; DELETE FROM api_tokens WHERE user = $id", ("$id", id));
            Invite(connection, id, token, expires);
        }

        return reset == 1;
    });

    /// <summary>Uses a one-time token up: its person gets a password.</summary>
    /// <returns>The person; null when there is no such token or it has expired.</returns>
    public User? Accept(string token, string password, DateTime now) => _database.Write(connection =>
    {
        if (Database.Scalar(connection, "SELECT user FROM invitations WHERE hash = $hash AND expires > $now", ("$hash", token), ("$now", AccountRows.Text(now))) is not long id)
        {
            return null;
        }

        Database.Run(connection, "DELETE FROM invitations WHERE user = $id", ("$id", id));
        Database.Run(connection, "UPDATE users SET password = $password WHERE id = $id", ("$id", id), ("$password", password));
        return AccountRows.All(connection, AccountRows.User, $"SELECT {AccountRows.UserColumns} FROM users WHERE id = $id", ("$id", id))[0];
    });

    /// <summary>Who may use a one-time token; null when there is none, or it has expired.</summary>
    public User? Invited(string token, DateTime now) => _database.Read(connection => AccountRows.All(
        connection, AccountRows.User, $"SELECT {AccountRows.UserColumns} FROM users JOIN invitations ON user = id WHERE hash = $hash AND expires > $now", ("$hash", token), ("$now", AccountRows.Text(now))).FirstOrDefault());

    /// <summary>Changes a password and ends every session of the person but one.</summary>
    /// <param name="id">The person.</param>
    /// <param name="password">Hash of the password.</param>
    /// <param name="kept">Hash of the session that goes on; null: none.</param>
    public void SetPassword(int id, string password, string? kept) => Change(connection =>
    {
        Database.Run(connection, "DELETE FROM sessions WHERE user = $id AND hash <> $kept", ("$id", id), ("$kept", kept ?? ""));
        return Database.Run(connection, "UPDATE users SET password = $password WHERE id = $id", ("$id", id), ("$password", password));
    });

    /// <summary>Writes a password's hash in a newer form; nothing else changes.</summary>
    public void Rehash(int id, string password) => _database.Write(connection => Database.Run(connection, "UPDATE users SET password = $password WHERE id = $id", ("$id", id), ("$password", password)));

    /// <summary>Removes a person with sessions and tokens; datasets and jobs then belong to nobody, which is to say to the admin.</summary>
    /// <returns>Whether there was such a person.</returns>
    public bool Remove(int id) => Change(connection =>
    {
        Database.Run(connection, "UPDATE datasets SET owner = NULL WHERE owner = $id; UPDATE queue SET owner = NULL WHERE owner = $id", ("$id", id));
        return Database.Run(connection, "DELETE FROM users WHERE id = $id", ("$id", id)) == 1;
    });

    private static void Invite(SqliteConnection connection, int id, string token, DateTime expires) => Database.Run(
        connection, "INSERT OR REPLACE INTO invitations (user, hash, expires) VALUES ($id, $hash, $expires)", ("$id", id), ("$hash", token), ("$expires", AccountRows.Text(expires)));

    private T Change<T>(Func<SqliteConnection, T> write)
    {
        T result = _database.Write(write);
        _changed();
        return result;
    }
}
