using System.Collections.Concurrent;
using System.Reflection;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests;

/// <summary>One method's fit on the contract's blobs, made once for all facts, with what was seen around it.</summary>
/// <param name="Partition">The result under seed 0.</param>
/// <param name="Warnings">What it told its user.</param>
/// <param name="Told">Epoch reports in the order of their telling.</param>
/// <param name="TensorsLeft">Tensors of the thread that outlived the fit.</param>
/// <param name="InputUntouched">Whether images, counterparts and nouns are what they were.</param>
internal sealed record ContractFit(Partition Partition, IReadOnlyList<string> Warnings, IReadOnlyList<EpochReport> Told, long TensorsLeft, bool InputUntouched)
{
    private static readonly ConcurrentDictionary<string, Lazy<ContractFit>> Known = new();

    /// <summary>Three well-separated blobs of 300×32 with made concepts.</summary>
    public static ClusterInput Blobs { get; } = MadeData.Input();

    /// <summary>The keys of all methods.</summary>
    public static TheoryData<string> Keys => [.. ClusteringMethods.All.Select(method => method.Key)];

    /// <summary>The method's fit; the first caller makes it.</summary>
    public static ContractFit Of(string key) => Known.GetOrAdd(key, _ => new Lazy<ContractFit>(() => Make(key))).Value;

    /// <summary>A method with options small enough for tests.</summary>
    public static IClusterer Create(string key) => ClusteringMethods.Get(key).Create(ForTests(ClusteringMethods.Get(key)));

    /// <summary>Those options.</summary>
    public static ClustererOptions ForTests(ClusteringMethod method) =>
        (ClustererOptions)method.OptionsType.GetProperty("ForTests", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;

    /// <summary>A fit of its own.</summary>
    public static Partition Fit(string key, ClusterInput input) => Create(key).Fit(input, new FitContext(0));

    private static ContractFit Make(string key)
    {
        float[][] before = Values();
        List<EpochReport> told = [];
        FitContext context = new(0) { Progress = new Sink<EpochReport>(told.Add) };
        long tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Partition partition = Create(key).Fit(Blobs, context);
        tensors = DisposeScopeManager.Statistics.ThreadTotalLiveCount - tensors;
        return new ContractFit(partition, [.. partition.Warnings, .. context.Warnings], told, tensors, before.Zip(Values()).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)));
    }

    private static float[][] Values() => [Blobs.Images.Values.ToArray(), Blobs.Concepts!.Counterparts.Values.ToArray(), Blobs.Concepts.Text.Values.ToArray()];
}
