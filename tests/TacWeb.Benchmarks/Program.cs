using TacWeb.Benchmarks.Clustering;
using TacWeb.Benchmarks.Kernels;
using TacWeb.Benchmarks.Walk;

// dotnet run -c Release --project tests/TacWeb.Benchmarks -- NAME …: each benchmark is one line here.
Dictionary<string, Func<string[], int>> benchmarks = new()
{
    ["agreement"] = AgreementBenchmark.Run,
    ["ablation"] = AblationBenchmark.Run,
    ["catalogue"] = CatalogueBenchmark.Run,
    ["centroids"] = CentroidBenchmark.Run,
    ["methods"] = MethodsBenchmark.Run,
    ["mnist"] = MnistBenchmark.Run,
    ["yaleb"] = YaleBenchmark.Run,
    ["tac-golden"] = TacGoldenBenchmark.Run,
    ["tac-step"] = TacStepBenchmark.Run,
    ["stages"] = StagesBenchmark.Run,
    ["cifar10"] = Cifar10Benchmark.Run,
    ["names"] = NamesBenchmark.Run,
    ["vectors"] = args => VectorsBenchmark.Run(args).GetAwaiter().GetResult(),
    ["umap"] = UmapBenchmark.Run,
    ["gemm"] = GemmBenchmark.Run,
};

if (args is [string name, .. string[] rest] && benchmarks.TryGetValue(name, out Func<string[], int>? run))
{
    return run(rest);
}

Console.Error.WriteLine($"Name one of: {string.Join(", ", benchmarks.Keys)}");
return 2;
