using System.IO.Compression;
using TacWeb.Core;
using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tests.Fixtures;

namespace TacWeb.Encoders.Tests.Models;

public sealed class ModelImportTests : IDisposable
{
    private readonly TinyModel model = new();
    private readonly string place = Directory.CreateTempSubdirectory("tacweb-import-").FullName;

    private string Root => Path.Combine(place, "models");

    [Fact]
    public void A_folder_becomes_a_model_of_its_key()
    {
        var imported = ModelImport.Import(model.Folder, Root);
        Assert.Equal(Path.Combine(Root, "tiny"), imported.Path);
        Assert.Equal(model.Read().Info, imported.Info);
        imported.Verify();
        AssertOnly("tiny");
    }

    [Theory]
    [InlineData("")]
    [InlineData("some folder/")]
    public void A_zip_becomes_a_model_of_its_key(string inside)
    {
        Assert.Equal("tiny", ModelImport.Import(Zip(inside), Root).Info.Key);
        AssertOnly("tiny");
    }

    [Fact]
    public void The_folders_own_name_does_not_matter()
    {
        var renamed = Path.Combine(place, "Downloads 1");
        Directory.Move(model.Folder, renamed);
        Assert.Equal("tiny", ModelImport.Import(renamed, Root).Info.Key);
    }

    [Theory]
    [InlineData("../evil.txt")]
    [InlineData("/evil.txt")]
    [InlineData("a/../../evil.txt")]
    public void A_zip_with_a_name_that_leads_out_is_refused_as_a_whole(string name)
    {
        var zip = Zip("");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
            archive.CreateEntry(name);
        }

        AssertRefused(zip, "leads out of the archive");
    }

    [Fact]
    public void A_model_that_is_there_is_kept_unless_it_shall_be_replaced()
    {
        ModelImport.Import(model.Folder, Root);
        Assert.Contains("already", Assert.Throws<TacWebException>(() => ModelImport.Import(model.Folder, Root)).Message, StringComparison.Ordinal);
        Assert.Equal("tiny", ModelImport.Import(model.Folder, Root, replace: true).Info.Key);
    }

    [Fact]
    public void What_is_neither_folder_nor_zip_is_refused()
    {
        AssertRefused(Path.Combine(place, "absent"), "There is no folder or zip");
        AssertRefused(model.PathOf("merges.txt"), "neither a folder nor a readable zip");
        AssertRefused(Directory.CreateDirectory(Path.Combine(place, "empty")).FullName, "model.json is missing");
    }

    [Fact]
    public void A_changed_file_is_refused()
    {
        File.AppendAllText(model.PathOf("merges.txt"), "x y\n");
        AssertRefused(model.Folder, "its SHA-256 differs");
    }

    [Fact]
    public void A_graph_that_does_not_open_is_refused()
    {
        File.WriteAllText(model.PathOf("image.onnx"), "no graph");
        model.Save();
        AssertRefused(model.Folder, "no graph that ONNX Runtime can open");
    }

    [Fact]
    public void A_graph_of_another_dimension_is_refused_with_what_it_has()
    {
        model.Manifest["dimension"] = 9;
        model.Save();
        AssertRefused(model.Folder, "needs one output [n, 9]; it has image_embeds Float [?, 8]");
    }

    [Fact]
    public void A_graph_of_another_picture_size_is_refused_with_what_it_has()
    {
        model.Manifest["imageSize"] = 24;
        model.Save();
        AssertRefused(model.Folder, "needs one input [n, 3, 24, 24]; it has pixel_values Float [?, 3, 16, 16]");
    }

    [Fact]
    public void A_text_graph_of_fixed_length_is_refused_with_what_it_has()
    {
        File.WriteAllBytes(model.PathOf("text.onnx"), model.TextGraph("input_ids", masked: true, length: "77"));
        model.Save();
        AssertRefused(model.Folder, "both axes dynamic; it has input_ids Int64 [?, 77], attention_mask Int64 [?, 77]");
    }

    [Fact]
    public void A_tower_of_zeros_is_refused()
    {
        File.WriteAllBytes(model.PathOf("image.onnx"), new OnnxWriter().Input("x", OnnxWriter.Float, "n", "3", "16", "16").Output("y", "n", "8")
            .Weights("w", [768, 8], new float[768 * 8]).Node("Flatten", ["x"], "flat", ("axis", [1])).Node("MatMul", ["flat", "w"], "y").ToArray());
        model.Save();
        AssertRefused(model.Folder, "only zeros");
    }

    public void Dispose()
    {
        model.Dispose();
        Directory.Delete(place, recursive: true);
    }

    private string Zip(string inside)
    {
        var path = Path.Combine(place, "model.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.EnumerateFiles(model.Folder))
        {
            archive.CreateEntryFromFile(file, inside + Path.GetFileName(file));
        }

        return path;
    }

    private void AssertRefused(string source, string part)
    {
        var message = Assert.Throws<TacWebException>(() => ModelImport.Import(source, Root)).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains(source, message, StringComparison.Ordinal);
        AssertOnly();
    }

    private void AssertOnly(params string[] keys) =>
        Assert.Equal(keys, Directory.Exists(Root) ? Directory.EnumerateFileSystemEntries(Root).Select(path => Path.GetFileName(path)) : []);
}
