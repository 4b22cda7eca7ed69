using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Random;

public sealed class RandomTests
{
    [Fact]
    public void The_stream_is_xoshiro256_starstar_seeded_by_splitmix64()
    {
        // Written down from the authors' C code (xoshiro256starstar.c, splitmix64.c, seed 0).
        TacWeb.Tensors.Random.RandomStream stream = new(0);
        Assert.Equal([0x99EC5F36CB75F2B4UL, 0xBF6E1F784956452AUL, 0x1A5F849D4933E6E0UL, 0x6AA594F1262D2D2CUL], (ulong[])[stream.Next(), stream.Next(), stream.Next(), stream.Next()]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_seed_others()
    {
        using DisposeScope everything = NewDisposeScope();
        float[] Draw(long seed)
        {
            manual_seed(seed);
            return [.. rand(50).data<float>(), .. randn(50).data<float>(), .. randperm(50).to_type(ScalarType.Float32).data<float>()];
        }

        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
    }

    [Fact]
    public void A_generator_of_its_own_leaves_the_common_one_alone()
    {
        using DisposeScope everything = NewDisposeScope();
        manual_seed(3);
        float[] expected = [.. rand(5).data<float>()];
        manual_seed(3);
        using Generator own = new(9);
        _ = randperm(1000, generator: own);
        Assert.Equal(expected, rand(5).data<float>().ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void A_permutation_holds_every_number_once(int count)
    {
        using DisposeScope everything = NewDisposeScope();
        long[] drawn = [.. randperm(count).data<long>()];
        Array.Sort(drawn);
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), drawn);
    }

    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        using DisposeScope everything = NewDisposeScope();
        manual_seed(1);
        float[] uniform = [.. rand(200_000).data<float>()], normal = [.. randn(200_000).data<float>()];
        Assert.All(uniform, value => Assert.InRange(value, 0f, 0.99999994f));
        Assert.Equal((0.5, 1 / 12.0), Moments(uniform), Near(0.003));
        Assert.Equal((0.0, 1.0), Moments(normal), Near(0.015));
    }

    [Fact]
    public void A_truncated_normal_stays_within_its_cut_and_has_its_spread()
    {
        using DisposeScope everything = NewDisposeScope();
        manual_seed(2);
        Tensor cut = nn.init.trunc_normal_(zeros(200_000), std: 1, a: -1, b: 1), small = nn.init.trunc_normal_(zeros(200_000), std: 0.02);
        Assert.All(cut.data<float>().ToArray(), value => Assert.InRange(value, -1f, 1f));
        Assert.Equal((0.0, 0.2911), Moments([.. cut.data<float>()]), Near(0.005)); // the variance of a normal cut at one deviation
        Assert.Equal(0.02, Math.Sqrt(Moments([.. small.data<float>()]).Variance), 2e-4);
    }

    [Theory]
    [InlineData(257, 129, 65)]
    [InlineData(512, 512, 10)]
    [InlineData(300, 70, 900)]
    public void The_number_of_threads_changes_no_bit(int m, int k, int n)
    {
        using DisposeScope everything = NewDisposeScope();
        manual_seed(4);
        Tensor a = randn(m, k), b = randn(k, n);
        float[] Run(int threads)
        {
            int before = get_num_threads();
            set_num_threads(threads);
            try
            {
                Tensor product = mm(a, b);
                (Tensor best, _) = product.topk(Math.Min(5, n), 1);
                return [.. product.data<float>(), .. softmax(product, 1).data<float>(), .. product.sum(0L).data<float>(), .. product.mean([0L]).data<float>(), .. best.contiguous().data<float>()];
            }
            finally
            {
                set_num_threads(before);
            }
        }

        Assert.Equal(Run(1), Run(2));
    }

    private static (double Mean, double Variance) Moments(float[] values)
    {
        double mean = values.Average(value => (double)value);
        return (mean, values.Average(value => (value - mean) * (value - mean)));
    }

    private static EqualityComparer<(double Mean, double Variance)> Near(double tolerance) => EqualityComparer<(double Mean, double Variance)>.Create(
        (x, y) => Math.Abs(x.Mean - y.Mean) <= tolerance && Math.Abs(x.Variance - y.Variance) <= tolerance, _ => 0);
}
