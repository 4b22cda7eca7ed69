using TacWeb.Tensors.Kernels;
using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Tests.Layers;

public sealed class ConvolutionTests
{
    public static TheoryData<int, int, int, int, int, int, int, int> Shapes => new()
    {
        // images, inputs, outputs, size, kernel, stride, padding, dilation
        { 3, 2, 4, 9, 3, 1, 1, 1 },
        { 40, 3, 5, 8, 3, 2, 1, 1 },
        { 5, 1, 8, 28, 5, 1, 0, 1 },
        { 7, 4, 3, 10, 4, 2, 1, 1 },
        { 2, 3, 2, 11, 3, 2, 2, 2 },
        { 33, 6, 50, 4, 3, 1, 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_convolution_is_the_sum_it_is_defined_by(int images, int inputs, int outputs, int size, int kernel, int stride, int padding, int dilation)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        Tensor x = randn(images, inputs, size, size), w = randn(outputs, inputs, kernel, kernel), b = randn(outputs);
        Tensor y = functional.conv2d(x, w, b, [stride], [padding], [dilation]);
        float[] expected = Direct(x, w, b, stride, padding, dilation, y.shape);
        Assert.All(expected.Zip(y.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * Math.Max(1, Math.Abs(pair.First))));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_transposed_convolution_is_the_adjoint(int images, int inputs, int outputs, int size, int kernel, int stride, int padding, int dilation)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(2);
        Tensor x = randn(images, inputs, size, size), w = randn(outputs, inputs, kernel, kernel);
        Tensor y = functional.conv2d(x, w, null, [stride], [padding], [dilation]), g = randn_like(y);
        long back = ((y.shape[2] - 1) * stride) - (2 * padding) + (dilation * (kernel - 1)) + 1;
        Tensor t = functional.conv_transpose2d(g, w, null, [stride], [padding], [size - back], [dilation]);
        Assert.Equal(x.shape, t.shape);
        float first = (y * g).sum().item<float>(), second = (x * t).sum().item<float>();
        Assert.Equal(first, second, 2e-3f * Math.Max(1, Math.Abs(first)));
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(3);
        Tensor x = randn(37, 8, 14, 14).requires_grad_(), w = randn(24, 8, 3, 3).requires_grad_(), b = randn(24).requires_grad_();
        int threads = get_num_threads();
        float[][] Run(int number)
        {
            set_num_threads(number);
            Tensor y = functional.conv2d(x, w, b, padding: [1]);
            IList<Tensor> gradients = autograd.grad([y.tanh().sum()], [x, w, b]);
            return [y.data<float>().ToArray(), .. gradients.Select(g => g.data<float>().ToArray())];
        }

        try
        {
            Assert.Equal(Run(1), Run(3));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_gradient_penalty_goes_through_a_convolutional_critic(bool transposed)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(4);
        Module<Tensor, Tensor> first = transposed ? ConvTranspose2d(1, 3, 3, stride: 2) : Conv2d(1, 3, 3, padding: 1);
        using Modules.Sequential critic = Sequential(first, LeakyReLU(0.2), Flatten(), Linear(transposed ? 3 * 81 : 48, 1));
        Tensor x;
        do
        {
            x = randn([2, 1, 4, 4], requires_grad: true);
        }
        while (first.call(x).abs().min().item<float>() < 2e-3);

        Tensor[] weights = [.. critic.parameters()];
        Tensor Penalty() => (autograd.grad([critic.call(x).sum() * 6], [x], create_graph: true)[0].flatten(1).norm(1) - 1).pow(2).mean();
        Tensor[] gradients = [.. autograd.grad([Penalty()], [weights[0], weights[2]])];

        // Steps so small that no value crosses the kink: compared along one direction.
        Tensor[] directions = [.. gradients.Select(g => randn_like(g))];
        float expected = gradients.Zip(directions, (g, d) => (g * d).sum().item<float>()).Sum();
        float At(double step)
        {
            using (no_grad())
            {
                weights[0].add_(directions[0], step);
                weights[2].add_(directions[1], step);
            }

            float value = Penalty().item<float>();
            using (no_grad())
            {
                weights[0].sub_(directions[0] * step);
                weights[2].sub_(directions[1] * step);
            }

            return value;
        }

        Assert.Equal(expected, (At(3e-4) - At(-3e-4)) / 6e-4f, 0.03f * Math.Max(1, Math.Abs(expected)));
        Assert.True(Math.Abs(expected) > 0.01);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => functional.conv2d(zeros(1, 2, 4, 4), zeros(3, 1, 3, 3)));
        Assert.Throws<ArgumentException>(() => functional.conv2d(zeros(1, 2, 2, 2), zeros(3, 2, 3, 3)));
        Assert.Throws<ArgumentException>(() => functional.conv_transpose2d(zeros(1, 2, 4, 4), zeros(3, 1, 3, 3)));
        Assert.Throws<NotSupportedException>(() => functional.conv2d(zeros(1, 2, 4, 4), zeros(2, 1, 3, 3), groups: 2));
    }

    [Fact]
    public void A_generator_of_images_has_the_sizes_of_PyTorchs()
    {
        using DisposeScope scope = NewDisposeScope();
        using Modules.Sequential generator = Sequential(
            Linear(5, 98), Unflatten(1, [2, 7, 7]), ConvTranspose2d(2, 3, 4, stride: 2, padding: 1), BatchNorm2d(3), ReLU(), ConvTranspose2d(3, 1, 4, stride: 2, padding: 1), GELU(), Softplus());
        Assert.Equal([6L, 1, 28, 28], generator.call(randn(6, 5)).shape);
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "3.bias", "5.weight", "5.bias"], generator.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void The_largest_of_each_window_is_chosen_and_windows_beyond_the_end_count_in_ceil_mode()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(25).to(ScalarType.Float32).reshape(1, 1, 5, 5);
        Assert.Equal([6f, 8, 16, 18], MaxPool2d(2).call(x).data<float>().ToArray());
        Assert.Equal([6f, 8, 9, 16, 18, 19, 21, 23, 24], MaxPool2d(2, ceil_mode: true).call(x).data<float>().ToArray());
        Assert.Equal([1L, 1, 3, 3], MaxPool2d(3, 2, 1).call(-x).shape);
        Assert.Equal(0, MaxPool2d(3, 2, 1).call(-x)[0, 0, 0, 0].item<float>());
        Assert.Equal([9f], AdaptiveAvgPool2d(1).call(x[.., .., 1..4, 0..].slice(3, 3, 5, 1).reshape(1, 1, 3, 2) - 4.5).data<float>().ToArray());
    }

