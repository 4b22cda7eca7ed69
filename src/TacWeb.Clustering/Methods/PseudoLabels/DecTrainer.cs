using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.PseudoLabels;

/// <summary>DEC's second stage: encoder, decoder and centres, and the target that is renewed every few steps. Tensors live until it is disposed.</summary>
internal sealed class DecTrainer : IDisposable
{
    private static readonly string[] LossNames = ["total", "reconstruction", "clustering"];
    private readonly AutoEncoder _coder;
    private readonly Vectors _images;
    private readonly DecOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly Parameter _centres;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly int _k;
    private float[] _target = [];
    private int[] _labels = [];
    private int _steps;

    public DecTrainer(AutoEncoder coder, Vectors images, float[] centres, DecOptions options, CancellationToken cancellationToken)
    {
        (_coder, _images, _options, _cancellationToken, _k) = (coder, images, options, cancellationToken, centres.Length / options.Code);
        _centres = nn.Parameter(TensorBridge.Matrix(centres, _k, options.Code));
        IEnumerable<Parameter> learnt = options.Reconstruct ? coder.Parameters() : coder.Encoder.Parameters();
        _optimizer = Optimisers.Adam([.. learnt, _centres], options.LearningRate);
    }

    /// <summary>Epochs until the labels settle, or all of them.</summary>
    public void Train(RowBatches batches, EpochLoop loop, int epochs)
    {
        bool settled = false;
        for (int epoch = 1; epoch <= epochs && !settled && !loop.OutOfTime; epoch++)
        {
            loop.Epoch(Until(batches.Epoch(), () => settled = settled || Renew()), LossNames, Step);
        }
    }

    /// <summary>Q of all images.</summary>
    public float[] Soft() =>
        BlockEvaluation.Of(_images, _k, block => DecLoss.Assignments(_coder.Encoder.Forward(block.mul_(_coder.Scale)), _centres), _cancellationToken);

    /// <summary>Encoder and centres in managed arrays.</summary>
    public DenseAssigner Assigner() => _coder.Assigner(AutoEncoder.CentreLayer(TensorBridge.ToArray(_centres), _options.Code) with { Activation = Activation.Student });

    public void Dispose()
    {
        _optimizer.Dispose();
        _centres.Dispose();
    }

    /// <summary>The batches before each of which the target, where its time has come, is renewed; none after the labels have settled.</summary>
    private static IEnumerable<int[]> Until(IEnumerable<int[]> batches, Func<bool> settled) => batches.TakeWhile(_ => !settled());

    private bool Renew()
    {
        if (_steps++ % _options.UpdateInterval != 0)
        {
            return false;
        }

        float[] q = Soft();
        int[] labels = SoftPartition.Labels(q, _k);
        int changed = _labels.Length == 0 ? labels.Length : labels.Where((label, row) => label != _labels[row]).Count();
        (_labels, _target) = (labels, DecLoss.Target(q, _k));
        return changed < _options.Tolerance * labels.Length;
    }

    private void Step(int[] rows, LossMeter losses)
    {
        Tensor images = _coder.Take(_images, rows), codes = _coder.Encoder.Forward(images), target = Target(rows);
        Tensor q = DecLoss.Assignments(codes, _centres);
        if (_options.Reconstruct)
        {
            DecLoss loss = DecLoss.Of(images, _coder.Decoder.Forward(codes), q, target, _options.ClusterWeight);
            losses.Add(loss.Total.item<float>(), loss.Reconstruction.item<float>(), loss.Clustering.item<float>());
            EpochLoop.Descend(_optimizer, loss.Total);
            return;
        }

        Tensor divergence = DecLoss.Divergence(target, q);
        losses.Add(divergence.item<float>(), 0, divergence.item<float>());
        EpochLoop.Descend(_optimizer, divergence);
    }

    private Tensor Target(int[] rows)
    {
        float[] taken = new float[rows.Length * _k];
        for (int i = 0; i < rows.Length; i++)
        {
            _target.AsSpan(rows[i] * _k, _k).CopyTo(taken.AsSpan(i * _k));
        }

        return TensorBridge.Matrix(taken, rows.Length, _k);
    }
}
