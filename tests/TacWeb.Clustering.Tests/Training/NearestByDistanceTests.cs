using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Training;

public class NearestByDistanceTests
{
    [Fact]
    public void They_are_those_of_sorted_distances()
    {
        Vectors rows = new("made", 4, unit: false, MadeData.Normal(4 * 700, 2, 3));
        Neighbours found = NearestByDistance.Find(rows, 3, default);
        foreach (int row in new[] { 0, 511, 512, 699 })
        {
            int[] expected = [.. Enumerable.Range(0, 700).Where(other => other != row).OrderBy(other => rows[row].ToArray().Zip(rows[other].ToArray(), (a, b) => (a - b) * (a - b)).Sum()).Take(3)];
            Assert.Equal(expected, found[row].ToArray());
        }
    }
}
