namespace TacWeb.Storage.Accounts;

/// <summary>Tokens for scripts, by the hash of their secret. Safe for many threads.</summary>
public sealed class TokenStore
{
    /// <summary>Most tokens of one person.</summary>
    public const int Most = 50;

    // so that not every request writes
    private static readonly TimeSpan UsedEvery = TimeSpan.FromHours(1);
    private readonly Database _database;
    private readonly Action _changed;

    internal TokenStore(Database database, Action changed) => (_database, _changed) = (database, changed);

    /// <summary>Keeps a new token.</summary>
    /// <param name="user">Whose.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="hash">Hash of its secret.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>Whether there was room for it.</returns>
    public bool Add(int user, string name, string hash, DateTime now) => _database.Write(connection => Database.Run(
        connection, "INSERT INTO api_tokens (user, name, hash, created) SELECT $user, $name, $hash, $now WHERE (SELECT COUNT(*) FROM api_tokens WHERE user = $user) < $most",
        ("$user", user), ("$name", name), ("$hash", hash), ("$now", AccountRows.Text(now)), ("$most", Most))) == 1;

    /// <summary>The tokens of a person, newest first.</summary>
    public IReadOnlyList<ApiToken> Of(int user) => _database.Read(connection => AccountRows.All(
        connection, reader => new ApiToken(reader.GetInt32(0), reader.GetString(1), AccountRows.Time(reader.GetString(2)), reader.IsDBNull(3) ? null : AccountRows.Time(reader.GetString(3))),
        "SELECT id, name, created, used FROM api_tokens WHERE user = $user ORDER BY id DESC", ("$user", user)));

    /// <summary>Whose token it is; null when there is none. Notes that it was used.</summary>
    public User? Find(string hash, DateTime now)
    {
        (User User, string? Used)? found = _database.Read(connection => AccountRows.All(
            connection, reader => ((User User, string? Used)?)(AccountRows.User(reader), reader.IsDBNull(5) ? null : reader.GetString(5)),
            $"SELECT {AccountRows.UserColumns}, used FROM api_tokens JOIN users ON user = users.id WHERE hash = $hash", ("$hash", hash)).FirstOrDefault());
        if (found is { } token && (token.Used is null || now - AccountRows.Time(token.Used) >= UsedEvery))
        {
            _database.Write(connection => Database.Run(connection, "UPDATE api_tokens SET used = $now WHERE hash = $hash", ("$hash", hash), ("$now", AccountRows.Text(now))));
        }

        return found?.User;
    }

    /// <summary>Ends a token of a person.</summary>
    /// <returns>Its name; null when the person has no such token.</returns>
    public string? Revoke(int user, int id)
    {
        string? name = _database.Write(connection => Database.Scalar(connection, "DELETE FROM api_tokens WHERE id = $id AND user = $user RETURNING name", ("$id", id), ("$user", user)) as string);
        _changed();
        return name;
    }
}
