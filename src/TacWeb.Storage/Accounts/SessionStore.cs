namespace TacWeb.Storage.Accounts;

/// <summary>Who is signed in, by the hash of a secret that only the browser has. Safe for many threads.</summary>
public sealed class SessionStore
{
    private readonly Database _database;
    private readonly Action _changed;

    internal SessionStore(Database database, Action changed) => (_database, _changed) = (database, changed);

    /// <summary>Begins a session, and forgets those that have expired.</summary>
    /// <param name="user">The person.</param>
    /// <param name="hash">Hash of the session's secret.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="expires">When it ends by itself.</param>
    public void Begin(int user, string hash, DateTime now, DateTime expires) => _database.Write(connection =>
    {
        Database.Run(connection, "DELETE FROM sessions WHERE expires <= $now", ("$now", AccountRows.Text(now)));
        return Database.Run(
            connection, "INSERT INTO sessions (hash, user, created, expires) VALUES ($hash, $user, $now, $expires)", ("$hash", hash), ("$user", user), ("$now", AccountRows.Text(now)), ("$expires", AccountRows.Text(expires)));
    });

    /// <summary>Whose session it is and when it ends; null when it has ended.</summary>
    public (User User, DateTime ExpiresUtc)? Find(string hash, DateTime now) => _database.Read(connection => AccountRows.All(
        connection, reader => ((User User, DateTime ExpiresUtc)?)(AccountRows.User(reader), AccountRows.Time(reader.GetString(5))),
        $"SELECT {AccountRows.UserColumns}, expires FROM sessions JOIN users ON user = id WHERE hash = $hash AND expires > $now", ("$hash", hash), ("$now", AccountRows.Text(now))).FirstOrDefault());

    /// <summary>Ends a session.</summary>
    public void End(string hash)
    {
        _database.Write(connection => Database.Run(connection, "DELETE FROM sessions WHERE hash = $hash", ("$hash", hash)));
        _changed();
    }
}
