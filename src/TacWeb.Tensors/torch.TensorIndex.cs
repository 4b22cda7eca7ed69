namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>One position inside the brackets of <c>tensor[…]</c>: a number, a slice, a tensor of indices or a mask.</summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            Kind = kind;
            Start = start;
            Stop = stop;
            Step = step;
            Indices = tensor;
        }

        internal enum IndexKind
        {
            None,
            Single,
            Slice,
            Ellipsis,
            Tensor,
        }

        /// <summary>All remaining dimensions.</summary>
        public static TensorIndex Ellipsis => new(IndexKind.Ellipsis);

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex None => new(IndexKind.None);

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex Null => new(IndexKind.None);

        /// <summary>The whole dimension.</summary>
        public static TensorIndex Colon => Slice();

        internal IndexKind Kind { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor? Indices { get; }

        /// <summary>From start to before stop; negative positions count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        /// <summary>One position, which removes the dimension.</summary>
        public static TensorIndex Single(long? index) => new(IndexKind.Single, index ?? 0);

        /// <summary>Positions by an Int64 tensor, or a mask by a Bool tensor.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        /// <summary>One position.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A slice.</summary>
        public static implicit operator TensorIndex(Range range)
        {
            long? start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
            return Slice(start, stop);
        }
    }
}
