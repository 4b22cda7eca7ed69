using System.Security.Cryptography;
using System.Text;

namespace TacWeb.Accounts;

/// <summary>Random secrets of 256 bits. What is kept of one is its SHA-256: with so much chance in it, it needs no salt and no slow hash, and finding it by that hash tells nothing of it.</summary>
internal static class Secrets
{
    private const int HexDigits = 64;

    /// <summary>A new secret.</summary>
    public static string New() => RandomNumberGenerator.GetHexString(HexDigits, lowercase: true);

    /// <summary>What is kept of a secret, as hex digits.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether a secret is the one of which a hash was kept; takes the same time whatever the answer.</summary>
    public static bool Matches(string secret, string hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash));
}
