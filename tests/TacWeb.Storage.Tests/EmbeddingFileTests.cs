using TacWeb.Core;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class EmbeddingFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private DataFolder _data;

    public EmbeddingFileTests() => _data = DataFolder.Open(_folder.Of("data"));

    private string VectorsPath => _folder.Of("data", "embeddings", "e1.f32");

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Vectors_and_failures_are_found_again_after_a_restart()
    {
        using (EmbeddingFile file = _data.Embeddings.Open("e1", 2))
        {
            file.Append([("a", null), ("b", "broken"), ("c", null)], [1, 2, 0, 0, 5, 6]);
            file.Append([("d", null)], [7, 8]);
        }

        Restart();
        using EmbeddingFile again = _data.Embeddings.Open("e1", 2);
        StoredEmbedding?[] found = again.Find(["d", "b", "x", "a", "c"]);
        Assert.Equal([new StoredEmbedding(2, null), new StoredEmbedding(-1, "broken"), null, new StoredEmbedding(0, null), new StoredEmbedding(1, null)], found);
        Assert.Equal([5f, 6f], Row(again, 1));
        Assert.Equal([7f, 8f], Row(again, 2));
    }

    [Fact]
    public void Rows_that_a_kill_left_without_an_index_are_cut_off()
    {
        Keep("a", 1, 2);
        File.AppendAllBytes(VectorsPath, new byte[13]);
        Restart();
        using EmbeddingFile file = _data.Embeddings.Open("e1", 2);
        Assert.Equal(8, new FileInfo(VectorsPath).Length);
        file.Append([("b", null)], [3, 4]);
        Assert.Equal([3f, 4f], Row(file, file.Find(["b"])[0]!.Value.Row));
    }

    [Fact]
    public void An_index_whose_rows_were_lost_is_forgotten()
    {
        Keep("a", 1, 2);
        Keep("b", 3, 4);
        using (FileStream stream = File.OpenWrite(VectorsPath))
        {
            stream.SetLength(12);
        }

        Restart();
        using EmbeddingFile file = _data.Embeddings.Open("e1", 2);
        Assert.Equal([new StoredEmbedding(0, null), null], file.Find(["a", "b"]));
    }

    [Fact]
    public void Encoders_do_not_see_each_other_and_keep_their_dimension()
    {
        Keep("a", 1, 2);
        using EmbeddingFile other = _data.Embeddings.Open("e2", 3);
        Assert.Null(other.Find(["a"])[0]);
        Assert.Throws<TacWebException>(() => _data.Embeddings.Open("e1", 3));
    }

    private void Keep(string hash, params float[] values)
    {
        using EmbeddingFile file = _data.Embeddings.Open("e1", 2);
        file.Append([(hash, null)], values);
    }

    private void Restart()
    {
        _data.Dispose();
        _data = DataFolder.Open(_folder.Of("data"));
    }

    private static float[] Row(EmbeddingFile file, long row)
    {
        float[] values = new float[file.Dimension];
        file.Read(row, values);
        return values;
    }
}
