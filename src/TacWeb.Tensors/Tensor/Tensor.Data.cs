using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Memory;
using TacWeb.Tensors.Utils;

namespace TacWeb.Tensors;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous tensor.</summary>
        /// <exception cref="NotSupportedException">The tensor is not contiguous.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                RequireContiguous();
                return new(Storage.Data + (Offset * ElementSize), checked((int)(numel() * ElementSize)));
            }

            set
            {
                RequireContiguous();
                Storage.Version++;
                value.CopyTo(new Span<byte>(Storage.Data + (Offset * ElementSize), checked((int)(numel() * ElementSize))));
            }
        }

        /// <summary>The elements for reading and writing from managed code.</summary>
        /// <typeparam name="T">float for Float32, long for Int64, bool for Bool.</typeparam>
        /// <exception cref="ArgumentException">The type does not match.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            RequireType<T>();
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element.</summary>
        /// <exception cref="ArgumentException">There is not exactly one element, or the type does not match.</exception>
        public unsafe T item<T>()
            where T : unmanaged
        {
            RequireType<T>();
            return numel() == 1
                ? *(T*)(Storage.Data + (Offset * ElementSize))
                : throw new ArgumentException($"Number of elements in the tensor must be 1, not {numel()}.");
        }

        /// <summary>The tensor with elements of another type: itself, as a new handle, where the type is the same.</summary>
        public Tensor to(ScalarType type)
        {
            if (type == dtype)
            {
                return alias();
            }

            Tensor result = Empty(Sizes, type);
            Kernels.Copying.Copy(this, result);
            return result;
        }

        /// <summary>The tensor on a device: itself, as a new handle.</summary>
        public Tensor to(Device device) => alias();

        /// <summary>The tensor on a device with elements of another type; a copy in any case when asked for.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false) => to_type(type, copy);

        /// <summary>The tensor with elements of another type; a copy in any case when asked for.</summary>
        public Tensor to_type(ScalarType type, bool copy = false) => copy && type == dtype ? clone() : to(type);

        /// <summary>The tensor on the processor: itself, as a new handle.</summary>
        public Tensor cpu() => alias();

        /// <summary>The tensor as Float32.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>The tensor as Int64.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>The tensor as Bool.</summary>
        public Tensor @bool() => to(ScalarType.Bool);

        private void RequireType<T>()
        {
            bool matches = dtype switch
            {
                ScalarType.Float32 => typeof(T) == typeof(float),
                ScalarType.Int64 => typeof(T) == typeof(long),
                _ => typeof(T) == typeof(bool) || typeof(T) == typeof(byte),
            };
            if (!matches)
            {
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}.");
            }
        }

        private void RequireContiguous()
        {
            if (!is_contiguous())
            {
                throw new NotSupportedException("The bytes of a tensor can be used only when it is contiguous.");
            }
        }
    }
}
