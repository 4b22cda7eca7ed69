namespace TacWeb.Clustering.Losses;

/// <summary>NT-Xent over rows: two looks at an image attract each other, all other images of the batch repel (methods §2.0).</summary>
/// <remarks>2B unit rows z, S = z zᵀ/τ; for each row cross-entropy with the other look at the same image as target, itself excluded; the sum / 2B. Source: SimCLR; CC, AAAI 2021.</remarks>
internal static class InstanceContrast
{
    /// <param name="first">[B, e] unit rows.</param>
    /// <param name="second">[B, e] unit rows, the same images.</param>
    /// <param name="temperature">τ.</param>
    /// <param name="excluded">[B, B] of Bool: pairs of images that are no negatives of each other (TCL); null: none.</param>
    public static Tensor Of(Tensor first, Tensor second, double temperature, Tensor? excluded = null)
    {
        long b = first.shape[0];
        Tensor rows = torch.cat([first, second], 0); // [2B, e]
        Tensor similarity = torch.mm(rows, rows.t()).div(temperature); // [2B, 2B]
        Tensor mask = torch.eye(2 * b, dtype: torch.ScalarType.Bool);
        if (excluded is not null)
        {
            mask = mask.logical_or(excluded.repeat(2, 2));
        }

        Tensor others = similarity.masked_fill(mask, float.NegativeInfinity);
        Tensor positive = first.mul(second).sum().div(temperature); // each pair counts twice
        return torch.logsumexp(others, 1).sum().sub(positive.mul(2)).div(2.0 * b);
    }

    /// <summary>[B, B] of Bool: different images of one pseudo-label; −1 is no label.</summary>
    public static Tensor SameLabel(int[] labels)
    {
        bool[] same = new bool[labels.Length * labels.Length];
        for (int i = 0; i < same.Length; i++)
        {
            (int a, int b) = Math.DivRem(i, labels.Length);
            same[i] = a != b && labels[a] != -1 && labels[a] == labels[b];
        }

        return torch.tensor(same, [labels.Length, labels.Length]);
    }
}
