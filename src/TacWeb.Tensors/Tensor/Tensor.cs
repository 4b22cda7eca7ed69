using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    /// <summary>An array of numbers of one type with any number of dimensions; views share memory. Operations return new tensors, which the innermost dispose scope owns.</summary>
    /// <remarks>Not thread-safe: one thread works on a tensor at a time.</remarks>
    public partial class Tensor : IDisposable
    {
        private Storage? _storage;
        private Node? _edge;

        internal Tensor(Storage storage, ScalarType type, long[] sizes, long[] strides, long offset, Node? edge)
        {
            _storage = storage;
            dtype = type;
            Sizes = sizes;
            Strides = strides;
            Offset = offset;
            _edge = edge?.Retain();
            OwningScope = DisposeScopeManager.Current.Register(this);
        }

        /// <summary>A second handle on the same data and history; disposes of neither.</summary>
        private protected Tensor(Tensor other, Node? edge)
            : this(other.Storage.Retain(), other.dtype, other.Sizes, other.Strides, other.Offset, edge)
        {
        }

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype { get; }

        /// <summary>A name for debugging.</summary>
        public string? name { get; set; }

        /// <summary>The sizes of the dimensions, as a copy.</summary>
        public long[] shape => (long[])Sizes.Clone();

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Sizes.Length;

        /// <summary>The number of dimensions.</summary>
        public long ndim => Sizes.Length;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Shapes.Count(Sizes);

        /// <summary>The size of one element in bytes.</summary>
        public long ElementSize => Types.Size(dtype);

        /// <summary>Where the tensor lives: the processor.</summary>
        public Device device { get; } = CPU;

        /// <summary>True once the tensor was disposed.</summary>
        public bool IsInvalid => _storage is null;

        /// <summary>True when this tensor was made by the user, not by a recorded operation.</summary>
        public bool is_leaf => _edge is null || _edge.IsLeaf;

        internal Storage Storage => _storage ?? throw new ObjectDisposedException(nameof(Tensor));

        internal long[] Sizes { get; }

        internal long[] Strides { get; }

        /// <summary>Elements before the first one.</summary>
        internal long Offset { get; }

        internal DisposeScope? OwningScope { get; set; }

        internal bool IsView { get; init; }

        internal bool IsSoleOwner => Storage.IsSoleOwner && is_contiguous();

        /// <summary>The operation that made this tensor, or the leaf that collects its gradient; null when no gradient is needed.</summary>
        internal Node? Edge
        {
            get => _edge;
            set
            {
                value?.Retain();
                _edge?.Release();
                _edge = value;
            }
        }

        /// <summary>The number of dimensions.</summary>
        public long dim() => Sizes.Length;

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>The sizes of the dimensions.</summary>
        public long[] size() => shape;

        /// <summary>The size of one dimension; negative numbers count from the last.</summary>
        public long size(int dim) => Sizes[Shapes.Dimension(dim, Sizes.Length)];

        /// <summary>How many elements lie between neighbours, for each dimension.</summary>
        public long[] stride() => (long[])Strides.Clone();

        /// <summary>How many elements lie between neighbours in one dimension.</summary>
        public long stride(long dim) => Strides[Shapes.Dimension(dim, Sizes.Length)];

        /// <summary>True when the elements lie in memory in row-major order without gaps.</summary>
        public bool is_contiguous() => Shapes.IsContiguous(Sizes, Strides);

        /// <summary>True for floating-point elements.</summary>
        public bool is_floating_point() => dtype == ScalarType.Float32;

        /// <summary>A second handle on the same data and history, to be disposed separately.</summary>
        public Tensor alias() => new(Storage.Retain(), dtype, Sizes, Strides, Offset, _edge) { IsView = IsView };

        /// <summary>Hands the tensor to the enclosing dispose scope.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all dispose scopes.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Detach(this);
            return this;
        }

        /// <summary>Releases the tensor's hold on its memory and history.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>The type and the shape, for debugging.</summary>
        public override string ToString() => $"[{string.Join("x", Sizes)}], type = {dtype}, device = cpu";

        internal unsafe float* Floats() => (float*)Pointer(ScalarType.Float32);

        internal unsafe long* Longs() => (long*)Pointer(ScalarType.Int64);

        internal unsafe byte* Bools() => (byte*)Pointer(ScalarType.Bool);

        /// <summary>Leaves the scopes and their counts: for what the engine itself holds.</summary>
        internal void Untrack()
        {
            if (OwningScope is { } scope)
            {
                scope.Detach(this);
            }

            DisposeScopeManager.Current.Counts.DisposedOutsideScopeCount++;
        }

        internal void ReleaseStorage()
        {
            Storage? storage = _storage;
            _storage = null;
            Edge = null;
            storage?.Release();
        }

        private protected virtual void Dispose(bool disposing)
        {
            if (!disposing || IsInvalid)
            {
                return;
            }

            if (OwningScope is { } scope)
            {
                scope.MarkAsDisposed(this);
            }
            else
            {
                DisposeScopeManager.Current.Counts.DisposedOutsideScopeCount++;
            }

            ReleaseStorage();
        }

        private unsafe byte* Pointer(ScalarType expected)
        {
            if (dtype != expected)
            {
                throw new ArgumentException($"The operation works on {expected}, not on {dtype}.");
            }

            return Storage.Data + (Offset * Types.Size(dtype));
        }
    }
}
