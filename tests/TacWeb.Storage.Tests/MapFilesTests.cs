using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class MapFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_map_is_read_as_it_was_written_and_one_that_is_cut_is_refused()
    {
        string encoder = new('a', 64);
        MapFiles maps = new(_folder.Of("maps"));
        Assert.Null(maps.Read(3, encoder));
        maps.Write(3, encoder, [1, 2, float.NaN, float.NaN]);
        Assert.True(maps.Has(3, encoder));
        Assert.Equal([1, 2, float.NaN, float.NaN], maps.Read(3, encoder)!);
        Assert.False(maps.Has(3, new string('b', 64)));

        string file = Assert.Single(Directory.GetFiles(_folder.Of("maps")));
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^4]);
        Assert.Throws<InvalidDataException>(() => maps.Read(3, encoder));
    }

    [Fact]
    public void Maps_of_datasets_that_are_gone_are_swept()
    {
        MapFiles maps = new(_folder.Of("maps"));
        maps.Sweep(_ => true);
        maps.Write(1, "x", [0, 0]);
        maps.Write(2, "x", [0, 0]);
        maps.Sweep(dataset => dataset == 1);
        Assert.False(maps.Has(1, "x"));
        Assert.True(maps.Has(2, "x"));
    }
}
