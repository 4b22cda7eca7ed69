using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline.Export;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

/// <summary>The whole walk with the embedded model and 2,000 nouns.</summary>
public sealed class MiniModelTests
{
    [Fact]
    public async Task Sixty_made_pictures_become_named_clusters_with_the_embedded_model()
    {
        using TemporaryFolder folder = new();
        foreach ((int kind, int number) in Enumerable.Range(0, 60).Select(i => (i % 3, i / 3)))
        {
            folder.Write($"pictures/kind{kind}/{number}.png", MadePictures.OfKind(kind, number));
        }

        using EncoderLoader loader = new();
        LoadedModel mini = loader.Load(ModelFolder.Read(Repository.PathOf("models", "mini")));
        using DataFolder data = DataFolder.Open(folder.Of("data"));
        ClusterRequest request = new() { Input = folder.Of("pictures"), Output = folder.Of("out"), ClusterCount = 3, Methods = ["tac-no-train"], Vocabulary = ShortVocabulary.Path };
        ClusterResult result = await new ClusterDataset(data, mini.Image, mini.Text, () => RealWordNet.Nouns, Walk.Compute, TimeProvider.System).RunAsync(request);

        Report report = Assert.Single(result.Methods).Report;
        Assert.Equal(60, report.Dataset!.Images);
        Assert.True(report.Scores!.Accuracy >= 0.9, $"accuracy {report.Scores.Accuracy}");
        Assert.Equal(2000, report.Vocabulary!.Nouns);
        Assert.Equal(3, result.Methods[0].Clusters.Select(cluster => cluster.Name).Distinct().Count());
        Assert.All(result.Methods[0].Clusters, cluster => Assert.InRange(cluster.Concepts.Count, 1, 10));
        Assert.All(result.Methods[0].Clusters, cluster => Assert.InRange(cluster.Concepts.Count(concept => concept.Synset is not null), 8, 10));
    }
}
