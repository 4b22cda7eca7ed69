using TacWeb.Clustering.Methods.External;

namespace TacWeb.Clustering.Tests.Methods.External;

public class TacSettingsTests
{
    [Theory]
    [InlineData(50_000, 10, 20, 512, 0.5, 50)]
    [InlineData(5_000, 10, 20, 512, 0.5, 50)]
    [InlineData(13_000, 10, 20, 512, 0.5, 50)]
    [InlineData(3_760, 47, 43, 512, 0.5, 40)]
    [InlineData(9_537, 101, 20, 512, 5.0, 47)]
    [InlineData(1_281_167, 1000, 100, 8192, 5.0, 50)]
    [InlineData(1_200, 3, 150, 512, 0.5, 50)]
    [InlineData(300, 3, 300, 300, 0.5, 50)]
    [InlineData(30, 10, 300, 30, 0.5, 1)]
    public void The_step_rule_of_methods_1_9(int count, int k, int epochs, int batch, double temperature, int neighbours)
    {
        TacSettings settings = TacSettings.Resolve(new TacOptions(), count, k, dimension: 512);
        Assert.Equal(new TacSettings(epochs, batch, temperature, neighbours, 512), settings);
    }

    [Fact]
    public void What_the_user_sets_wins()
    {
        TacSettings published = TacSettings.Resolve(new TacOptions { Epochs = 100, BatchSize = 8192, Neighbours = 50 }, 9_537, 101, 512);
        Assert.Equal(new TacSettings(100, 8192, 5.0, 50, 512), published);
        Assert.Equal(20, TacSettings.Resolve(new TacOptions { Epochs = 20 }, 3_760, 47, 512).Epochs);
        Assert.Equal(100, TacSettings.Resolve(new TacOptions { BatchSize = 4096, Neighbours = 500 }, 100, 5, 512).BatchSize);
        Assert.Equal(99, TacSettings.Resolve(new TacOptions { Neighbours = 500 }, 100, 5, 512).Neighbours);
    }

    [Theory]
    [InlineData(32, 512)]
    [InlineData(768, 768)]
    public void The_hidden_layer_is_never_below_512(int dimension, int expected) =>
        Assert.Equal(expected, TacSettings.Resolve(new TacOptions(), 1000, 10, dimension).Hidden);
}
