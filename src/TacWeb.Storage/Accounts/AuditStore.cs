namespace TacWeb.Storage.Accounts;

/// <summary>Who did what and when; the newest lines are kept. Safe for many threads.</summary>
public sealed class AuditStore
{
    /// <summary>Lines that are kept.</summary>
    public const int Most = 20_000;

    private const int Longest = 300;
    private readonly Database _database;

    internal AuditStore(Database database) => _database = database;

    /// <summary>Adds a line; the oldest goes when there are too many.</summary>
    /// <param name="now">When, UTC.</param>
    /// <param name="who">Name of the person, or what was typed as one.</param>
    /// <param name="what">What was done.</param>
    /// <param name="address">Network address that it came from.</param>
    public void Add(DateTime now, string who, string what, string address) => _database.Write(connection =>
    {
        long id = (long)Database.Scalar(
            connection, "INSERT INTO audit (at, who, what, address) VALUES ($at, $who, $what, $address) RETURNING id",
            ("$at", AccountRows.Text(now)), ("$who", Short(who)), ("$what", Short(what)), ("$address", Short(address)))!;
        return Database.Run(connection, "DELETE FROM audit WHERE id <= $last", ("$last", id - Most));
    });

    /// <summary>A page of lines, newest first.</summary>
    /// <param name="before">Only lines with a smaller number; null: from the newest on.</param>
    /// <param name="limit">Most lines.</param>
    public IReadOnlyList<AuditEntry> List(long? before, int limit) => _database.Read(connection => AccountRows.All(
        connection, reader => new AuditEntry(reader.GetInt64(0), AccountRows.Time(reader.GetString(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4)),
        "SELECT id, at, who, what, address FROM audit WHERE id < $before ORDER BY id DESC LIMIT $limit", ("$before", before ?? long.MaxValue), ("$limit", limit)));

    private static string Short(string text) => new([.. text.Where(letter => !char.IsControl(letter)).Take(Longest)]);
}
