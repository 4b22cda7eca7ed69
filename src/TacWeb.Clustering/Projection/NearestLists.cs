namespace TacWeb.Clustering.Projection;

/// <summary>The best rows found so far for each row, nearest first, ties by row number; which of them came since the last look. Offers from any threads in any order give the same lists.</summary>
internal sealed class NearestLists
{
    private const int Stripes = 4096;
    private readonly Lock[] _locks = [.. Enumerable.Range(0, Stripes).Select(_ => new Lock())];
    private readonly int _keep;

    public NearestLists(int count, int keep)
    {
        (_keep, Count) = (keep, count);
        (Rows, Distances, Fresh) = (new int[checked(count * keep)], new float[count * keep], new bool[count * keep]);
        Array.Fill(Rows, -1);
        Array.Fill(Distances, float.PositiveInfinity);
    }

    public int Count { get; }

    /// <summary>[N, k]; −1 where nothing was found yet.</summary>
    public int[] Rows { get; }

    /// <summary>[N, k].</summary>
    public float[] Distances { get; }

    /// <summary>[N, k].</summary>
    public bool[] Fresh { get; }

    /// <summary>Offers two rows to each other.</summary>
    public void Offer(int first, int second, float distance)
    {
        OfferOne(first, second, distance);
        OfferOne(second, first, distance);
    }

    private void OfferOne(int owner, int row, float distance)
    {
        int start = owner * _keep, last = start + _keep - 1;
        if (distance > Volatile.Read(ref Distances[last])) // it only ever falls
        {
            return;
        }

        lock (_locks[owner % Stripes])
        {
            int place = last;
            if (!Before(distance, row, place) || Array.IndexOf(Rows, row, start, _keep) >= 0)
            {
                return;
            }

            for (; place > start && Before(distance, row, place - 1); place--)
            {
                (Rows[place], Fresh[place]) = (Rows[place - 1], Fresh[place - 1]);
                Volatile.Write(ref Distances[place], Distances[place - 1]);
            }

            (Rows[place], Fresh[place]) = (row, true);
            Volatile.Write(ref Distances[place], distance);
        }
    }

    private bool Before(float distance, int row, int place) =>
        Rows[place] < 0 || distance < Distances[place] || (distance == Distances[place] && row < Rows[place]);
}
