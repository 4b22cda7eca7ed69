using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Beyond;

/// <summary>TEMI's students, teachers, cluster priors and optimiser; one call a step. Tensors live until it is disposed.</summary>
internal sealed class TemiTrainer : IDisposable
{
    private const double PriorConstant = 0.9;
    private const double Decay = 1e-4;
    private readonly TemiOptions _options;
    private readonly TemiHead[] _students;
    private readonly Tensor[] _priors; // [K] each
    private readonly torch.optim.Optimizer _bodies;
    private readonly torch.optim.Optimizer _lasts;
    private readonly double[] _sums;

    public TemiTrainer(int dimension, int clusters, TemiOptions options)
    {
        _options = options;
        _students = [.. Enumerable.Range(0, options.Heads).Select(_ => new TemiHead(dimension, options.Hidden, clusters))];
        Teachers = [.. _students.Select(student => Copy(student, dimension, clusters))];
        _priors = [.. _students.Select(_ => torch.full([clusters], 1.0 / clusters))];
        _bodies = Optimisers.Adam(_students.SelectMany(student => student.Body.Parameters()), options.LearningRate);
        _lasts = Optimisers.Adam(_students.SelectMany(student => student.Last), options.LearningRate);
        _sums = new double[options.Heads];
    }

    public IReadOnlyList<TemiHead> Teachers { get; }

    /// <summary>The head with the lowest loss since <see cref="Forget"/>.</summary>
    public int Best => Array.IndexOf(_sums, _sums.Min());

    public void Forget() => Array.Clear(_sums);

    /// <summary>Students' loss of both directions, priors, weights; then AdamW, then the teachers follow.</summary>
    /// <param name="anchors">[B, d] at the encoder's own scale.</param>
    /// <param name="partners">[B, d], a neighbour of each.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <param name="first">First epoch: last layers stay.</param>
    /// <param name="losses">Total.</param>
    public void Step(Tensor anchors, Tensor partners, double learningRate, bool first, LossMeter losses)
    {
        Tensor[] own, other; // log p_t of each head
        Tensor weights;
        using (torch.no_grad())
        {
            (own, other) = ([.. Teachers.Select(teacher => Log(teacher, anchors))], [.. Teachers.Select(teacher => Log(teacher, partners))]);
            weights = TemiLoss.Weights([.. own.Select(log => log.exp())], [.. other.Select(log => log.exp())]);
            for (int head = 0; head < _priors.Length; head++)
            {
                Tensor mean = own[head].exp().mean([0L]).add(other[head].exp().mean([0L])).mul(0.5);
                _priors[head].mul_(PriorConstant).add_(mean, 1 - PriorConstant);
            }
        }

        Tensor[] each = [.. _students.Select((student, head) =>
            TemiLoss.Of(Log(student, anchors), other[head], _priors[head], weights, _options.Beta)
                .add(TemiLoss.Of(Log(student, partners), own[head], _priors[head], weights, _options.Beta)).mul(0.5))];
        double[] values = [.. each.Select(loss => (double)loss.item<float>())];
        losses.Add(values.Average());
        for (int head = 0; head < values.Length; head++)
        {
            _sums[head] += values[head];
        }

        Update(each.Aggregate((sum, loss) => sum.add(loss)), learningRate, first);
    }

    public void Dispose()
    {
        _bodies.Dispose();
        _lasts.Dispose();
        foreach (TemiHead head in _students.Concat(Teachers))
        {
            head.Dispose();
        }

        foreach (Tensor prior in _priors)
        {
            prior.Dispose();
        }
    }

    private static TemiHead Copy(TemiHead student, int dimension, int clusters)
    {
        TemiHead teacher = new(dimension, student.Body.Width * 2, clusters);
        teacher.Follow(student, 0);
        return teacher;
    }

    private Tensor Log(TemiHead head, Tensor rows) => torch.log_softmax(head.Forward(rows).div(_options.Temperature), 1);

    private void Update(Tensor total, double learningRate, bool first)
    {
        _bodies.zero_grad();
        _lasts.zero_grad();
        total.backward();
        foreach (torch.optim.Optimizer optimizer in first ? [_bodies] : new[] { _bodies, _lasts })
        {
            Optimisers.Rate(optimizer, learningRate);
            Optimisers.Decay(_students.SelectMany(student => optimizer == _bodies ? student.Body.Parameters() : student.Last), learningRate, Decay);
            optimizer.step();
        }

        for (int head = 0; head < _students.Length; head++)
        {
            Teachers[head].Follow(_students[head], _options.Teacher);
        }
    }
}
