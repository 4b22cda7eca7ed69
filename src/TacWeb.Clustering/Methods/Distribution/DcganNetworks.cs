using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Distribution;

/// <summary>The 32-pixel generator and discriminator of DCGAN's authors, of any width. Tensors live until it is disposed.</summary>
internal sealed class DcganNetworks : IDisposable
{
    /// <summary>Side of the pictures.</summary>
    public const int Size = 32;

    private const double Deviation = 0.02;
    private const double Leak = 0.2;
    private readonly ImageGenerator _generator;
    private readonly DenseNetwork _logit;

    /// <param name="channels">1 or 3.</param>
    /// <param name="f">Maps of the first convolution.</param>
    /// <param name="latent">Length of z.</param>
    public DcganNetworks(int channels, int f, int latent)
    {
        Latent = latent;
        _generator = new ImageGenerator(
            latent, [], 4 * f, 4, Up(4 * f, 2), Up(2 * f, 1), Up(2 * f, 2), Up(f, 1), Up(f, 2), Up(channels, 1));
        Discriminator = new ImageNetwork(
            channels, Size, Down(f, 1, false), Down(2 * f, 2), Down(2 * f, 1), Down(4 * f, 2), Down(4 * f, 1), Down(4 * f, 2));
        _logit = new DenseNetwork(Discriminator.Width, new LayerShape(1));
        _generator.Initialise(Deviation);
        Discriminator.Initialise(Deviation, gains: true);
        _logit.Initialise(Deviation);
    }

    /// <summary>Length of z.</summary>
    public int Latent { get; }

    /// <summary>The convolutions of D.</summary>
    public ImageNetwork Discriminator { get; }

    public IEnumerable<Parameter> GeneratorParameters() => _generator.Parameters();

    public IEnumerable<Parameter> DiscriminatorParameters() => [.. Discriminator.Parameters(), .. _logit.Parameters()];

    /// <summary>Pictures in −1 … 1 from noise U(−1, 1).</summary>
    public Tensor Draw(long count) => _generator.Forward(torch.rand(count, Latent).mul(2).sub(1)).tanh();

    /// <summary>D's logit, [B, 1].</summary>
    public Tensor Judge(Tensor pictures) => _logit.Forward(Discriminator.Forward(pictures));

    /// <summary>The activations of every convolution, max-pooled to 4×4 (smaller ones as they are), side by side (paper, §5).</summary>
    public Tensor Features(Tensor pictures) => torch.cat(
        [.. Discriminator.Maps(pictures).Select(map => (map.shape[2] > 4 ? nn.functional.max_pool2d(map, map.shape[2] / 4) : map).flatten(1))], 1);

    /// <summary>Batch statistics (training) or running statistics (evaluation) from now on.</summary>
    public void Train(bool on)
    {
        _generator.Train(on);
        Discriminator.Train(on);
        _logit.Train(on);
    }

    /// <summary>A copy of what D has learnt.</summary>
    public float[][] Remember() => [.. DiscriminatorParameters().Select(parameter => TensorBridge.ToArray(parameter))];

    /// <summary>Brings D back to what <see cref="Remember"/> gave.</summary>
    public void Restore(float[][] kept)
    {
        using IDisposable noGradient = torch.no_grad();
        foreach ((Parameter parameter, float[] values) in DiscriminatorParameters().Zip(kept))
        {
            parameter.copy_(torch.tensor(values.AsMemory(), parameter.shape));
        }
    }

    public void Dispose()
    {
        _generator.Dispose();
        Discriminator.Dispose();
        _logit.Dispose();
    }

    private static ImageLayerShape Up(int channels, int stride) => new(channels, 3, stride, 1);

    private static ImageLayerShape Down(int channels, int stride, bool normalise = true) => new(channels, 3, stride, 1, Leak, normalise);
}
