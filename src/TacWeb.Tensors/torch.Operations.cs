using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        if (tensors is null || tensors.Count == 0)
        {
            throw new ArgumentException("At least one tensor is needed.", nameof(tensors));
        }

        Tensor[] parts = [.. tensors];
        int at = Shapes.Dimension(dim, parts[0].Sizes.Length);
        long[] sizes = parts[0].shape;
        sizes[at] = parts.Sum(part => part.Sizes[at]);
        ScalarType type = parts.Select(part => part.dtype).Aggregate(Types.Promote);
        Tensor result = Tensor.Empty(sizes, type);
        using (no_grad())
        {
            long first = 0;
            foreach (Tensor part in parts)
            {
                using Tensor place = result.narrow(at, first, part.Sizes[at]);
                if (!place.Sizes.AsSpan().SequenceEqual(part.Sizes))
                {
                    throw new ArgumentException($"The shapes [{Shapes.Text(parts[0].Sizes)}] and [{Shapes.Text(part.Sizes)}] do not agree outside dimension {at}.", nameof(tensors));
                }

                Kernels.Copying.Copy(part, place);
                first += part.Sizes[at];
            }
        }

        long[] lengths = [.. parts.Select(part => part.Sizes[at])];
        return Recorder.Record(Operation.Concatenate, result, parts, [], (g, n) => Pieces(g, n, at, lengths));
    }

    /// <summary>Tensors joined along a dimension.</summary>
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Tensors of one shape joined along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        using DisposeScope scope = NewDisposeScope();
        return scope.MoveToOuter(cat([.. tensors.Select(tensor => tensor.unsqueeze(dim))], dim));
    }

    /// <summary>The elements of x where the condition holds, else those of y; broadcast.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>The larger of each pair, broadcast.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>The smaller of each pair, broadcast.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>The sum, broadcast.</summary>
    public static Tensor add(Tensor left, Tensor right) => left.add(right);

    /// <summary>The difference, broadcast.</summary>
    public static Tensor sub(Tensor left, Tensor right) => left.sub(right);

    /// <summary>The product, broadcast.</summary>
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    /// <summary>The quotient, broadcast.</summary>
    public static Tensor div(Tensor left, Tensor right) => left.div(right);

    /// <summary>The negative.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>The power with a fixed exponent.</summary>
    public static Tensor pow(Tensor input, Scalar exponent) => input.pow(exponent);

    /// <summary>The exponential.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>The natural logarithm.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>The square root.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>The reciprocal of the square root.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>The square.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>The absolute value.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>1/(1 + e^−x).</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>The hyperbolic tangent.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>Values below min become min, values above max become max.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    /// <summary>The product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    /// <summary>The matrix product with PyTorch's rules.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>The products of pairs of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary>beta · input + alpha · mat1·mat2.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => input.addmm(mat1, mat2, beta, alpha);

    /// <summary>The sum of all elements.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    /// <summary>The sums along one dimension.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>The sums along several dimensions.</summary>
    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>The mean of all elements.</summary>
    public static Tensor mean(Tensor input) => input.mean();

    /// <summary>The means along several dimensions.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);

    /// <summary>The largest element.</summary>
    public static Tensor max(Tensor input) => input.max();

    /// <summary>The largest elements along a dimension and their first positions.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    /// <summary>The smallest element.</summary>
    public static Tensor min(Tensor input) => input.min();

    /// <summary>The smallest elements along a dimension and their first positions.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    /// <summary>The first position of the largest element.</summary>
    public static Tensor argmax(Tensor input) => input.argmax();

    /// <summary>The first positions of the largest elements along a dimension.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    /// <summary>The first position of the smallest element.</summary>
    public static Tensor argmin(Tensor input) => input.argmin();

    /// <summary>The first positions of the smallest elements along a dimension.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    /// <summary>ln Σ exp along a dimension, without overflow.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    /// <summary>exp(x)/Σ exp along a dimension.</summary>
    public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    /// <summary>x − ln Σ exp along a dimension.</summary>
    public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

    /// <summary>The Euclidean norm of all elements.</summary>
    public static Tensor norm(Tensor input, float p = 2.0f) => input.norm(p);

    /// <summary>The norms along one dimension.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2.0f) => input.norm(dimension, keepdim, p);

    /// <summary>The k best elements along a dimension and their positions.</summary>
    public static (Tensor values, Tensor indexes) topk(Tensor input, int k, int dim = -1, bool largest = true, bool sorted = true)
        => input.topk(k, dim, largest, sorted);

    /// <summary>The elements in order along a dimension and their former positions.</summary>
    public static (Tensor Values, Tensor Indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false)
        => input.sort(dim, descending, stable);

    /// <summary>The positions that put the elements in order along a dimension.</summary>
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    /// <summary>The elements at the positions along a dimension.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    /// <summary>The slices at the positions along a dimension.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    /// <summary>The running sums along a dimension.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    private static Tensor?[] Pieces(Tensor gradient, Node node, int dimension, long[] lengths)
    {
        Tensor?[] pieces = new Tensor?[lengths.Length];
        long first = 0;
        for (int i = 0; i < lengths.Length; first += lengths[i++])
        {
            pieces[i] = node.Needs(i) ? gradient.narrow(dimension, first, lengths[i]) : null;
        }

        return pieces;
    }
}
