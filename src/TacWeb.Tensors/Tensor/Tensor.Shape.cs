using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The transpose of a matrix, as a view; vectors stay as they are.</summary>
        public Tensor T => Dimensions < 2 ? alias() : t();

        /// <summary>The same memory with other sizes; one size may be −1.</summary>
        /// <exception cref="ArgumentException">The sizes do not fit, or the strides do not allow a view.</exception>
        public Tensor view(params long[] shape)
        {
            long[] sizes = Shapes.Resolve(shape, numel());
            long[] strides = Shapes.View(Sizes, Strides, sizes)
                ?? throw new ArgumentException($"A tensor of strides [{Shapes.Text(Strides)}] has no view of shape [{Shapes.Text(sizes)}]; use reshape.", nameof(shape));
            long[] own = Sizes;
            return Recorder.Record(Operation.View, AsView(sizes, strides, Offset), [this], [], (g, _) => [g.reshape(own)]);
        }

        /// <summary>The same elements with other sizes: a view where possible, else a copy. One size may be −1.</summary>
        public Tensor reshape(params long[] shape)
        {
            long[] sizes = Shapes.Resolve(shape, numel());
            if (Shapes.View(Sizes, Strides, sizes) is not null)
            {
                return view(sizes);
            }

            using Tensor copy = contiguous();
            return copy.view(sizes);
        }

        /// <summary>Joins the dimensions from start to end, both included.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            int first = Shapes.Dimension(start_dim, Sizes.Length), last = Shapes.Dimension(end_dim, Sizes.Length);
            return Sizes.Length == 0 ? reshape(1) : reshape([.. Sizes[..first], Shapes.Count(Sizes.AsSpan(first, last - first + 1)), .. Sizes[(last + 1)..]]);
        }

        /// <summary>A view with the dimensions in another order.</summary>
        public Tensor permute(params long[] permutation)
        {
            if (permutation.Length != Sizes.Length)
            {
                throw new ArgumentException($"{permutation.Length} dimensions named for a tensor of {Sizes.Length}.", nameof(permutation));
            }

            int[] order = [.. permutation.Select(d => Shapes.Dimension(d, Sizes.Length))];
            long[] inverse = new long[order.Length];
            for (int i = 0; i < order.Length; i++)
            {
                inverse[order[i]] = i;
            }

            Tensor result = AsView([.. order.Select(d => Sizes[d])], [.. order.Select(d => Strides[d])], Offset);
            return Recorder.Record(Operation.Permute, result, [this], [], (g, _) => [g.permute(inverse)]);
        }

        /// <summary>A view with two dimensions exchanged.</summary>
        public Tensor transpose(long dim0, long dim1)
        {
            long[] order = [.. Enumerable.Range(0, Sizes.Length).Select(d => (long)d)];
            int first = Shapes.Dimension(dim0, Sizes.Length), second = Shapes.Dimension(dim1, Sizes.Length);
            (order[first], order[second]) = (order[second], order[first]);
            return permute(order);
        }

        /// <summary>The transpose of a matrix, as a view.</summary>
        public Tensor t() => Dimensions < 2 ? alias() : Dimensions == 2 ? transpose(0, 1)
            : throw new ArgumentException($"t() expects a matrix, not {Dimensions} dimensions.");

        /// <summary>A view with one more dimension, of size one.</summary>
        public Tensor unsqueeze(long dim)
        {
            int at = Shapes.Dimension(dim, Sizes.Length + 1);
            return view([.. Sizes[..at], 1, .. Sizes[at..]], [.. Strides[..at], at < Strides.Length ? Strides[at] * Sizes[at] : 1, .. Strides[at..]]);
        }

        /// <summary>A view without a dimension of size one, or without all such when none is named.</summary>
        public Tensor squeeze(long? dim = null)
        {
            int only = dim is null ? -1 : Shapes.Dimension(dim.Value, Sizes.Length);
            int[] kept = [.. Enumerable.Range(0, Sizes.Length).Where(d => Sizes[d] != 1 || (dim is not null && d != only))];
            return view([.. kept.Select(d => Sizes[d])], [.. kept.Select(d => Strides[d])]);
        }

        /// <summary>A view in which dimensions of size one are repeated without copying; −1 keeps a size.</summary>
        public Tensor expand(params long[] sizes)
        {
            int shift = sizes.Length - Sizes.Length;
            long[] wanted = [.. sizes.Select((size, i) => size >= 0 ? size : Sizes[i - shift])];
            Tensor result = AsView(wanted, Shapes.BroadcastStrides(Sizes, Strides, wanted), Offset);
            long[] own = Sizes;
            return Recorder.Record(Operation.Expand, result, [this], [], (g, _) => [g.SumTo(own)]);
        }

        /// <summary>A view repeated to the shape of another tensor.</summary>
        public Tensor expand_as(Tensor other) => expand(other.Sizes);

        /// <summary>The elements in row-major order without gaps: the same memory when they already lie so.</summary>
        public Tensor contiguous() => is_contiguous() ? alias() : clone();

        /// <summary>A view of the positions start, start + step, … before finish in one dimension; negative positions count from the end.</summary>
        public Tensor slice(long dim, long start, long finish, long step)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
            long size = Sizes[at];
            long first = Math.Clamp(start < 0 ? start + size : start, 0, size);
            long last = Math.Clamp(finish < 0 ? finish + size : finish, first, size);
            return SliceOf(at, first, (last - first + step - 1) / step, step);
        }

        /// <summary>A view of a run of positions in one dimension.</summary>
        public Tensor narrow(long dim, long start, long length)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            long first = start < 0 ? start + Sizes[at] : start;
            if (first < 0 || length < 0 || first + length > Sizes[at])
            {
                throw new ArgumentOutOfRangeException(nameof(start), start, $"{length} positions from {start} do not lie in a dimension of size {Sizes[at]}.");
            }

            return SliceOf(at, first, length, 1);
        }

        /// <summary>A view of one position of one dimension, which is removed.</summary>
        public Tensor select(long dim, long index)
        {
            using Tensor one = narrow(dim, index, 1);
            return one.squeeze(dim);
        }

        /// <summary>Pieces of the given size along one dimension, as views; the last may be smaller.</summary>
        public Tensor[] split(long size, long dim = 0)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            long total = Sizes[at];
            return [.. Enumerable.Range(0, (int)Math.Max(1, (total + size - 1) / size)).Select(i => narrow(at, i * size, Math.Min(size, total - (i * size))))];
        }

        /// <summary>At most the given number of equal pieces along one dimension, as views.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => split((size((int)dim) + chunks - 1) / chunks, dim);

        /// <summary>A copy with the whole repeated along each dimension.</summary>
        public Tensor repeat(params long[] sizes)
        {
            int extra = sizes.Length - Sizes.Length;
            if (extra < 0)
            {
                throw new ArgumentException("A number of repetitions is needed for every dimension.", nameof(sizes));
            }

            using DisposeScope scope = NewDisposeScope();
            long[] padded = [.. Enumerable.Repeat(1L, extra), .. Sizes];
            long[] interleaved = [.. padded.SelectMany(size => new[] { 1, size })];
            long[] repeated = [.. padded.SelectMany((size, i) => new[] { sizes[i], size })];
            return scope.MoveToOuter(reshape(interleaved).expand(repeated).reshape([.. padded.Select((size, i) => size * sizes[i])]));
        }

        /// <summary>A copy on memory of its own.</summary>
        public Tensor clone()
        {
            Tensor result = Empty(Sizes, dtype);
            Kernels.Copying.Copy(this, result);
            return Recorder.Record(Operation.Copy, result, [this], [], static (g, _) => [g]);
        }

        internal static Tensor Empty(ReadOnlySpan<long> sizes, ScalarType type)
        {
            long[] own = sizes.ToArray();
            return new Tensor(Storage.Allocate(Shapes.Count(own) * Types.Size(type)), type, own, Shapes.Contiguous(own), 0, null);
        }

        /// <summary>The sum over the dimensions along which a smaller shape was repeated: the gradient of broadcasting.</summary>
        internal Tensor SumTo(long[] sizes)
        {
            if (Sizes.AsSpan().SequenceEqual(sizes))
            {
                return this;
            }

            int shift = Sizes.Length - sizes.Length;
            long[] repeated = [.. Enumerable.Range(0, Sizes.Length).Where(d => d < shift || (sizes[d - shift] == 1 && Sizes[d] != 1)).Select(d => (long)d)];
            return sum(repeated, keepdim: true).reshape(sizes);
        }

        private Tensor view(long[] sizes, long[] strides)
        {
            long[] own = Sizes;
            return Recorder.Record(Operation.View, AsView(sizes, strides, Offset), [this], [], (g, _) => [g.reshape(own)]);
        }

        private Tensor AsView(long[] sizes, long[] strides, long offset) => new(Storage.Retain(), dtype, sizes, strides, offset, null) { IsView = true };

        private Tensor SliceOf(int dimension, long first, long length, long step)
        {
            long[] sizes = shape, strides = stride(), own = Sizes;
            sizes[dimension] = length;
            long offset = Offset + (first * strides[dimension]);
            strides[dimension] *= step;
            return Recorder.Record(Operation.Slice, AsView(sizes, strides, offset), [this], [], (g, _) => [SliceScatter(g, own, dimension, first, step)]);
        }

        /// <summary>Zeros with the source at the given positions: the gradient of a slice, whose gradient is the slice.</summary>
        private static Tensor SliceScatter(Tensor source, long[] sizes, int dimension, long first, long step)
        {
            Tensor result = zeros(sizes, source.dtype);
            long length = source.Sizes[dimension];
            using (no_grad())
            using (Tensor place = result.SliceOf(dimension, first, length, step))
            {
                Kernels.Copying.Copy(source, place);
            }

            return Recorder.Record(Operation.SliceScatter, result, [source], [], (g, _) => [g.SliceOf(dimension, first, length, step)]);
        }
    }
}
