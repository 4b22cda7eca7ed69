using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using TacWeb.Storage.Accounts;

namespace TacWeb.Accounts;

/// <summary>Rules of names and passwords; hashing is ASP.NET Core's own (PBKDF2 with a salt of its own each). Safe for many threads.</summary>
internal sealed class Passwords
{
    /// <summary>Least letters of a password.</summary>
    public const int Least = 10;

    /// <summary>Most letters of a password.</summary>
    public const int Most = 200;

    /// <summary>Most letters of a name.</summary>
    public const int LongestName = 60;

    private readonly PasswordHasher<User> _hasher = new();
    private readonly string _nobodys;

    /// <summary>Ready at once.</summary>
    public Passwords() => _nobodys = Hash(Secrets.New());

    /// <summary>What is kept of a password.</summary>
    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>What is wrong with a new password, or null.</summary>
    public static string? Mistake(string? password, string? repeated, string name, IStringLocalizer texts) =>
        password is not { Length: >= Least } ? texts["A password has at least {0} characters.", Least].Value
        : password.Length > Most ? texts["A password has at most {0} characters.", Most].Value
        : password.Contains(name, StringComparison.OrdinalIgnoreCase) ? texts["The password must not hold the name."].Value
        : password != repeated ? texts["The two passwords differ."].Value
        : null;

    /// <summary>What is wrong with a new name, or null.</summary>
    public static string? NameMistake(string? name, IStringLocalizer texts) =>
        string.IsNullOrWhiteSpace(name) ? texts["A name is needed."].Value
        : name.Trim().Length > LongestName ? texts["A name has at most {0} characters.", LongestName].Value
        : name.Any(char.IsControl) ? texts["A name holds no control characters."].Value
        : null;

    /// <summary>Whether a password is a person's; null when it is not, or there is no such person, which takes as long.</summary>
    public User? Check(UserStore users, string name, string password)
    {
        if (password.Length > Most || users.FindByName(name.Trim()) is not { } known)
        {
            _hasher.VerifyHashedPassword(null!, _nobodys, password[..Math.Min(Most, password.Length)]);
            return null;
        }

        PasswordVerificationResult result = _hasher.VerifyHashedPassword(known.User, known.Password, password);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            users.Rehash(known.User.Id, Hash(password));
        }

        return result == PasswordVerificationResult.Failed ? null : known.User;
    }
}
