using System.Numerics;
using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors.Tests.Kernels;

public sealed class VectorMathTests
{
    [Fact]
    public void Exp_is_exact_to_two_units_in_the_last_place()
    {
        for (float x = -87; x < 88.5f; x += 0.0137f)
        {
            Assert.InRange(Math.Abs(VectorMath.Exp(new Vector<float>(x))[0] / Math.Exp(x) - 1), 0, 2.5e-7);
        }
    }

    [Fact]
    public void Log_is_exact_to_two_units_in_the_last_place()
    {
        for (double p = -37; p < 38; p += 0.00371)
        {
            float x = (float)Math.Pow(10, p);
            double expected = Math.Log(x);
            Assert.InRange(Math.Abs(VectorMath.Log(new Vector<float>(x))[0] - expected), 0, 1e-9 + (2e-7 * Math.Abs(expected)));
        }
    }

    [Fact]
    public void Tanh_is_exact_to_three_units_in_the_last_place()
    {
        for (float x = -12; x < 12; x += 0.00137f)
        {
            double expected = Math.Tanh(x);
            Assert.InRange(Math.Abs(VectorMath.Tanh(new Vector<float>(x))[0] - expected), 0, 1e-30 + (3.6e-7 * Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1e-30f, 1e-30f)]
    [InlineData(float.NegativeInfinity, -1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NaN, float.NaN)]
    public void Tanh_knows_the_ends(float x, float expected) => Assert.Equal(expected, VectorMath.Tanh(new Vector<float>(x))[0]);

    [Theory]
    [InlineData(0f, 0.5)]
    [InlineData(1f, 0.8413447460685429)]
    [InlineData(-2f, 0.0227501319481792)]
    [InlineData(3.5f, 0.9997673709209645)]
    [InlineData(-9f, 0)]
    public void Normal_is_the_distribution_function(float x, double expected) => Assert.Equal(expected, VectorMath.Normal(new Vector<float>(x))[0], 4e-7);

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(-200f, 0f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(89f, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Exp_knows_the_ends(float x, float expected) => Assert.Equal(expected, VectorMath.Exp(new Vector<float>(x))[0]);

    [Fact]
    public void Exp_keeps_denormal_results() => Assert.Equal(Math.Exp(-95), VectorMath.Exp(new Vector<float>(-95f))[0], 1e-44);

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(0f, float.NegativeInfinity)]
    [InlineData(-1f, float.NaN)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Log_knows_the_ends(float x, float expected) => Assert.Equal(expected, VectorMath.Log(new Vector<float>(x))[0]);

    [Fact]
    public void Log_of_a_denormal_is_right() => Assert.Equal(Math.Log(1e-42f), VectorMath.Log(new Vector<float>(1e-42f))[0], 1e-4);
}
