using System.Text.Json;
using TacWeb.Testing;

namespace TacWeb.Tests.Cli;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.Of("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_embedded_model_is_listed_and_nothing_is_written()
    {
        CommandResult result = await Tacweb.RunAsync("models", "list", "--data", Data, "--json");
        JsonElement mini = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Single();
        Assert.Equal(("mini", 512), (mini.GetProperty("key").GetString(), mini.GetProperty("dimension").GetInt32()));
        Assert.True(mini.GetProperty("bytes").GetInt64() > 1_000_000);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_model_is_imported_listed_and_removed()
    {
        string source = ModelCopy.Of(_folder, "copy");
        CommandResult imported = await Tacweb.RunAsync("models", "import", source, "--data", Data);
        Assert.Equal((0, ""), (imported.Code, imported.Error));
        CommandResult again = await Tacweb.RunAsync("models", "import", source, "--data", Data);
        Assert.Equal(1, again.Code);
        Assert.Contains("copy", again.Reason, StringComparison.Ordinal);
        CommandResult list = await Tacweb.RunAsync("models", "list", "--data", Data);
        Assert.Contains(list.Output.Split('\n'), line => line.StartsWith("copy ", StringComparison.Ordinal));
        Assert.Equal(0, (await Tacweb.RunAsync("models", "remove", "copy", "--data", Data)).Code);
        Assert.False(Directory.Exists(Path.Combine(Data, "models", "copy")));
        CommandResult gone = await Tacweb.RunAsync("models", "remove", "copy", "--data", Data);
        Assert.Equal(1, gone.Code);
        Assert.Contains("no model 'copy'", gone.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_one_of_its_files_is_refused_and_leaves_nothing()
    {
        string source = ModelCopy.Of(_folder, "broken");
        File.Delete(Path.Combine(source, "text.onnx"));
        CommandResult result = await Tacweb.RunAsync("models", "import", source, "--data", Data);
        Assert.Equal(1, result.Code);
        Assert.Contains("text.onnx", result.Reason, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Data, "models", "broken")));
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_named_with_those_that_are()
    {
        string image = _folder.Write("photos/a.png", MadePictures.OfKind(0, 1));
        CommandResult result = await Tacweb.RunAsync("embed", Path.GetDirectoryName(image)!, "--encoder", "clip", "--out", _folder.Of("x.npy"), "--data", Data);
        Assert.Equal(1, result.Code);
        Assert.Contains("clip", result.Reason, StringComparison.Ordinal);
        Assert.Contains("mini", result.Reason, StringComparison.Ordinal);
    }
}
