using System.Text.Encodings.Web;
using System.Text.Json;

namespace TacWeb.Pipeline.Jobs;

/// <summary>How requests and results of jobs are written: camelCase JSON.</summary>
public static class JobJson
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a request or result.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Format);

    /// <summary>Reads a request or result.</summary>
    /// <exception cref="JsonException">It is no <typeparamref name="T"/>.</exception>
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Format) ?? throw new JsonException($"There is no {typeof(T).Name}.");
}
