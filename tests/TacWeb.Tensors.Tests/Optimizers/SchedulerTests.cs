using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Optimizers;

public sealed class SchedulerTests
{
    [Fact]
    public void StepLR_multiplies_after_every_third_epoch()
        => Assert.Equal([0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.1], Rates(o => optim.lr_scheduler.StepLR(o, 3, 0.5), 7));

    [Fact]
    public void CosineAnnealingLR_falls_along_half_a_cosine()
        => Assert.Equal([0.4, 0.3, 0.2, 0.2 - (0.2 * Math.Sqrt(0.5)), 0], [.. new[] { 0, 2, 3, 4.5, 6 }.Select(e => Cosine(e))], (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void CosineAnnealingLR_ends_at_its_smallest_rate()
        => Assert.Equal(0.1, Rates(o => optim.lr_scheduler.CosineAnnealingLR(o, 4, eta_min: 0.1), 5)[^1], 1e-12);

    [Fact]
    public void LambdaLR_multiplies_the_first_rate_by_the_function()
        => Assert.Equal([0.4, 0.2, 0.4 / 3], Rates(o => optim.lr_scheduler.LambdaLR(o, epoch => 1.0 / (epoch + 1)), 3), (a, b) => Math.Abs(a - b) < 1e-12);

    // Rates at whole epochs of a schedule twice as long are those at half epochs.
    private static double Cosine(double epoch) => Rates(o => optim.lr_scheduler.CosineAnnealingLR(o, 12), 13)[(int)(2 * epoch)];

    private static double[] Rates(Func<optim.Optimizer, optim.lr_scheduler.LRScheduler> make, int count)
    {
        using Modules.Parameter w = new(zeros(1));
        using optim.Optimizer optimizer = optim.SGD([w], 0.4);
        optim.lr_scheduler.LRScheduler scheduler = make(optimizer);
        double[] rates = new double[count];
        for (int i = 0; i < count; i++)
        {
            rates[i] = optimizer.ParamGroups.Single().LearningRate;
            scheduler.step();
        }

        return rates;
    }
}
