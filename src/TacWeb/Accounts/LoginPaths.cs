namespace TacWeb.Accounts;

/// <summary>Addresses around the login.</summary>
internal static class LoginPaths
{
    /// <summary>Where people sign in.</summary>
    public const string Login = "/account/login";

    /// <summary>Where a one-time token is used: the first start, and invitations.</summary>
    public const string Start = "/account/start";

    /// <summary>The query that says where to go afterwards.</summary>
    public const string Return = "returnUrl";

    /// <summary>A place to go to after signing in: one of this site, else the first page.</summary>
    public static string Local(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) && !address.StartsWith("/account/", StringComparison.OrdinalIgnoreCase) ? address[1..] : "";
}
