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
