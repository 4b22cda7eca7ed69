using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class NounVectorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public NounVectorFileTests() => _data = DataFolder.Open(_folder.Of("data"));

    private string PartialPath => Directory.GetFiles(_folder.Of("data", "nouns"), "*.partial").Single();

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Batches_make_a_complete_file_that_is_mapped()
    {
        NounVectorFile file = File3();
        Assert.Equal(0, file.Resume(2));
        file.Append([1, 0, 0, 1]);
        Assert.False(file.IsComplete);
        Assert.Throws<IOException>(() => file.Map("test"));
        Assert.Throws<IOException>(file.Complete);
        file.Append([-1, 0]);
        file.Complete();
        using MappedVectors mapped = File3().Map("test");
        Assert.Equal([1f, 0, 0, 1, -1, 0], mapped.Vectors.Values.ToArray());
        Assert.True(mapped.Vectors.IsUnit);
    }

    [Fact]
    public void A_torn_batch_is_cut_off_and_the_whole_ones_stay()
    {
        File3().Append([1, 0, 0, 1]);
        File.AppendAllBytes(PartialPath, new byte[5]);
        Assert.Equal(2, File3().Resume(2));
        Assert.Equal(16, new FileInfo(PartialPath).Length);
        File3().Append([1, 0]);
        Assert.Equal(3, File3().Resume(2));
    }

    [Fact]
    public void Rows_that_a_power_cut_left_as_zeros_do_not_count()
    {
        File3().Append([1, 0, 0, 0]);
        Assert.Equal(0, File3().Resume(2));
    }

    [Fact]
    public void Another_vocabulary_is_another_file()
    {
        File3().Append([1, 0, 0, 1, 1, 0]);
        File3().Complete();
        Assert.False(_data.Nouns.File("encoder", "templates", "other", 3, 2).IsComplete);
    }

    private NounVectorFile File3() => _data.Nouns.File("encoder", "templates", "vocabulary", 3, 2);
}
