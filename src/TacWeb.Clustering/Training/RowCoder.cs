using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Training;

/// <summary>An encoder to few numbers and a decoder back, trained together to give the rows again. Tensors live until it is disposed.</summary>
/// <param name="width">h, numbers of a code.</param>
/// <param name="scale">What rows are multiplied by first; see <see cref="ScaleOf"/>.</param>
internal abstract class RowCoder(int width, float scale) : IDisposable
{
    /// <summary>Under a budget, the part of the time that <see cref="Pretrain"/> may take: what comes after it is the method.</summary>
    private const double BudgetShare = 0.5;

    /// <summary>Names of the losses of <see cref="Pretrain"/>.</summary>
    public static readonly string[] LossNames = ["total", "reconstruction"];

    public int Width => width;

    public float Scale => scale;

    /// <summary>Moves the pictures of each batch after the pre-training; null: they are taken as they are.</summary>
    public PictureShift? Shift { get; init; }

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

    /// <summary>Codes [B, h] of scaled rows [B, d].</summary>
    public abstract Tensor Encode(Tensor rows);

    /// <summary>Scaled rows [B, d] from codes [B, h].</summary>
    public abstract Tensor Decode(Tensor codes);

    /// <summary>Everything learnt.</summary>
    public abstract IEnumerable<Parameter> Parameters();

    /// <summary>Batch statistics (training) or running statistics (evaluation) from now on.</summary>
    public abstract void Train(bool on);

    /// <summary>A batch of rows for training in the scale that the networks see, [B, d].</summary>
    public Tensor Take(Vectors images, int[] rows) => (Shift?.Rows(images, rows) ?? TensorBridge.Rows(images, rows)).mul_(scale);

    /// <summary>Mean squared error of scaled rows and their reconstruction from codes.</summary>
    public Tensor Reconstruction(Tensor rows, Tensor codes) => nn.functional.mse_loss(Decode(codes), rows);

    /// <summary>Joint pre-training by Adam.</summary>
    /// <param name="images">[N, d], in their own scale.</param>
    /// <param name="settings">Epochs, batch, learning rate, corruption, seed.</param>
    /// <param name="loop">Counts the epochs.</param>
    public void Pretrain(Vectors images, AutoEncoderTraining settings, EpochLoop loop)
    {
        Train(true);
        using torch.optim.Optimizer optimizer = Optimisers.Adam(Parameters(), settings.LearningRate);
        RowBatches batches = new(images.Count, settings.BatchSize, settings.Seed);
        for (int epoch = 0; epoch < settings.Epochs && !loop.Ends($"Pre-training stopped after epoch {epoch} of {settings.Epochs}", BudgetShare); epoch++)
        {
            Optimisers.Rate(optimizer, settings.RateAfter(Math.Max((double)epoch / settings.Epochs, loop.Spent / BudgetShare)));
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) =>
            {
                Tensor clean = TensorBridge.Rows(images, rows).mul_(scale);
                Tensor seen = settings.Corruption > 0 ? nn.functional.dropout(clean, settings.Corruption) : clean;
                Tensor loss = Reconstruction(clean, Encode(seen));
                losses.Add(loss.item<float>(), loss.item<float>());
                EpochLoop.Descend(optimizer, loss);
            });
        }
    }

    /// <summary>Codes of all rows in evaluation mode, without gradients.</summary>
    public Vectors Codes(Vectors images, CancellationToken cancellationToken)
    {
        Train(false);
        float[] codes = BlockEvaluation.Of(images, width, block => Encode(block.mul_(scale)), cancellationToken);
        Train(true);
        return new Vectors("codes", width, unit: false, codes);
    }

    public abstract void Dispose();
}
