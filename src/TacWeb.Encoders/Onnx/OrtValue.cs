using System.Buffers;

namespace TacWeb.Encoders.Onnx;

/// <summary>A tensor over the caller's memory, which stays pinned, and is neither copied nor owned, until this is disposed.</summary>
internal sealed unsafe class OrtValue : IDisposable
{
    private readonly MemoryHandle pin;

    private OrtValue(nint value, MemoryHandle pin)
    {
        Handle = new OrtHandle(value, OrtFunction.ReleaseValue);
        this.pin = pin;
    }

    public OrtHandle Handle { get; }

    /// <summary>Wraps memory as a tensor.</summary>
    /// <exception cref="ArgumentException">The shape does not hold exactly the memory's elements.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        CheckShape(memory.Length, shape);
        var pin = memory.Pin();
        try
        {
            nint value;
            fixed (long* dimensions = shape)
            {
                OrtApi.Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)OrtApi.Slot(OrtFunction.CreateTensorWithDataAsOrtValue))(
                    memoryInfo.Pointer, pin.Pointer, (nuint)memory.Length * (nuint)sizeof(T), dimensions, (nuint)shape.Length, (int)ElementType<T>(), &value));
            }

            return new OrtValue(value, pin);
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Handle.Dispose();
        pin.Dispose();
    }

    private static void CheckShape(int length, long[] shape)
    {
        var elements = 1L;
        foreach (var axis in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(axis, nameof(shape));
            elements = checked(elements * axis);
        }

        if (elements != length)
        {
            throw new ArgumentException($"The shape [{string.Join(", ", shape)}] holds {elements} elements, the memory {length}.", nameof(shape));
        }
    }

    private static TensorElementType ElementType<T>() =>
        typeof(T) == typeof(float) ? TensorElementType.Float
        : typeof(T) == typeof(long) ? TensorElementType.Int64
        : typeof(T) == typeof(int) ? TensorElementType.Int32
        : throw new ArgumentException($"Tensors of {typeof(T)} are not used here.");
}
