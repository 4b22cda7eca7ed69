using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TacWeb.Pipeline.Steps;

/// <summary>Hashes of everything that determines a result.</summary>
internal static class StepKey
{
    private static readonly string Code = string.Join('|', new[] { typeof(StepKey), typeof(Clustering.ClusteringMethods), typeof(Core.TacWebException), typeof(Encoders.EncoderInfo) }
        .Select(type => type.Module.ModuleVersionId.ToString("N")));

    /// <summary>SHA-256 over the parts and the code that runs, 64 lower-case hex digits.</summary>
    public static string Of(params IEnumerable<string> parts) => Hash(Code, parts);

    /// <summary>SHA-256 over the parts alone.</summary>
    public static string OfContent(params IEnumerable<string> parts) => Hash("", parts);

    private static string Hash(string start, IEnumerable<string> parts)
    {
        StringBuilder text = new(start);
        foreach (string part in parts)
        {
            // the length keeps ("ab", "c") apart from ("a", "bc")
            text.Append('\n').Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
