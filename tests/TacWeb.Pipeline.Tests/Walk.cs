using System.Text.Json;
using TacWeb.Core.Jobs;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

/// <summary>Runs the walk with the made encoder in a folder of its own.</summary>
internal sealed class Walk : IDisposable
{
    private static readonly string[] Files = ["assignments.csv", "clusters.json", "index.html"];
    private static readonly Dictionary<string, string> FewEpochs = new() { ["epochs"] = "60", ["hidden"] = "64", ["learningRate"] = "0.01" };
    private readonly TemporaryFolder _folder = new();

    /// <summary>One for all tests, as in the program: the random generator of the tensors is the process's.</summary>
    public static ComputeThread Compute { get; } = new();

    public FakeEncoder Encoder { get; } = new();

    public string Out => _folder.Of("out");

    public TemporaryFolder Folder => _folder;

    public string Zip(IEnumerable<(string, byte[])> entries, string name = "photos.zip") => _folder.Write(name, MadeArchives.Zip(entries));

    public string Words { get => field ??= _folder.Write("words.txt", "reddish hue\ngreenish hue\nbluish hue\nstone\nchair\nriver\nviolin\nmoon\nladder\nengine\nforest\nletter\nbutter\nanchor\nwindow\npepper\ncandle\nmirror\nbasket\nhammer\n"u8.ToArray()); }

    public ClusterRequest Request(string input) => new() { Input = input, Output = Out, ClusterCount = 3, Vocabulary = Words, Options = FewEpochs };

    public async Task<ClusterResult> RunAsync(ClusterRequest request, IProgress<JobProgress>? progress = null, CancellationToken token = default)
    {
        using DataFolder data = DataFolder.Open(_folder.Of("data"));
        return await new ClusterDataset(data, Encoder, Encoder, () => RealWordNet.Nouns, Compute, TimeProvider.System).RunAsync(request, progress, token);
    }

    public T Data<T>(Func<DataFolder, T> read)
    {
        using DataFolder data = DataFolder.Open(_folder.Of("data"));
        return read(data);
    }

    /// <summary>The bytes that must be equal for equal runs; of the report all but times, memory and start.</summary>
    public static Dictionary<string, string> Repeatable(string folder)
    {
        Dictionary<string, string> files = Files.ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file)))));
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "report.json")));
        foreach (JsonProperty member in report.RootElement.EnumerateObject().Where(member => member.Name is not ("timings" or "peakMemoryMiB" or "startedUtc")))
        {
            files[member.Name] = member.Value.GetRawText();
        }

        return files;
    }

    public void Dispose() => _folder.Dispose();
}
