using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tests.Tokenizers;

namespace TacWeb.Encoders.Tests.Fixtures;

/// <summary>
/// A model folder with CLIP's tokenizer and input names and tiny random graphs, in a temporary folder. Image: flatten, product. Text: embedding, causal mean up to
/// each token (a triangular product would need shapes), the row of the end token: here the mean over the masked tokens, then a product.
/// </summary>
internal sealed class TinyModel : IDisposable
{
    public const int Dimension = 8, Side = 16, Width = 12;

    private readonly TinyClipVocabulary vocabulary = new("d o", "do g</w>");

    public TinyModel(string imageInput = "pixel_values", string idsInput = "input_ids", bool masked = true, string key = "tiny")
    {
        Folder = Path.Combine(Root, key);
        Directory.CreateDirectory(Folder);
        File.Copy(vocabulary.VocabularyPath, PathOf("vocab.json"));
        File.Copy(vocabulary.MergesPath, PathOf("merges.txt"));
        File.WriteAllBytes(PathOf("image.onnx"), ImageGraph(imageInput));
        File.WriteAllBytes(PathOf("text.onnx"), TextGraph(idsInput, masked));
        Manifest = new JsonObject
        {
            ["key"] = key,
            ["dimension"] = Dimension,
            ["imageSize"] = Side,
            ["tokenizer"] = new JsonObject { ["kind"] = "clip-bpe", ["vocab"] = "vocab.json", ["merges"] = "merges.txt" },
            ["contextLength"] = 20,
            ["templates"] = new JsonArray("a photo of a {}.", "art of the {}."),
            ["lemmaSeparator"] = "_",
            ["files"] = new JsonObject(),
            ["somethingNew"] = 1,
        };
        Save();
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("tacweb-models-").FullName;

    public string Folder { get; }

    public JsonObject Manifest { get; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes model.json, with the hashes of what lies there now.</summary>
    public TinyModel Save()
    {
        var files = new JsonObject();
        foreach (var name in (string[])["image.onnx", "text.onnx", "vocab.json", "merges.txt"])
        {
            files[name] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(PathOf(name))));
        }

        Manifest["files"] = files;
        return SaveAsItIs();
    }

    public TinyModel SaveAsItIs()
    {
        File.WriteAllText(PathOf("model.json"), Manifest.ToJsonString());
        return this;
    }

    public ModelFolder Read() => ModelFolder.Read(Folder);

    public void Dispose()
    {
        vocabulary.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    public static byte[] ImageGraph(string input, string output = "image_embeds", string side = "16")
    {
        var random = new Random(1);
        return new OnnxWriter().Input(input, OnnxWriter.Float, "n", "3", side, side).Output(output, "n", "8")
            .Weights("w", [3 * Side * Side, Dimension], Random(random, 3 * Side * Side * Dimension))
            .Node("Flatten", [input], "flat", ("axis", [1]))
            .Node("MatMul", ["flat", "w"], output).ToArray();
    }

    public byte[] TextGraph(string ids, bool masked, string length = "t")
    {
        var random = new Random(2);
        var writer = new OnnxWriter().Input(ids, OnnxWriter.Int64, "n", length).Output("text_embeds", "n", "8")
            .Weights("e", [vocabulary.Count, Width], Random(random, vocabulary.Count * Width))
            .Weights("w", [Width, Dimension], Random(random, Width * Dimension))
            .Node("Gather", ["e", ids], "tokens");
        if (!masked)
        {
            return writer.Node("ReduceMean", ["tokens"], "mean", ("axes", [1]), ("keepdims", [0])).Node("MatMul", ["mean", "w"], "text_embeds").ToArray();
        }

        return writer.Input("attention_mask", OnnxWriter.Int64, "n", length)
            .Numbers("last", [1], [-1]).Numbers("one", [1], [1])
            .Node("Cast", ["attention_mask"], "mask", ("to", [OnnxWriter.Float]))
            .Node("Unsqueeze", ["mask", "last"], "mask3")
            .Node("Mul", ["tokens", "mask3"], "kept")
            .Node("ReduceSum", ["kept", "one"], "sum", ("keepdims", [0]))
            .Node("ReduceSum", ["mask3", "one"], "count", ("keepdims", [0]))
            .Node("Div", ["sum", "count"], "mean")
            .Node("MatMul", ["mean", "w"], "text_embeds").ToArray();
    }

    private static float[] Random(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
