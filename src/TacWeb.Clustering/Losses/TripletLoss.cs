using System.Runtime.InteropServices;

namespace TacWeb.Clustering.Losses;

/// <summary>JULE: rows of one cluster lie nearer each other than rows of others, by a margin.</summary>
/// <remarks>mean over triplets of max(0, ‖a − p‖² − ‖a − n‖² + 0.2). Source: Yang, Parikh and Batra, CVPR 2016; jwyang/JULE.torch; methods §2.2.</remarks>
internal static class TripletLoss
{
    private const double Margin = 0.2;

    /// <param name="rows">[B, e].</param>
    /// <param name="triplets">Three places of the batch for each: anchor, positive, negative.</param>
    public static Tensor Of(Tensor rows, ReadOnlySpan<int> triplets)
    {
        Tensor squares = rows.square().sum(1, keepdim: true);
        Tensor distances = squares.add(squares.t()).sub(torch.mm(rows, rows.t()).mul(2)).flatten(); // [B·B]
        long b = rows.shape[0];
        Tensor near = distances.index_select(0, Places(triplets, b, 1)), far = distances.index_select(0, Places(triplets, b, 2));
        return near.sub(far).add(Margin).relu().mean();
    }

    private static Tensor Places(ReadOnlySpan<int> triplets, long b, int other)
    {
        Tensor result = torch.empty([triplets.Length / 3], torch.ScalarType.Int64);
        Span<long> places = MemoryMarshal.Cast<byte, long>(result.bytes);
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = (triplets[3 * i] * b) + triplets[(3 * i) + other];
        }

        return result;
    }
}
