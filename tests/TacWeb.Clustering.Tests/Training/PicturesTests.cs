using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Training;

public class PicturesTests
{
    [Fact]
    public void Colours_become_planes_and_back()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        byte[] bytes = [.. Enumerable.Range(0, 2 * 4 * 4 * 3).Select(i => (byte)(i * 2))];
        Pictures pictures = new(new Pixels(4, 4, 3, bytes), 4);
        Assert.Equal(bytes.Where((_, i) => i % 3 == 1).Take(16), pictures[0][16..32].ToArray());
        Assert.Equal(bytes, Pictures.ToPixels(pictures.Rows([0, 1])).Values.ToArray());
    }

    [Fact]
    public void A_ramp_stays_a_ramp_at_another_size()
    {
        byte[] ramp = [.. Enumerable.Range(0, 16).Select(i => (byte)(i % 4 * 60))];
        byte[] larger = new Pictures(new Pixels(4, 4, 1, ramp), 8)[0][..8].ToArray();
        Assert.Equal([0, 15, 45, 75, 105, 135, 165, 180], larger.Select(value => (int)value));
    }

    [Fact]
    public void Bytes_are_brought_to_the_wanted_range()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        Assert.Equal([-1, 1], new Pictures(new Pixels(1, 1, 1, new byte[] { 0, 255 }), 1).Rows([0, 1], -1, 1).data<float>().ToArray());
    }
}
