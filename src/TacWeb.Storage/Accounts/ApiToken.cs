namespace TacWeb.Storage.Accounts;

/// <summary>A token for scripts, as its owner sees it; the secret itself is not kept.</summary>
/// <param name="Id">1, 2, …</param>
/// <param name="Name">What it is for.</param>
/// <param name="CreatedUtc">When it was made.</param>
/// <param name="UsedUtc">When it was last used, to the hour; null: never.</param>
public sealed record ApiToken(int Id, string Name, DateTime CreatedUtc, DateTime? UsedUtc);
