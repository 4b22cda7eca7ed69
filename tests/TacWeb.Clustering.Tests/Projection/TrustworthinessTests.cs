using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Projection;

public class TrustworthinessTests
{
    [Fact]
    public void A_circle_is_its_own_perfect_map_and_a_shuffled_one_is_not()
    {
        float[] values = [.. Enumerable.Range(0, 90).SelectMany(i => new[] { MathF.Cos(i * i * 0.0007f), MathF.Sin(i * i * 0.0007f) })];
        Vectors circle = MadeData.Unit(2, values);
        Assert.Equal(1, Trustworthiness.Of(circle, circle, 7));
        int[] shuffled = [.. Enumerable.Range(0, 90)];
        new Random(3).Shuffle(shuffled);
        Assert.InRange(Trustworthiness.Of(circle, circle.Take(shuffled), 7), 0.3, 0.7);
    }
}
