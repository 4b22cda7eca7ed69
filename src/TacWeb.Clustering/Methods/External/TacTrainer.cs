using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.External;

/// <summary>The two heads of TAC and their optimiser; one call a step. Tensors live until it is disposed.</summary>
internal sealed class TacTrainer : IDisposable
{
    private readonly Vectors _images;
    private readonly Vectors _texts;
    private readonly double _temperature;
    private readonly double _balanceWeight;
    private readonly SideTargets? _side;
    private readonly bool _consistent;
    private readonly torch.optim.Optimizer _optimizer;

    /// <param name="images">[N, d].</param>
    /// <param name="texts">Counterparts, [N, d'].</param>
    /// <param name="clusters">K.</param>
    /// <param name="settings">Every rule worked out.</param>
    /// <param name="options">Balance weight and learning rate.</param>
    /// <param name="side">Sizes and fairness that the user asks for, or null.</param>
    /// <param name="consistent">Whether the consistency loss counts.</param>
    public TacTrainer(Vectors images, Vectors texts, int clusters, TacSettings settings, TacOptions options, SideTargets? side = null, bool consistent = true)
    {
        _side = side;
        (_images, _texts, _temperature, _balanceWeight, _consistent) = (images, texts, settings.Temperature, options.BalanceWeight, consistent);
        (ImageHead, TextHead) = (new ClusterHead(images.Dimension, settings.Hidden, clusters), new ClusterHead(texts.Dimension, settings.Hidden, clusters));
        _optimizer = torch.optim.Adam(ImageHead.Parameters().Concat(TextHead.Parameters()), options.LearningRate, 0.9, 0.99);
    }

    /// <summary>f, on images.</summary>
    public ClusterHead ImageHead { get; }

    /// <summary>g, on counterparts.</summary>
    public ClusterHead TextHead { get; }

    /// <summary>One step of Adam; adds total, distillation, consistency and balance before the step to <paramref name="losses"/>.</summary>
    public void Step(NeighbourBatch batch, LossMeter losses)
    {
        using DisposeScope step = torch.NewDisposeScope();
        TacLoss loss = Loss(batch);
        losses.Add(loss.Total.item<float>(), loss.Distillation.item<float>(), loss.Consistency.item<float>(), loss.Balance.item<float>());
        _optimizer.zero_grad();
        loss.Total.backward();
        _optimizer.step();
    }

    /// <summary>One step of cross entropy of both heads against given labels of the anchors, in place of TAC's losses; reported as the total and the distillation.</summary>
    public void Teach(NeighbourBatch batch, int[] labels, LossMeter losses)
    {
        using DisposeScope step = torch.NewDisposeScope();
        Tensor targets = torch.tensor([.. batch.Anchors.Select(row => (long)labels[row])]).unsqueeze(1);
        Tensor loss = new[] { ImageHead.Assign(TensorBridge.Rows(_images, batch.Anchors)), TextHead.Assign(TensorBridge.Rows(_texts, batch.Anchors)) }
            .Select(p => p.gather(1, targets).clamp_min(1e-9).log().mean().neg()).Aggregate((sum, part) => sum.add(part));
        losses.Add(loss.item<float>(), loss.item<float>(), 0, 0);
        _optimizer.zero_grad();
        loss.backward();
        _optimizer.step();
    }

    /// <summary>Forward passes in the authors' order, anchors before neighbours, each with its own batch statistics.</summary>
    public TacLoss Loss(NeighbourBatch batch)
    {
        Tensor image = ImageHead.Assign(TensorBridge.Rows(_images, batch.Anchors)); // P, [B, K]
        Tensor text = TextHead.Assign(TensorBridge.Rows(_texts, batch.Anchors)); // Q
        Tensor imageNeighbours = ImageHead.Assign(TensorBridge.Rows(_images, batch.ImageNeighbours)); // P′
        Tensor textNeighbours = TextHead.Assign(TensorBridge.Rows(_texts, batch.TextNeighbours)); // Q′
        TacLoss loss = TacLoss.Of(image, text, imageNeighbours, textNeighbours, _temperature, _balanceWeight, _side?.Prior, _consistent);
        return _side is null ? loss : loss with { Total = _side.Fair(loss.Total, batch.Anchors, image, text) };
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        ImageHead.Dispose();
        TextHead.Dispose();
    }
}
