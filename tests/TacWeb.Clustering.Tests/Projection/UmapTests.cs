using TacWeb.Clustering.Projection;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Testing;

namespace TacWeb.Clustering.Tests.Projection;

public class UmapTests
{
    private const string Golden = "shared/golden/tac-cifar10-v0/images.npy";
    private static readonly UmapOptions Quick = new() { Epochs = 60 };

    [Fact]
    public void Groups_stay_together_and_neighbours_stay_neighbours()
    {
        Vectors images = MadeData.Blobs(400, 24, 4, seed: 3, noise: 0.1);
        Vectors map = new Umap(Quick).Project(images, 0);
        Assert.Equal((400, 2), (map.Count, map.Dimension));
        Assert.Equal(1, OwnGroup(map, 4), 0.01);
        Assert.InRange(Trustworthiness.Of(images, map, 10), 0.85, 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        Vectors images = MadeData.Blobs(300, 16, 3, seed: 1, noise: 0.2);
        float[] first = [.. new Umap(Quick).Project(images, 5).Values.Span], again = [.. new Umap(Quick).Project(images, 5).Values.Span];
        Assert.Equal(first, again);
        Assert.NotEqual(first, [.. new Umap(Quick).Project(images, 6).Values.Span]);
    }

    [Fact]
    public void Above_the_limit_of_exact_neighbours_it_repeats_too()
    {
        Vectors images = MadeData.Blobs(2000, 16, 3, seed: 1, noise: 0.3);
        Umap umap = new(Quick with { MostExact = 10 });
        Assert.Equal(umap.Project(images, 5).Values.ToArray(), umap.Project(images, 5).Values.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void Few_rows_have_places_too(int count)
    {
        Vectors map = new Umap(Quick).Project(MadeData.Blobs(count, 8, 2, seed: 1), 0);
        Assert.Equal(count, map.Count);
        Assert.All(map.Values.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Equal_rows_have_finite_places()
    {
        Vectors equal = MadeData.Blobs(1, 8, 1, seed: 1).Take(new int[80]);
        Assert.All(new Umap(Quick).Project(equal, 0).Values.ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.All(new Umap(Quick with { MostExact = 10 }).Project(equal, 0).Values.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Rows_beyond_the_sample_are_placed_with_their_group()
    {
        Vectors images = MadeData.Blobs(600, 24, 4, seed: 3, noise: 0.1);
        Vectors map = new Umap(Quick with { MostLaidOut = 500, Sample = 200 }).Project(images, 0);
        Assert.Equal(1, OwnGroup(map, 4), 0.01);
    }

    [Fact]
    public void Mistakes_are_refused_and_it_can_be_cancelled()
    {
        Umap umap = new(Quick);
        Assert.Throws<ArgumentException>(() => umap.Project(new Vectors("none", 4, unit: true, ReadOnlyMemory<float>.Empty), 0));
        Assert.Throws<ArgumentException>(() => umap.Project(new Vectors("bad", 2, unit: false, new[] { 1f, float.NaN }), 0));
        Assert.Throws<TacWebException>(() => umap.Project(new Vectors("zero", 2, unit: false, new float[2]), 0));
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => umap.Project(MadeData.Blobs(50, 8, 2, seed: 1), 0, null, stopped.Token));
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        Said said = new();
        new Umap(Quick).Project(MadeData.Blobs(60, 8, 2, seed: 1), 0, said);
        Assert.Equal(said.Values.Order(), said.Values);
        Assert.Equal(1, said.Values[^1], 1e-9);
    }

    [SlowFact(Golden)]
    public void It_is_as_trustworthy_as_umap_learn_on_cifar10()
    {
        using FileStream stream = File.OpenRead(SlowFactAttribute.Shared(Golden)!);
        Vectors images = NpyFile.ReadUnitMatrix(stream, Golden, out _);
        Assert.InRange(Trustworthiness.Of(images, new Umap().Project(images, 0), 15), 0.91, 1);
    }

    /// <summary>Share of rows whose nearest row on the map is of the same blob.</summary>
    private static double OwnGroup(Vectors map, int blobs) => Enumerable.Range(0, map.Count).Average(row =>
        Enumerable.Range(0, map.Count).Where(other => other != row).MinBy(other => Square(map, row, other)) % blobs == row % blobs ? 1.0 : 0);

    private static float Square(Vectors map, int first, int second) => ((map[first][0] - map[second][0]) * (map[first][0] - map[second][0])) + ((map[first][1] - map[second][1]) * (map[first][1] - map[second][1]));

    private sealed class Said : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
