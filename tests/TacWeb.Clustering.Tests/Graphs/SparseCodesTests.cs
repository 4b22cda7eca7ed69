using System.Numerics.Tensors;
using TacWeb.Clustering.Graphs;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Tests.Graphs;

public class SparseCodesTests
{
    [Fact]
    public void Rows_of_two_planes_are_expressed_by_rows_of_their_own_plane()
    {
        (Vectors rows, int[] planes) = Planes(60);
        SparseCodes codes = SparseCodes.Of(rows, 2, null, default);
        for (int row = 0; row < 60; row++)
        {
            float[] residual = rows[row].ToArray();
            foreach (int atom in new[] { 2 * row, (2 * row) + 1 }.Where(place => codes.Atoms[place] >= 0))
            {
                Assert.Equal(planes[row], planes[codes.Atoms[atom]]);
                Assert.NotEqual(row, codes.Atoms[atom]);
                TensorPrimitives.MultiplyAdd(rows[codes.Atoms[atom]], -codes.Values[atom], residual, residual);
            }

            Assert.True(TensorPrimitives.Norm<float>(residual) < 1e-3); // two atoms span a plane
        }

        SparseGraph graph = codes.Affinity();
        int[] islands = graph.Components(out _);
        Assert.All(Enumerable.Range(0, 60).GroupBy(row => islands[row]), island => Assert.Single(island.Select(row => planes[row]).Distinct()));
    }

    [Fact]
    public void An_equal_row_expresses_a_row_alone()
    {
        SparseCodes codes = SparseCodes.Of(MadeData.Unit(3, [1, 0, 0, 1, 0, 0, 0, 1, 1]), 2, null, default);
        Assert.Equal([1, -1, 0, -1], codes.Atoms[..4]);
        Assert.Equal(1, codes.Values[0], 1e-6);
    }

    [Fact]
    public void Only_candidates_become_atoms()
    {
        Vectors rows = MadeData.Blobs(60, 8, 3, seed: 2);
        SparseCodes codes = SparseCodes.Of(rows, 3, 6, default);
        for (int row = 0; row < 60; row++)
        {
            int[] near = [.. Enumerable.Range(0, 60).Where(other => other != row).OrderByDescending(other => TensorPrimitives.Dot(rows[row], rows[other])).Take(6)];
            Assert.All(codes.Atoms[(3 * row)..(3 * (row + 1))].Where(atom => atom >= 0), atom => Assert.Contains(atom, near));
        }
    }

    /// <summary>Rows of two random planes in six dimensions, in turns.</summary>
    private static (Vectors Rows, int[] Planes) Planes(int count)
    {
        float[] axes = MadeData.Normal(4 * 6, 5, 1), shares = MadeData.Normal(2 * count, 6, 1), values = new float[6 * count];
        for (int i = 0; i < values.Length; i++)
        {
            int row = i / 6, plane = row % 2;
            values[i] = (shares[2 * row] * axes[(12 * plane) + (i % 6)]) + (shares[(2 * row) + 1] * axes[(12 * plane) + 6 + (i % 6)]);
        }

        return (MadeData.Unit(6, values), [.. Enumerable.Range(0, count).Select(row => row % 2)]);
    }
}