    [Fact]
    public void Batch_normalisation_of_images_takes_the_statistics_of_each_channel()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        using Modules.BatchNorm2d layer = BatchNorm2d(3);
        Tensor x = (randn(20, 3, 9, 7) * 3) + 5, y = layer.call(x);
        Assert.InRange(y.mean([0, 2, 3]).abs().max().item<float>(), 0, 1e-5f);
        Assert.InRange((y.var([0, 2, 3], unbiased: false) - 1).abs().max().item<float>(), 0, 1e-4f);
        Assert.True(layer.running_mean!.allclose(x.mean([0, 2, 3]) * 0.1, 1e-4, 1e-4));
        Assert.True(layer.running_var!.allclose((x.var([0, 2, 3]) * 0.1) + 0.9, 1e-4, 1e-4));
        layer.eval();
        Tensor expected = (x - layer.running_mean!.reshape(1, 3, 1, 1)) / (layer.running_var!.reshape(1, 3, 1, 1) + 1e-5).sqrt();
        Assert.True(layer.call(x).allclose(expected, 1e-4, 1e-4));
    }

    [Fact]
    public void The_error_function_agrees_with_tables()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = tensor([0f, 0.001f, -0.5f, 0.999f, 1.001f, -2f, 9f]).erf();
        float[] expected = [0, 0.00112837879f, -0.52049988f, 0.84228506f, 0.84311541f, -0.99532227f, 1];
        Assert.All(expected.Zip(y.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 3e-7f));
        Assert.Equal(0.00112837879f, y[1].item<float>(), 1e-9f);
    }

    [Fact]
    public void Softplus_is_smooth_and_never_overflows()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] y = functional.softplus(tensor([-200f, -1f, 0f, 1f, 200f])).data<float>().ToArray();
        Assert.All(new[] { 0f, 0.31326169f, 0.69314718f, 1.31326169f, 200f }.Zip(y), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    private static float[] Direct(Tensor x, Tensor w, Tensor b, int stride, int padding, int dilation, long[] sizes)
    {
        float[] image = x.data<float>().ToArray(), kernel = w.data<float>().ToArray(), bias = b.data<float>().ToArray();
        (int inputs, int height, int width, int k) = ((int)x.shape[1], (int)x.shape[2], (int)x.shape[3], (int)w.shape[2]);
        List<float> result = [];
        for (int n = 0; n < sizes[0]; n++)
        {
            for (int o = 0; o < sizes[1]; o++)
            {
                for (int p = 0; p < sizes[2] * sizes[3]; p++)
                {
                    (int row, int column) = Math.DivRem(p, (int)sizes[3]);
                    double sum = bias[o];
                    for (int tap = 0; tap < inputs * k * k; tap++)
                    {
                        int c = tap / (k * k), y = (row * stride) - padding + (tap / k % k * dilation), at = (column * stride) - padding + (tap % k * dilation);
                        sum += (uint)y < (uint)height && (uint)at < (uint)width ? image[((((n * inputs) + c) * height) + y) * width + at] * kernel[(o * inputs * k * k) + tap] : 0;
                    }

                    result.Add((float)sum);
                }
            }
        }

        return [.. result];
    }
}
