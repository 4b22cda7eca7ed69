using TacWeb.Core.Corrections;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class CorrectionStoreTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public CorrectionStoreTests() => _data = DataFolder.Open(_folder.Of("data"));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Edits_are_read_as_they_were_kept_and_the_newest_goes_first()
    {
        int run = Run("tac"), other = Run("kmeans");
        Correction move = new(CorrectionKind.Move) { Images = ["a", "b"], Cluster = 3 }, split = new(CorrectionKind.Split) { Cluster = 1, Parts = [["a"], ["b", "c"]] };
        _data.Corrections.Add(run, [move, split], Now);
        _data.Corrections.Add(other, [new Correction(CorrectionKind.Rename) { Cluster = 0, Name = "猫" }], Now);
        IReadOnlyList<StoredCorrection> kept = _data.Corrections.Of(run);
        Assert.Equal([CorrectionKind.Move, CorrectionKind.Split], kept.Select(stored => stored.Correction.Kind));
        Assert.Equal(["a", "b"], kept[0].Correction.Images);
        Assert.Equal([["a"], ["b", "c"]], kept[1].Correction.Parts);
        Assert.All(kept, stored => Assert.Equal(Now, stored.AtUtc));
        Assert.Equal("猫", Assert.Single(_data.Corrections.Of(other)).Correction.Name);

        (int, long) before = _data.Corrections.State(run);
        Assert.True(_data.Corrections.DropLast(run));
        Assert.NotEqual(before, _data.Corrections.State(run));
        Assert.Equal(CorrectionKind.Move, Assert.Single(_data.Corrections.Of(run)).Correction.Kind);
        Assert.True(_data.Corrections.DropLast(run));
        Assert.False(_data.Corrections.DropLast(run));
        Assert.Equal((0, 0), _data.Corrections.State(run));
        Assert.Single(_data.Corrections.Of(other));
    }

    [Fact]
    public void The_newest_corrected_run_of_a_method_is_found()
    {
        int first = Run("tac"), second = Run("tac"), third = Run("kmeans"), fourth = Run("tac");
        int dataset = _data.Runs.Find(first)!.DatasetId;
        foreach (int run in new[] { first, second, third })
        {
            _data.Corrections.Add(run, [new Correction(CorrectionKind.Noise) { Images = ["a"] }], Now);
        }

        Assert.Equal(second, _data.Corrections.NewestCorrected(dataset, "tac", fourth));
        Assert.Equal(first, _data.Corrections.NewestCorrected(dataset, "tac", second));
        Assert.Null(_data.Corrections.NewestCorrected(dataset, "tac", first));
        Assert.Null(_data.Corrections.NewestCorrected(dataset, "scan", fourth));
    }

    [Fact]
    public void Vectors_can_be_read_while_they_are_written()
    {
        Assert.Null(_data.Embeddings.OpenForReading("e", 2));
        using EmbeddingFile writer = _data.Embeddings.Open("e", 2);
        writer.Append([("a", null)], [1, 2]);
        using EmbeddingFile reader = _data.Embeddings.OpenForReading("e", 2)!;
        writer.Append([("b", null), ("c", "broken")], [3, 4, 0, 0]);
        StoredEmbedding?[] found = reader.Find(["b", "c", "d"]);
        float[] row = new float[2];
        reader.Read(found[0]!.Value.Row, row);
        Assert.Equal([3, 4], row);
        Assert.Equal("broken", found[1]!.Value.Error);
        Assert.Null(found[2]);
    }

    private int Run(string method)
    {
        int dataset = _data.Datasets.Add("key", "photos", [new StoredImage("a.png", "a", null)], [], Now);
        int job = _data.Jobs.Begin($"{Guid.NewGuid()}", "cluster", "{}", Now);
        return _data.Runs.Add(job, method, dataset, new StoredRun(0, "photos", method, "mini", "words", 1, 1, 0, null, Now, TimeSpan.Zero), _ => { });
    }
}
