using TacWeb.Tensors.Autograd;
using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Tests.Autograd;

/// <summary>One function of some inputs that goes through an operation.</summary>
/// <param name="Operation">The operation whose derivative is checked.</param>
/// <param name="Name">What is special about this case.</param>
/// <param name="Function">From the inputs to a tensor of any shape.</param>
/// <param name="Inputs">Shapes of the inputs; their values are drawn around zero.</param>
internal sealed record DifferentiableCase(Operation Operation, string Name, Func<Tensor[], Tensor> Function, params long[][] Inputs)
{
    /// <summary>Draw from 0.5 … 2 instead: for logarithms, roots and divisors.</summary>
    public bool Positive { get; init; }

    /// <summary>Draw from 0.1 … 0.9 instead: for probabilities.</summary>
    public bool Probability { get; init; }
}

/// <summary>The list that the gradient tests run over: a new operation gets its cases here.</summary>
internal static class DifferentiableCases
{
    public static IEnumerable<DifferentiableCase> All { get; } =
    [
        new(Operation.Add, "same shape", x => x[0] + x[1], [3, 4], [3, 4]),
        new(Operation.Add, "broadcast row", x => x[0] + x[1], [3, 4], [4]),
        new(Operation.Add, "broadcast both, scaled", x => x[0].add(x[1], 2.5), [3, 1], [1, 4]),
        new(Operation.Subtract, "broadcast column", x => x[0] - x[1], [3, 4], [3, 1]),
        new(Operation.Multiply, "same shape", x => x[0] * x[1], [2, 5], [2, 5]),
        new(Operation.Multiply, "broadcast", x => x[0] * x[1], [2, 3, 4], [3, 1]),
        new(Operation.Multiply, "by itself", x => x[0] * x[0], [2, 5]),
        new(Operation.Divide, "broadcast", x => x[0] / x[1], [3, 4], [3, 1]) { Positive = true },
        new(Operation.AddScalar, "plus", x => x[0] + 1.5, [7]),
        new(Operation.MultiplyScalar, "times", x => x[0] * -2.5, [7]),
        new(Operation.PowScalar, "square", x => x[0].pow(2), [7]),
        new(Operation.PowScalar, "cube", x => x[0].pow(3), [7]),
        new(Operation.PowScalar, "reciprocal", x => x[0].pow(-1), [7]) { Positive = true },
        new(Operation.PowScalar, "fraction", x => x[0].pow(1.7), [7]) { Positive = true },
        new(Operation.Exp, "exp", x => x[0].exp(), [3, 4]),
        new(Operation.Log, "log", x => x[0].log(), [3, 4]) { Positive = true },
        new(Operation.Sqrt, "sqrt", x => x[0].sqrt(), [3, 4]) { Positive = true },
        new(Operation.Abs, "abs", x => x[0].abs(), [3, 4]),
        new(Operation.Relu, "relu", x => x[0].relu(), [3, 4]),
        new(Operation.LeakyRelu, "leaky", x => functional.leaky_relu(x[0], 0.2), [3, 4]),
        new(Operation.Sigmoid, "sigmoid", x => x[0].sigmoid(), [3, 4]),
        new(Operation.Tanh, "tanh", x => x[0].tanh(), [3, 4]),
        new(Operation.Clamp, "both bounds", x => x[0].clamp(-0.5, 0.5), [3, 4]),
        new(Operation.Maximum, "maximum", x => x[0].maximum(x[1]), [3, 4], [4]),
        new(Operation.Minimum, "minimum", x => x[0].minimum(x[1]), [3, 4], [4]),
        new(Operation.Where, "broadcast", x => where(tensor([true, false, true, false]), x[0], x[1]), [3, 4], [4]),
        new(Operation.MaskedFill, "row mask", x => x[0].masked_fill(tensor([true, false, true, false]), 3), [3, 4]),
        new(Operation.Sum, "all", x => x[0].sum(), [3, 4]),
        new(Operation.Sum, "rows", x => x[0].sum(1), [3, 4]),
        new(Operation.Sum, "first and last, kept", x => x[0].sum([0, 2], keepdim: true), [2, 3, 4]),
        new(Operation.Sum, "mean", x => x[0].mean([0]), [3, 4]),
        new(Operation.Sum, "variance", x => x[0].var(0L), [5, 3]),
        new(Operation.Amax, "rows", x => x[0].amax([1]), [3, 4]),
        new(Operation.Amax, "all", x => x[0].max(), [3, 4]),
        new(Operation.Norm, "columns", x => x[0].norm(0), [3, 4]),
        new(Operation.Norm, "all", x => x[0].norm(), [3, 4]),
        new(Operation.Norm, "normalize", x => functional.normalize(x[0], dim: 0), [3, 4]),
        new(Operation.LogSumExp, "rows", x => x[0].logsumexp(1), [3, 4]),
        new(Operation.LogSumExp, "columns, kept", x => x[0].logsumexp(0, keepdim: true), [3, 4]),
        new(Operation.CumulativeSum, "rows", x => x[0].cumsum(1), [3, 4]),
        new(Operation.CumulativeSum, "columns", x => x[0].cumsum(0), [3, 4]),
        new(Operation.Softmax, "rows", x => x[0].softmax(1), [3, 4]),
        new(Operation.Softmax, "columns", x => x[0].softmax(0), [3, 4]),
        new(Operation.LogSoftmax, "rows", x => x[0].log_softmax(1), [3, 11]),
        new(Operation.LogSoftmax, "middle", x => x[0].log_softmax(1), [2, 3, 2]),
        new(Operation.LogSoftmax, "cross entropy", x => functional.cross_entropy(x[0], tensor([2L, 0, 1])), [3, 4]),
        new(Operation.BinaryCrossEntropy, "both", x => functional.binary_cross_entropy(x[0], x[1]), [3, 4], [3, 4]) { Probability = true },
        new(Operation.MatrixProduct, "product", x => x[0].mm(x[1]), [3, 5], [5, 2]),
        new(Operation.MatrixProduct, "with its transpose", x => x[0].mm(x[0].t()), [3, 5]),
        new(Operation.MatrixProduct, "addmm", x => x[0].addmm(x[1], x[2], 0.5f, 2), [2], [3, 4], [4, 2]),
        new(Operation.BatchedMatrixProduct, "bmm", x => x[0].bmm(x[1]), [2, 3, 4], [2, 4, 2]),
        new(Operation.BatchedMatrixProduct, "matmul, broadcast", x => x[0].matmul(x[1]), [2, 1, 3, 4], [2, 4, 2]),
        new(Operation.Linear, "with bias", x => functional.linear(x[0], x[1], x[2]), [3, 5], [2, 5], [2]),
        new(Operation.Linear, "three dimensions", x => functional.linear(x[0], x[1]), [2, 3, 5], [2, 5]),
        new(Operation.BatchNorm, "affine", x => functional.batch_norm(x[0], null, null, x[1], x[2], training: true), [6, 3], [3], [3]),
        new(Operation.BatchNorm, "three dimensions", x => functional.batch_norm(x[0], null, null, x[1], x[2], training: true), [4, 3, 2], [3], [3]),
        new(Operation.BatchNorm, "images", x => functional.batch_norm(x[0], null, null, x[1], x[2], training: true), [3, 2, 3, 2], [2], [2]),
        new(Operation.Convolution, "with bias", x => functional.conv2d(x[0], x[1], x[2]), [2, 2, 4, 5], [3, 2, 3, 2], [3]),
        new(Operation.Convolution, "stride and padding", x => functional.conv2d(x[0], x[1], strides: [2], padding: [1]), [2, 2, 5, 4], [2, 2, 3, 3]),
        new(Operation.Convolution, "dilated, unequal steps", x => functional.conv2d(x[0], x[1], strides: [1, 2], padding: [2, 1], dilation: [2, 1]), [1, 2, 4, 6], [2, 2, 2, 3]),
        new(Operation.TransposedConvolution, "with bias", x => functional.conv_transpose2d(x[0], x[1], x[2]), [2, 3, 3, 2], [3, 2, 2, 3], [2]),
        new(Operation.TransposedConvolution, "stride, padding, more at the end", x => functional.conv_transpose2d(x[0], x[1], strides: [2], padding: [1], output_padding: [1]), [2, 2, 3, 2], [2, 2, 3, 3]),
        new(Operation.ConvolutionWeights, "second derivative", x => autograd.grad([functional.conv2d(x[0], x[1], padding: [1]).pow(2).sum()], [x[1]], create_graph: true)[0], [2, 1, 3, 3], [2, 1, 3, 3]),
        new(Operation.Gather, "max pooling", x => functional.max_pool2d(x[0], 3, stride: 2, padding: 1), [2, 2, 5, 4]),
        new(Operation.Sum, "mean pooling", x => functional.avg_pool2d(x[0], 2), [1, 2, 4, 6]),
        new(Operation.Erf, "erf", x => x[0].erf(), [3, 4]),
        new(Operation.Gelu, "gelu", x => functional.gelu(x[0]), [3, 4]),
        new(Operation.GeluSlope, "second derivative", x => autograd.grad([functional.gelu(x[0]).sum()], [x[0]], create_graph: true)[0], [3, 4]),
        new(Operation.Softplus, "softplus", x => functional.softplus(x[0], beta: 2), [3, 4]),
        new(Operation.View, "reshape", x => x[0].reshape(2, 6) * x[1], [3, 4], [2, 6]),
        new(Operation.View, "squeeze", x => x[0].squeeze(1).unsqueeze(0) * x[1], [3, 1], [1, 3]),
        new(Operation.Permute, "permute", x => x[0].permute(2, 0, 1) * x[1], [2, 3, 4], [4, 2, 3]),
        new(Operation.Expand, "expand", x => x[0].expand(2, 3, 4) * x[1], [3, 1], [2, 3, 4]),
        new(Operation.Slice, "step", x => x[0].slice(1, 1, 6, 2), [3, 7]),
        new(Operation.Slice, "brackets", x => x[0][.., 1..3], [3, 4]),
        new(Operation.Slice, "number", x => x[0][1], [3, 4]),
        new(Operation.SliceScatter, "second derivative of a slice", x => autograd.grad([x[0].slice(1, 1, 6, 2).pow(3).sum()], [x[0]], create_graph: true)[0], [3, 7]),
        new(Operation.Copy, "clone", x => x[0].t().clone() * x[1], [3, 4], [4, 3]),
        new(Operation.Concatenate, "rows", x => cat([x[0], x[1]], 0), [2, 3], [4, 3]),
        new(Operation.Concatenate, "stack", x => stack([x[0], x[1], x[0]], 1), [2, 3], [2, 3]),
        new(Operation.Gather, "rows", x => x[0].gather(1, tensor([0L, 0, 2, 1, 3, 3], [3, 2])), [3, 4]),
        new(Operation.Gather, "largest", x => x[0].max(1).values, [3, 4]),
        new(Operation.Gather, "topk", x => x[0].topk(2).values, [3, 4]),
        new(Operation.Gather, "sort columns", x => x[0].sort(0).Values, [3, 4]),
        new(Operation.ScatterAdd, "repeated", x => x[0].scatter_add(1, tensor([0L, 0, 2, 1, 3, 3], [3, 2]), x[1]), [3, 4], [3, 2]),
        new(Operation.Scatter, "once each", x => x[0].scatter(1, tensor([0L, 3, 2, 1, 3, 0], [3, 2]), x[1]), [3, 4], [3, 2]),
        new(Operation.IndexSelect, "repeated", x => x[0].index_select(0, tensor([2L, 0, 2])), [3, 4]),
        new(Operation.IndexSelect, "brackets", x => x[0][tensor([2L, 0, 2, 1], [2, 2])], [3, 4]),
        new(Operation.IndexAdd, "rows of a transpose", x => x[0].t().index_add(0, tensor([2L, 0, 2]), x[1].t(), 0.5), [4, 3], [4, 3]),
        new(Operation.IndexAdd, "repeated", x => x[0].index_add(1, tensor([2L, 0, 2]), x[1], 0.5), [3, 4], [3, 3]),
        new(Operation.Cholesky, "of a positive-definite matrix", x => linalg.cholesky(x[0].mm(x[0].t()) + (eye(3) * 2)), [3, 3]),
        new(Operation.Cholesky, "of two", x => linalg.cholesky(x[0].bmm(x[0].transpose(1, 2)) + (eye(3) * 2)), [2, 3, 3]),
        new(Operation.SolveTriangular, "lower", x => linalg.solve_triangular(x[0] + (eye(3) * 3), x[1], upper: false), [3, 3], [3, 2]),
        new(Operation.SolveTriangular, "upper, two", x => linalg.solve_triangular(x[0] + (eye(3) * 3), x[1], upper: true), [2, 3, 3], [2, 3, 2]),
        new(Operation.SolveTriangular, "from the right, ones on the diagonal", x => linalg.solve_triangular(x[0] * 0.3, x[1], upper: true, left: false, unitriangular: true), [3, 3], [2, 3]),
        new(Operation.LogDeterminant, "positive-definite", x => linalg.slogdet(x[0].mm(x[0].t()) + (eye(3) * 2)).Item2, [3, 4]),
        new(Operation.LogDeterminant, "two of either sign", x => linalg.slogdet(x[0] - (eye(3) * 3)).Item2, [2, 3, 3]),
        new(Operation.Inverse, "inverse", x => linalg.inv(x[0] + (eye(3) * 3)), [3, 3]),
        new(Operation.Distance, "rows", x => cdist(x[0], x[1]), [3, 4], [5, 4]),
        new(Operation.Distance, "two stacks", x => cdist(x[0], x[1]), [2, 3, 4], [2, 2, 4]),
    ];
}
