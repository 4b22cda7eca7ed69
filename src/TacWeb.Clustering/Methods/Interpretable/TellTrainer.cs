using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Interpretable;

/// <summary>TELL's epochs: by turns the centres and the codes. Tensors live until it is disposed.</summary>
internal sealed class TellTrainer : IDisposable
{
    private const double Push = 0.2; // length of a centre's gradient, in units of α, by the authors' code
    private const double Rate = 1, Rho = 0.9; // of Adadelta, PyTorch's defaults
    private static readonly string[] LossNames = ["total", "reconstruction", "clustering"];
    private readonly RowCoder _coder;
    private readonly Vectors _images;
    private readonly TellOptions _options;
    private readonly Parameter _weights;
    private readonly torch.optim.Optimizer _networks;
    private readonly torch.optim.Optimizer _centres;
    private readonly int _k;

    /// <param name="coder">Pre-trained networks whose codes are unit rows.</param>
    /// <param name="images">[N, d].</param>
    /// <param name="centres">Ω, [K, h] unit rows.</param>
    /// <param name="options">Hyper-parameters.</param>
    public TellTrainer(RowCoder coder, Vectors images, float[] centres, TellOptions options)
    {
        (_coder, _images, _options, _k) = (coder, images, options, centres.Length / options.Code);
        _weights = nn.Parameter(nn.functional.normalize(TensorBridge.Matrix(centres, _k, options.Code), 2, 1).mul(2 * options.Alpha));
        _networks = Optimisers.Adam(coder.Parameters(), options.LearningRate);
        _centres = torch.optim.Adadelta([_weights], Rate, Rho);
    }

    /// <summary>All epochs; even ones, from 0, move the centres.</summary>
    public void Train(RowBatches batches, EpochLoop loop, int epochs)
    {
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            bool centres = epoch % 2 == 0;
            loop.Epoch(batches.Epoch(), LossNames, (rows, losses) => Step(rows, centres, losses));
        }
    }

    /// <summary>Cosines of all images' codes and centres, [N, K].</summary>
    public float[] Scores(CancellationToken cancellationToken)
    {
        _coder.Train(false);
        float[] scores = BlockEvaluation.Of(_images, _k, block => _coder.Encode(block.mul_(_coder.Scale)).mm(_weights.t()).div(2 * _options.Alpha), cancellationToken);
        _coder.Train(true);
        return scores;
    }

    /// <summary>Ω as a layer.</summary>
    public DenseLayer Centres()
    {
        float[] weights = TensorBridge.ToArray(_weights);
        return DenseLayer.Of([.. weights.Select(weight => (float)(weight / (2 * _options.Alpha)))], _k, Activation.None);
    }

    public void Dispose()
    {
        _networks.Dispose();
        _centres.Dispose();
        _weights.Dispose();
    }

    private void Step(int[] rows, bool centres, LossMeter losses)
    {
        Tensor images = _coder.Take(_images, rows), codes = _coder.Encode(images);
        TellLoss loss = TellLoss.Of(_coder.Reconstruction(images, codes), centres ? codes.detach() : codes, _weights, _options.Alpha, _options.ClusterWeight);
        losses.Add(loss.Total.item<float>(), loss.Reconstruction.item<float>(), loss.Clustering.item<float>());
        _networks.zero_grad();
        _centres.zero_grad();
        loss.Total.backward();
        _networks.step();
        if (centres)
        {
            MoveCentres();
        }
    }

    /// <summary>Each centre's gradient is given one length, then Adadelta steps, and the rows go back to 2α.</summary>
    private void MoveCentres()
    {
        using IDisposable noGradient = torch.no_grad();
        Tensor gradient = _weights.grad!;
        gradient.copy_(nn.functional.normalize(gradient, 2, 1).mul(Push * _options.Alpha));
        _centres.step();
        _weights.copy_(nn.functional.normalize(_weights, 2, 1).mul(2 * _options.Alpha));
    }
}
