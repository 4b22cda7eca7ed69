using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements at the positions along a dimension; the result has the shape of the positions.</summary>
        public Tensor gather(long dim, Tensor index)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            if (Sizes.Length == 0)
            {
                return clone();
            }

            long[] own = Sizes;
            return Recorder.Record(Operation.Gather, Kernels.Indexing.Gather(this, at, index), [this], [index],
                (g, n) => [zeros(own).scatter_add(at, n.Saved(0), g)]);
        }

        /// <summary>A copy with the elements of src written to the positions along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            long[] sizes = src.Sizes;
            Tensor result = Copied();
            Kernels.Indexing.Scatter(result, at, index, src, add: false);
            return Recorder.Record(Operation.Scatter, result, [this, src], [index], (g, n) =>
            {
                Tensor positions = n.Saved(0);
                return [n.Needs(0) ? g.scatter(at, positions, zeros(positions.Sizes)) : null, n.Needs(1) ? GatherInto(g, at, positions, sizes) : null];
            });
        }

        /// <summary>A copy with the elements of src added at the positions along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            long[] sizes = src.Sizes;
            Tensor result = Copied();
            Kernels.Indexing.Scatter(result, at, index, src, add: true);
            return Recorder.Record(Operation.ScatterAdd, result, [this, src], [index],
                (g, n) => [g, n.Needs(1) ? GatherInto(g, at, n.Saved(0), sizes) : null]);
        }

        /// <summary>The slices at the positions along a dimension.</summary>
        public Tensor index_select(long dim, Tensor index)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            long[] own = Sizes;
            return Recorder.Record(Operation.IndexSelect, Kernels.Indexing.Select(this, at, index), [this], [index],
                (g, n) => [zeros(own).index_add(at, n.Saved(0), g, 1)]);
        }

        /// <summary>A copy with alpha times the slices of source added at the positions along a dimension.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            int at = Shapes.Dimension(dim, Sizes.Length);
            float scale = alpha.AsSingle;
            Tensor result = Copied();
            Kernels.Indexing.Add(result, at, index, source, scale);
            return Recorder.Record(Operation.IndexAdd, result, [this, source], [index],
                (g, n) => [g, n.Needs(1) ? g.index_select(at, n.Saved(0)).mul(scale) : null]);
        }

        /// <summary>Adds alpha times the slices of source at the positions along a dimension, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
            => InPlace(x => x.index_add(dim, index, source, alpha), [source],
                () => Kernels.Indexing.Add(this, Shapes.Dimension(dim, Sizes.Length), index, source, alpha.AsSingle));

        /// <summary>Writes the elements of src to the positions along a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src)
            => InPlace(x => x.scatter(dim, index, src), [src],
                () => Kernels.Indexing.Scatter(this, Shapes.Dimension(dim, Sizes.Length), index, src, add: false));

        /// <summary>Adds the elements of src at the positions along a dimension, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src)
            => InPlace(x => x.scatter_add(dim, index, src), [src],
                () => Kernels.Indexing.Scatter(this, Shapes.Dimension(dim, Sizes.Length), index, src, add: true));

        /// <summary>The elements where the mask holds, as a vector.</summary>
        public Tensor masked_select(Tensor mask)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor positions = mask.expand(Sizes).reshape(-1).nonzero().reshape(-1);
            return scope.MoveToOuter(reshape(-1).index_select(0, positions));
        }

        /// <summary>The positions of the elements that are not zero: [count, dimensions], in row-major order.</summary>
        public Tensor nonzero()
        {
            byte[] values = Values();
            List<long> found = [];
            long[] strides = Shapes.Contiguous(Sizes);
            for (long i = 0; i < values.Length; i++)
            {
                for (int d = 0; d < Sizes.Length && values[i] != 0; d++)
                {
                    found.Add(i / strides[d] % Sizes[d]);
                }
            }

            int rank = Sizes.Length;
            return tensor(found.ToArray(), [rank == 0 ? Math.Min(1, (int)values[0]) : found.Count / rank, rank]);
        }

        /// <summary>The part at the given position of the first dimension.</summary>
        public Tensor this[long i1]
        {
            get => this[[TensorIndex.Single(i1)]];
            set => this[[TensorIndex.Single(i1)]] = value;
        }

        /// <summary>The part at the given positions of the first dimensions.</summary>
        public Tensor this[long i1, long i2]
        {
            get => this[[TensorIndex.Single(i1), TensorIndex.Single(i2)]];
            set => this[[TensorIndex.Single(i1), TensorIndex.Single(i2)]] = value;
        }

        /// <summary>Positions by an Int64 tensor along the first dimension, or the elements where a Bool tensor holds.</summary>
        public Tensor this[Tensor index]
        {
            get => this[[TensorIndex.Tensor(index)]];
            set => this[[TensorIndex.Tensor(index)]] = value;
        }

        /// <summary>A part by numbers, slices, and at most one tensor of positions or mask. Numbers and slices give views.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get
            {
                using DisposeScope scope = NewDisposeScope();
                (Tensor part, int at, Tensor? positions) = Locate(indices);
                return scope.MoveToOuter(positions is null ? (ReferenceEquals(part, this) ? alias() : part) : Pick(part, at, positions));
            }

            set
            {
                using DisposeScope scope = NewDisposeScope();
                (Tensor part, int at, Tensor? positions) = Locate(indices);
                if (positions is null)
                {
                    part.copy_(value);
                }
                else
                {
                    Put(part, at, positions, value);
                }
            }
        }

        private static Tensor Pick(Tensor part, int at, Tensor positions)
        {
            if (positions.dtype == ScalarType.Bool && positions.Sizes.Length > 1)
            {
                return part.masked_select(positions);
            }

            Tensor flat = positions.dtype == ScalarType.Bool ? positions.nonzero().reshape(-1) : positions.reshape(-1);
            long[] middle = positions.dtype == ScalarType.Bool ? flat.Sizes : positions.Sizes;
            Tensor wrapped = flat.where(flat.ge(0), flat.add(part.Sizes[at]));
            return part.index_select(at, wrapped).reshape([.. part.Sizes[..at], .. middle, .. part.Sizes[(at + 1)..]]);
        }

        private static void Put(Tensor part, int at, Tensor positions, Tensor value)
        {
            if (positions.dtype == ScalarType.Bool)
            {
                long[] sizes = [.. positions.Sizes, .. Enumerable.Repeat(1L, part.Sizes.Length - positions.Sizes.Length)];
                if (value.numel() != 1)
                {
                    throw new NotSupportedException("A mask can be assigned a single value only.");
                }

                part.copy_(value.reshape([]).where(positions.reshape(sizes), part));
                return;
            }

            Tensor flat = positions.reshape(-1);
            long[] slices = [.. part.Sizes[..at], flat.numel(), .. part.Sizes[(at + 1)..]];
            Tensor values = value.expand([.. part.Sizes[..at], .. positions.Sizes, .. part.Sizes[(at + 1)..]]).reshape(slices);
            for (long i = 0; i < flat.numel(); i++)
            {
                part.select(at, flat[i].item<long>()).copy_(values.select(at, i));
            }
        }

        /// <summary>Applies numbers, slices and new dimensions; hands back the tensor index and the dimension that it is for.</summary>
        private (Tensor Part, int Dimension, Tensor? Positions) Locate(TensorIndex[] indices)
        {
            Tensor part = this;
            int at = 0, dimension = 0;
            Tensor? positions = null;
            int used = indices.Sum(i => i.Kind switch
            {
                TensorIndex.IndexKind.None or TensorIndex.IndexKind.Ellipsis => 0,
                TensorIndex.IndexKind.Tensor when i.Indices!.dtype == ScalarType.Bool => i.Indices.Sizes.Length,
                _ => 1,
            });
            foreach (TensorIndex index in indices)
            {
                switch (index.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        part = part.select(at, index.Start!.Value);
                        break;
                    case TensorIndex.IndexKind.Slice:
                        part = part.slice(at, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1);
                        at++;
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        at += Sizes.Length - used;
                        break;
                    case TensorIndex.IndexKind.None:
                        part = part.unsqueeze(at++);
                        break;
                    default:
                        positions = positions is null ? index.Indices : throw new NotSupportedException("Only one tensor may stand inside the brackets.");
                        dimension = at++;
                        break;
                }
            }

            return (part, dimension, positions);
        }

        /// <summary>Reads the gradient back at the positions, in the shape of a source of which only a part may have been used.</summary>
        private static Tensor GatherInto(Tensor gradient, int dimension, Tensor positions, long[] sizes)
        {
            Tensor result = gradient.gather(dimension, positions);
            for (int d = 0; d < sizes.Length; d++)
            {
                if (result.Sizes[d] != sizes[d])
                {
                    long[] wider = result.shape;
                    wider[d] = sizes[d];
                    result = SliceScatter(result, wider, d, 0, 1);
                }
            }

            return result;
        }

        private Tensor Copied()
        {
            using GradMode mode = new(false);
            return clone();
        }
    }
}
