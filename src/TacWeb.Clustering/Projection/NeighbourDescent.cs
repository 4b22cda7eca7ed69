using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Projection;

/// <summary>Approximate nearest rows: random trees for a start, then neighbours of neighbours until hardly any list changes.</summary>
/// <remarks>
/// Dong, Charikar and Li, WWW 2011, with the trees of pynndescent. A round looks at the lists as they stood when it began, and a list after a round is the best of
/// all that was offered, so the result does not depend on threads.
/// </remarks>
internal static class NeighbourDescent
{
    private const int Trees = 6;
    private const int Leaf = 48;
    private const int MostRounds = 12;
    private const double Settled = 0.002;
    private const int NodesAtOnce = 64;

    /// <param name="images">[N, d] unit rows, N &gt; k.</param>
    /// <param name="perRow">k.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="cancellationToken">Checked once a block of rows.</param>
    public static NeighbourTable Find(Vectors images, int perRow, int seed, CancellationToken cancellationToken)
    {
        NearestLists lists = new(images.Count, perRow);
        Plant(images, lists, seed, cancellationToken);
        for (int round = 0; round < MostRounds; round++)
        {
            Candidates fresh = Candidates.Of(lists, perRow, fresh: true, seed, round), old = Candidates.Of(lists, perRow, fresh: false, seed, round);
            Array.Clear(lists.Fresh);
            Join(images, lists, fresh, old, cancellationToken);
            if (lists.Fresh.LongCount(changed => changed) < Settled * lists.Fresh.Length)
            {
                break;
            }
        }

        return new NeighbourTable(perRow, lists.Rows, lists.Distances);
    }

    /// <summary>Offers the rows of each leaf to each other; a first list of the next rows makes every list full.</summary>
    private static void Plant(Vectors images, NearestLists lists, int seed, CancellationToken cancellationToken)
    {
        int perRow = lists.Rows.Length / lists.Count;
        ParallelOptions options = new() { CancellationToken = cancellationToken };
        Parallel.For(0, lists.Count, options, row =>
        {
            for (int next = 1; next <= perRow; next++)
            {
                int other = (row + next) % lists.Count;
                lists.Offer(row, other, NeighbourTable.Distance(images[row], images[other]));
            }
        });
        List<int[]>[] trees = new List<int[]>[Trees];
        Parallel.For(0, Trees, options, tree => trees[tree] = RandomTrees.Grow(images, Leaf, seed, tree));
        Parallel.ForEach(trees.SelectMany(leaves => leaves), options, leaf => Offer(images, lists, leaf, []));
    }

    private static void Join(Vectors images, NearestLists lists, Candidates fresh, Candidates old, CancellationToken cancellationToken)
    {
        int blocks = (lists.Count + NodesAtOnce - 1) / NodesAtOnce;
        Parallel.For(0, blocks, new ParallelOptions { CancellationToken = cancellationToken }, block =>
        {
            for (int row = block * NodesAtOnce; row < Math.Min(lists.Count, (block + 1) * NodesAtOnce); row++)
            {
                Offer(images, lists, fresh[row], old[row]);
            }
        });
    }

    /// <summary>All pairs of fresh rows, and each fresh row with each old one.</summary>
    private static void Offer(Vectors images, NearestLists lists, ReadOnlySpan<int> fresh, ReadOnlySpan<int> old)
    {
        ReadOnlySpan<float> values = images.Values.Span;
        int d = images.Dimension;
        for (int i = 0; i < fresh.Length; i++)
        {
            ReadOnlySpan<float> row = values.Slice(fresh[i] * d, d);
            foreach (int other in fresh[(i + 1)..])
            {
                OfferPair(lists, fresh[i], other, row, values.Slice(other * d, d));
            }

            foreach (int other in old)
            {
                OfferPair(lists, fresh[i], other, row, values.Slice(other * d, d));
            }
        }
    }

    private static void OfferPair(NearestLists lists, int first, int second, ReadOnlySpan<float> row, ReadOnlySpan<float> other)
    {
        if (first != second)
        {
            lists.Offer(first, second, NeighbourTable.Distance(row, other));
        }
    }
}
