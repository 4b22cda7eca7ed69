using System.Globalization;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline;
using TacWeb.Storage;

namespace TacWeb.Benchmarks.Walk;

/// <summary>Runs the whole walk on one input with the embedded model, in a data folder of its own unless one is named.</summary>
internal sealed class Walk : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("tacweb-benchmark-").FullName;
    private readonly Dictionary<string, string> _options = [];

    /// <param name="args">The input, then pairs <c>--k 10</c>, <c>--data DIR</c>, <c>--seeds 5</c>, <c>--method a,b</c>.</param>
    public Walk(string[] args)
    {
        Input = args.Length > 0 ? Path.GetFullPath(args[0]) : throw new ArgumentException("Name a zip or a folder of images.");
        for (int i = 1; i + 1 < args.Length; i += 2)
        {
            _options[args[i].TrimStart('-')] = args[i + 1];
        }
    }

    /// <summary>Full path of the input.</summary>
    public string Input { get; }

    /// <summary>The folder of a checkout's top.</summary>
    public static string Top { get; } = FindTop();

    /// <summary>WordNet's files.</summary>
    public static string WordNet => Path.Combine(Top, "wordnet");

    /// <summary>An option's value, or the default.</summary>
    public string Option(string name, string otherwise) => _options.GetValueOrDefault(name, otherwise);

    /// <summary>Clusters, and prints nothing but a line of progress a step.</summary>
    public ClusterResult Run(string methods, int seeds)
    {
        using DataFolder data = DataFolder.Open(Option("data", Path.Combine(_scratch, "data")));
        using EncoderLoader loader = new();
        LoadedModel model = loader.Load(ModelFolder.Read(Path.Combine(Top, "models", Option("encoder", "mini"))));
        ComputeThread compute = new();
        try
        {
            string k = Option("k", "auto");
            return new ClusterDataset(data, model.Image, model.Text, WordNet, compute, TimeProvider.System).RunAsync(new ClusterRequest
            {
                Input = Input,
                Output = Path.Combine(_scratch, "out"),
                Force = true,
                Methods = methods.Split(','),
                ClusterCount = k == "auto" ? null : int.Parse(k, CultureInfo.InvariantCulture),
                Seeds = seeds,
            }).GetAwaiter().GetResult();
        }
        finally
        {
            compute.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>One line about the machine, for the head of a result.</summary>
    public static string Machine()
    {
        string cpu = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "" : "";
        return $"{cpu} × {Environment.ProcessorCount} cores, .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}, load before: {Load()}";
    }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string FindTop()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TacWeb.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above holds TacWeb.sln.");
    }
}
