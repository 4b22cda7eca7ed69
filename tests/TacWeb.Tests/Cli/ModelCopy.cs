using System.Text.Json.Nodes;
using TacWeb.Testing;

namespace TacWeb.Tests.Cli;

/// <summary>A copy of the embedded model under another key, which must be its folder's name.</summary>
internal static class ModelCopy
{
    /// <summary>Path of the copy.</summary>
    public static string Of(TemporaryFolder folder, string key)
    {
        string target = folder.Of(key);
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(Repository.PathOf("models", "mini")))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        string manifest = Path.Combine(target, "model.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(manifest))!;
        json["key"] = key;
        File.WriteAllText(manifest, json.ToJsonString());
        return target;
    }
}
