namespace TacWeb.Clustering.Training;

/// <summary>One convolution of square kernels: product, then batch normalisation if asked for, then max(x, slope·x), then maximum pooling if asked for.</summary>
/// <param name="Channels">Maps that it gives.</param>
/// <param name="Kernel">Side of the kernel.</param>
/// <param name="Stride">Steps between places.</param>
/// <param name="Padding">Zeros around the image.</param>
/// <param name="Slope">Below zero: 0 for ReLU, 0.2 for the leaky one; 1 for none.</param>
/// <param name="Normalise">Batch normalisation (momentum 0.1, eps 1e-5); the product then has no biases.</param>
/// <param name="Pool">Side of the pooling window; 0 for none. Parts beyond the end count.</param>
internal readonly record struct ImageLayerShape(int Channels, int Kernel, int Stride = 1, int Padding = 0, double Slope = 0, bool Normalise = false, int Pool = 0);
