using TacWeb.Clustering.Projection;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Projection;

public class PrincipalAxesTests
{
    [Fact]
    public void The_axes_are_those_of_stretched_noise_and_coordinates_are_centred()
    {
        float[] values = MadeData.Normal(5 * 400, 3, 1);
        float[] stretch = [1, 9, 1, 3, 0];
        values = [.. values.Select((value, i) => (value * stretch[i % 5]) + (i % 5))];
        Vectors rows = new("made", 5, unit: false, values);
        PrincipalAxes found = PrincipalAxes.Of(rows, 2, 0, default);
        Assert.True(Math.Abs(found.Axes[0][1]) > 0.99 && Math.Abs(found.Axes[1][3]) > 0.97);
        Vectors projected = found.Project(rows);
        for (int axis = 0; axis < 2; axis++)
        {
            double[] column = [.. Enumerable.Range(0, 400).Select(row => (double)projected[row][axis])];
            Assert.Equal(0, column.Average(), 1e-3);
            Assert.InRange(column.Average(value => value * value), axis == 0 ? 60 : 6, axis == 0 ? 100 : 12);
        }
    }

    [Fact]
    public void No_more_axes_than_the_rows_span() =>
        Assert.Single(PrincipalAxes.Of(new Vectors("line", 3, unit: false, new float[] { 0, 0, 0, 1, 1, 1, 2, 2, 2, 5, 5, 5 }), 3, 0, default).Axes);
}
