namespace TacWeb.Tensors;

/// <summary>The kinds of device that TorchSharp knows; this engine has only the processor.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>An NVIDIA card: not available here.</summary>
    CUDA = 1,
}

public static partial class torch
{
    /// <summary>Where a tensor lives: always the processor here.</summary>
    public class Device
    {
        /// <summary>A device by name.</summary>
        /// <param name="description">"cpu"; any other is refused.</param>
        /// <exception cref="ArgumentException">The device is not the processor.</exception>
        public Device(string description)
            : this(Parse(description))
        {
        }

        /// <summary>A device by kind.</summary>
        /// <exception cref="ArgumentException">The device is not the processor.</exception>
        public Device(DeviceType type, int index = -1)
        {
            if (type != DeviceType.CPU)
            {
                throw new ArgumentException($"Only the processor is available, not {type}.", nameof(type));
            }

            this.type = type;
            this.index = index;
        }

        /// <summary>The kind of device.</summary>
        public DeviceType type { get; }

        /// <summary>The number of the device; −1 for the current one.</summary>
        public int index { get; }

        /// <summary>"cpu".</summary>
        public override string ToString() => "cpu";

        private static DeviceType Parse(string description) => description == "cpu"
            ? DeviceType.CPU
            : throw new ArgumentException($"Only the device 'cpu' is available, not '{description}'.", nameof(description));
    }

    /// <summary>The processor.</summary>
    public static Device CPU { get; } = new(DeviceType.CPU);

    /// <summary>A device by name: only "cpu" exists here.</summary>
    public static Device device(string description) => new(description);
}
