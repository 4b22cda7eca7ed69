using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Training;

public class AutoEncoderTests
{
    private static readonly Vectors Rows = MadeData.Blobs(300, 32, 3, seed: 1);

    [Fact]
    public void Pre_training_brings_the_rows_back()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using AutoEncoder coder = Made();
        EpochLoop loop = new(new FitContext(0), 30, default);
        coder.Pretrain(Rows, new AutoEncoderTraining(30, 100, 3e-3, Seed: 0, Corruption: 0.1, Decay: true), loop);
        Assert.True(loop.History[^1].Losses[0].Value < 0.6 * loop.History[0].Losses[0].Value);
    }

    [Fact]
    public void Unit_rows_are_scaled_by_the_root_of_their_dimension()
    {
        Assert.Equal(Math.Sqrt(32), AutoEncoder.ScaleOf(Rows), 1e-4);
        Assert.Equal(1, AutoEncoder.ScaleOf(new Vectors("zeros", 2, unit: false, new float[4])));
    }

    [Fact]
    public void The_assigner_gives_the_nearest_centre_of_the_codes()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using AutoEncoder coder = Made();
        Vectors codes = coder.Codes(Rows, default);
        float[] centres = [.. codes[0], .. codes[1], .. codes[2]];
        int[] nearest = [.. Enumerable.Range(0, Rows.Count).Select(row => Enumerable.Range(0, 3).MinBy(centre => Distance(codes[row], centres.AsSpan(centre * 4, 4))))];
        Assert.Equal(nearest, coder.Nearest(centres).Assign(Rows));
    }

    [Theory]
    [InlineData("500-500-2000", new[] { 500, 500, 2000 })]
    [InlineData("", new int[0])]
    public void Widths_are_read_from_text(string text, int[] expected) => Assert.Equal(expected, AutoEncoderShape.ParseWidths(text));

    [Theory]
    [InlineData("500-x")]
    [InlineData("0")]
    [InlineData("99999")]
    public void Other_widths_are_refused(string text) => Assert.Throws<ArgumentException>(() => AutoEncoderShape.ParseWidths(text));

    private static AutoEncoder Made()
    {
        torch.manual_seed(1);
        return new AutoEncoder(new AutoEncoderShape(32, [16, 8], 4), AutoEncoder.ScaleOf(Rows));
    }

    private static double Distance(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => System.Numerics.Tensors.TensorPrimitives.Distance(a, b);
}
