using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>An encoder to few numbers and its mirror back, trained together to give the rows again. Tensors live until it is disposed.</summary>
/// <remarks>
/// Rows of any dimension: vectors of an encoder or pixels. They are first multiplied by <see cref="RowCoder.Scale"/>, so that ‖x‖²/d ≈ 1 as in DEC's code (unit rows: by √d).
/// <para>Differs from DEC's: all layers are pre-trained at once by Adam instead of one by one by SGD; methods §2.6 ("ours").</para>
/// </remarks>
internal sealed class AutoEncoder : RowCoder
{
    /// <param name="shape">Layers.</param>
    /// <param name="scale">What rows are multiplied by; see <see cref="RowCoder.ScaleOf"/>.</param>
    public AutoEncoder(AutoEncoderShape shape, float scale = 1)
        : base(shape.Code, scale)
    {
        Shape = shape;
        Encoder = new DenseNetwork(shape.Dimension, shape.EncoderLayers());
        Decoder = new DenseNetwork(shape.Code, shape.DecoderLayers());
        Encoder.InitialiseGlorot();
        Decoder.InitialiseGlorot();
    }

    public AutoEncoderShape Shape { get; }

    public DenseNetwork Encoder { get; }

    public DenseNetwork Decoder { get; }

    /// <inheritdoc/>
    public override Tensor Encode(Tensor rows) => Encoder.Forward(rows);

    /// <inheritdoc/>
    public override Tensor Decode(Tensor codes) => Decoder.Forward(codes);

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters() => [.. Encoder.Parameters(), .. Decoder.Parameters()];

    /// <inheritdoc/>
    public override void Train(bool on)
    {
        Encoder.Train(on);
        Decoder.Train(on);
    }

    /// <summary>The encoder in managed arrays with further layers behind it, for new images in their own scale.</summary>
    public DenseAssigner Assigner(params ReadOnlySpan<DenseLayer> head) => new([.. Encoder.Weights(), .. head], Scale);

    /// <summary>Places new images at the nearest of K centres in the space of codes: the arg-max of μ·z − ½‖μ‖².</summary>
    /// <param name="centres">[K, h].</param>
    public DenseAssigner Nearest(float[] centres) => Assigner(CentreLayer(centres, Shape.Code));

    /// <summary>μ·z − ½‖μ‖² of all rows, [N, K] row-major: their arg-max is the nearest centre.</summary>
    public float[] Scores(Vectors images, float[] centres, CancellationToken cancellationToken) =>
        new DenseAssigner([CentreLayer(centres, Shape.Code)]).Evaluate(Codes(images, cancellationToken));

    /// <summary>The layer whose arg-max is the nearest centre: scale·(μ·z − ½‖μ‖²).</summary>
    /// <param name="centres">[K, h].</param>
    /// <param name="dimension">h.</param>
    /// <param name="scale">How sharp a softmax of it is.</param>
    public static DenseLayer CentreLayer(float[] centres, int dimension, float scale = 1) => new(
        [.. centres.Select(value => value * scale)],
        [.. centres.Chunk(dimension).Select(centre => -scale / 2 * System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(centre))],
        Activation.None);

    /// <inheritdoc/>
    public override void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
    }
}
