using System.Text.Json.Nodes;
using TacWeb.Core;
using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tests.Fixtures;

namespace TacWeb.Encoders.Tests.Models;

public sealed class ModelFolderTests
{
    [Fact]
    public void The_embedded_model_is_complete_and_whole()
    {
        MiniModel.Folder.Verify();
        Assert.Equal(("mini", 512, 128, 12.29, 0.1), (MiniModel.Folder.Info.Key, MiniModel.Folder.Info.Dimension, MiniModel.Folder.Info.ImageSize, MiniModel.Folder.Info.FeatureNorm, MiniModel.Folder.Info.RetrievalTemperature));
        Assert.Equal(64, MiniModel.Folder.Info.Sha256.Length);
    }

    [Fact]
    public void Absent_fields_have_their_defaults_and_unknown_ones_are_passed_over()
    {
        using var model = new TinyModel();
        var manifest = model.Read().Manifest;
        Assert.Equal(("tiny", 16, 100.0, 10.0, (double?)null, false), (manifest.Name, manifest.Resize, manifest.LogitScale, manifest.FeatureNorm, manifest.RetrievalTemperature, manifest.Normalized));
        Assert.Equal([0.48145466, 0.4578275, 0.40821073], manifest.Mean);
    }

    [Theory]
    [InlineData("dimension", null, "'dimension' is missing")]
    [InlineData("dimension", "\"many\"", "'dimension' must be a whole number")]
    [InlineData("dimension", "0", "'dimension' must be a whole number")]
    [InlineData("imageSize", "99999", "'imageSize' must be a whole number")]
    [InlineData("resize", "8", "'resize' must be a whole number from 16")]
    [InlineData("mean", "[1, 2]", "'mean' must be three numbers")]
    [InlineData("std", "[1, 0, 1]", "'std' must be three numbers")]
    [InlineData("key", "\"../up\"", "'key' must be a folder name")]
    [InlineData("key", "\"con\"", "'key' must be a folder name")]
    [InlineData("key", "\"other\"", "'key' is \"other\" but the folder is \"tiny\"")]
    [InlineData("templates", "[\"no place\"]", "'templates' must have {}")]
    [InlineData("lemmaSeparator", "\"-\"", "'lemmaSeparator' must be")]
    [InlineData("normalized", "1", "'normalized' must be true or false")]
    [InlineData("logitScale", "-3", "'logitScale' must be a number above 0")]
    [InlineData("tokenizer", "{\"kind\": \"sentencepiece\", \"vocab\": \"v\"}", "'tokenizer.kind' is \"sentencepiece\"")]
    [InlineData("tokenizer", "{\"kind\": \"wordpiece\"}", "'tokenizer.vocab' is missing")]
    [InlineData("tokenizer", "{\"kind\": \"wordpiece\", \"vocab\": \"../vocab.txt\"}", "'tokenizer.vocab' must be the name of a file")]
    [InlineData("files", "{}", "'files' gives no SHA-256 for image.onnx")]
    [InlineData("files", "{\"image.onnx\": \"abc\"}", "'files.image.onnx' must be a file")]
    public void A_faulty_field_is_named_with_its_file(string field, string? json, string message)
    {
        using var model = new TinyModel();
        model.Manifest.Remove(field);
        if (json is not null)
        {
            model.Manifest[field] = JsonNode.Parse(json);
        }

        var error = Assert.Throws<TacWebException>(() => model.SaveAsItIs().Read());
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(model.PathOf("model.json"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_JSON_is_named_with_its_line()
    {
        using var model = new TinyModel();
        File.WriteAllText(model.PathOf("model.json"), "{\n\"key\": \n}");
        Assert.Contains("is not valid JSON (line 3)", Assert.Throws<TacWebException>(() => model.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var model = new TinyModel();
        File.Delete(model.PathOf("text.onnx"));
        Assert.Contains("text.onnx is missing", Assert.Throws<TacWebException>(() => model.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_file_is_found()
    {
        using var model = new TinyModel();
        var folder = model.Read();
        File.AppendAllText(model.PathOf("merges.txt"), "x y\n");
        Assert.Contains("merges.txt is not the file", Assert.Throws<TacWebException>(() => folder.Verify()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imageSize", "24")]
    [InlineData("mean", "[0, 0, 0]")]
    [InlineData("contextLength", "10")]
    public void The_hash_changes_with_whatever_changes_a_vector(string field, string json)
    {
        using var model = new TinyModel();
        var before = model.Read().Info.Sha256;
        model.Manifest[field] = JsonNode.Parse(json);
        Assert.NotEqual(before, model.Save().Read().Info.Sha256);
    }

    [Fact]
    public void The_hash_does_not_change_with_a_name_or_a_prompt()
    {
        using var model = new TinyModel();
        var before = model.Read().Info.Sha256;
        (model.Manifest["name"], model.Manifest["templates"]) = ("Another", new JsonArray("{}"));
        Assert.Equal(before, model.Save().Read().Info.Sha256);
    }
}
