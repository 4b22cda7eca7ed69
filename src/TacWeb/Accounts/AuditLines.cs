namespace TacWeb.Accounts;

/// <summary>What the audit log says of accounts. It is English like every log, whatever its reader speaks.</summary>
internal static class AuditLines
{
    /// <summary>Name and password were right.</summary>
    public const string SignedIn = "Signed in";

    /// <summary>Name or password was wrong.</summary>
    public const string Refused = "Sign-in refused";

    /// <summary>A session was ended.</summary>
    public const string SignedOut = "Signed out";

    /// <summary>The token of the first start was used.</summary>
    public const string FirstStart = "First start: the admin was made";

    /// <summary>An invitation was used.</summary>
    public const string PasswordChosen = "Password chosen with a one-time token";

    /// <summary>A password was changed by its owner.</summary>
    public const string PasswordChanged = "Password changed";

    /// <summary>A token for scripts was made.</summary>
    public static string TokenMade(string name) => $"Token made: {name}";

    /// <summary>A token for scripts was revoked.</summary>
    public static string TokenRevoked(string name) => $"Token revoked: {name}";

    /// <summary>A person was added.</summary>
    public static string PersonAdded(string name, bool admin) => $"Person added: {name}{(admin ? " (admin)" : "")}";

    /// <summary>A person has to choose a password anew.</summary>
    public static string PasswordTaken(string name) => $"Password taken away: {name}";

    /// <summary>A person was removed.</summary>
    public static string PersonRemoved(string name) => $"Person removed: {name}";
}
