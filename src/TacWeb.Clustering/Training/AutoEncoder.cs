using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>An encoder to few numbers and its mirror back, trained together to give the rows again. Tensors live until it is disposed.</summary>
/// <remarks>
/// Rows of any dimension: vectors of an encoder or pixels. They are first multiplied by <see cref="Scale"/>, so that ‖x‖²/d ≈ 1 as in DEC's code (unit rows: by √d).
/// <para>Differs from DEC's: all layers are pre-trained at once by Adam instead of one by one by SGD; methods §2.6 ("ours").</para>
/// </remarks>
internal sealed class AutoEncoder : IDisposable
{
    /// <summary>Names of the losses of <see cref="Pretrain"/>.</summary>
    public static readonly string[] LossNames = ["total", "reconstruction"];

    /// <param name="shape">Layers.</param>
    /// <param name="scale">What rows are multiplied by; see <see cref="ScaleOf"/>.</param>
    public AutoEncoder(AutoEncoderShape shape, float scale = 1)
    {
        (Shape, Scale) = (shape, scale);
        Encoder = new DenseNetwork(shape.Dimension, shape.EncoderLayers());
        Decoder = new DenseNetwork(shape.Code, shape.DecoderLayers());
    }

    public AutoEncoderShape Shape { get; }

    public float Scale { get; }

    public DenseNetwork Encoder { get; }

    public DenseNetwork Decoder { get; }

    /// <summary>1/√(mean of x²): √d for unit rows; 1 where all values are 0.</summary>
    public static float ScaleOf(Vectors rows)
    {
        double squares = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            squares += System.Numerics.Tensors.TensorPrimitives.SumOfSquares(rows[row]);
        }

        return squares > 0 ? (float)Math.Sqrt((double)rows.Count * rows.Dimension / squares) : 1;
    }

    /// <summary>Everything learnt.</summary>
    public IEnumerable<Parameter> Parameters() => [.. Encoder.Parameters(), .. Decoder.Parameters()];

    /// <summary>A batch of rows in the scale that the networks see, [B, d].</summary>
    public Tensor Take(Vectors images, int[] rows) => TensorBridge.Rows(images, rows).mul_(Scale);

    /// <summary>Mean squared error of scaled rows and their reconstruction from codes.</summary>
    public Tensor Reconstruction(Tensor rows, Tensor codes) => nn.functional.mse_loss(Decoder.Forward(codes), rows);

    /// <summary>Joint pre-training by Adam.</summary>
    /// <param name="images">[N, d], in their own scale.</param>
    /// <param name="settings">Epochs, batch, learning rate, corruption, seed.</param>
    /// <param name="loop">Counts the epochs.</param>
    public void Pretrain(Vectors images, AutoEncoderTraining settings, EpochLoop loop)
    {
        using torch.optim.Optimizer optimizer = Optimisers.Adam(Parameters(), settings.LearningRate);
        RowBatches batches = new(images.Count, settings.BatchSize, settings.Seed);
        for (int epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            Optimisers.Rate(optimizer, settings.RateOf(epoch));
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                Tensor clean = Take(images, rows);
                Tensor seen = settings.Corruption > 0 ? nn.functional.dropout(clean, settings.Corruption) : clean;
                Tensor loss = Reconstruction(clean, Encoder.Forward(seen));
                losses.Add(loss.item<float>(), loss.item<float>());
                EpochLoop.Descend(optimizer, loss);
            });
        }
    }

    /// <summary>Codes of all rows, without gradients.</summary>
    public Vectors Codes(Vectors images, CancellationToken cancellationToken)
    {
        float[] codes = BlockEvaluation.Of(images, Shape.Code, block => Encoder.Forward(block.mul_(Scale)), cancellationToken);
        return new Vectors("codes", Shape.Code, unit: false, codes);
    }

    /// <summary>The encoder in managed arrays with further layers behind it, for new images in their own scale.</summary>
    public DenseAssigner Assigner(params ReadOnlySpan<DenseLayer> head) => new([.. Encoder.Weights(), .. head], Scale);

    /// <summary>Places new images at the nearest of K centres in the space of codes: the arg-max of μ·z − ½‖μ‖².</summary>
    /// <param name="centres">[K, h].</param>
    public DenseAssigner Nearest(float[] centres) => Assigner(CentreLayer(centres, Shape.Code));

    /// <summary>The layer whose arg-max is the nearest centre.</summary>
    /// <param name="centres">[K, h].</param>
    /// <param name="dimension">h.</param>
    public static DenseLayer CentreLayer(float[] centres, int dimension) => new(
        [.. centres],
        [.. centres.Chunk(dimension).Select(centre => -System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(centre) / 2)],
        Activation.None);

    public void Dispose()
    {
        Encoder.Dispose();
        Decoder.Dispose();
    }
}
