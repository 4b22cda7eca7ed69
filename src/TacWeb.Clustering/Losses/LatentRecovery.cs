namespace TacWeb.Clustering.Losses;

/// <summary>ClusterGAN: the encoder finds the code that a row was generated from.</summary>
/// <remarks>β_n·mean((z_n − ẑ_n)²) + β_c·CE(z_c, ẑ_c). Source: Mukherjee et al., AAAI 2019; methods §2.3.</remarks>
internal static class LatentRecovery
{
    /// <param name="encoded">[B, d_n + K]: ẑ_n, then the scores of ẑ_c.</param>
    /// <param name="continuous">z_n, [B, d_n].</param>
    /// <param name="classes">B numbers: where z_c is 1.</param>
    /// <param name="continuousWeight">β_n.</param>
    /// <param name="classWeight">β_c.</param>
    public static Tensor Of(Tensor encoded, Tensor continuous, int[] classes, double continuousWeight, double classWeight)
    {
        long width = continuous.shape[1];
        Tensor log = torch.log_softmax(encoded.narrow(1, width, encoded.shape[1] - width), 1);
        Tensor chosen = log.gather(1, torch.tensor([.. classes.Select(number => (long)number)], [classes.Length, 1]));
        return encoded.narrow(1, 0, width).sub(continuous).square().mean().mul(continuousWeight).sub(chosen.mean().mul(classWeight));
    }
}
