using TacWeb.Tensors.Autograd;
using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Cross-correlation with zero padding: [n, inputs, h, w] → [n, outputs, h′, w′].</summary>
            /// <param name="input">Images [n, inputs, h, w].</param>
            /// <param name="weight">Kernels [outputs, inputs, kh, kw].</param>
            /// <param name="bias">[outputs], or null.</param>
            /// <param name="strides">One number, or one for rows and one for columns; 1 if absent.</param>
            /// <param name="padding">The same for the zeros around the image; 0 if absent.</param>
            /// <param name="dilation">The same for the steps within the kernel; 1 if absent.</param>
            /// <param name="groups">1: others are not supported here.</param>
            public static Tensor conv2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
            {
                RequireOneGroup(groups);
                return Convolve(ConvolutionShape.Of(input, weight, Pair(strides, 1), Pair(padding, 0), Pair(dilation, 1)), input, weight, bias);
            }

            /// <summary>The transposed convolution, the gradient of conv2d: [n, inputs, h, w] → [n, outputs, h′, w′].</summary>
            /// <param name="input">Images [n, inputs, h, w].</param>
            /// <param name="weight">Kernels [inputs, outputs, kh, kw].</param>
            /// <param name="bias">[outputs], or null.</param>
            /// <param name="strides">One number, or one for rows and one for columns; 1 if absent.</param>
            /// <param name="padding">How much is cut off around the result; 0 if absent.</param>
            /// <param name="output_padding">How much is added at the end of rows and columns; 0 if absent.</param>
            /// <param name="dilation">The steps within the kernel; 1 if absent.</param>
            /// <param name="groups">1: others are not supported here.</param>
            public static Tensor conv_transpose2d(
                Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? output_padding = null, long[]? dilation = null, long groups = 1)
            {
                RequireOneGroup(groups);
                ConvolutionShape shape = ConvolutionShape.OfTransposed(input, weight, Pair(strides, 1), Pair(padding, 0), Pair(dilation, 1), Pair(output_padding, 0));
                if (bias is null)
                {
                    return Transpose(shape, input, weight);
                }

                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(Transpose(shape, input, weight).add(bias.reshape(1, -1, 1, 1)));
            }

            private static Tensor Convolve(ConvolutionShape shape, Tensor x, Tensor weight, Tensor? bias)
                => Recorder.Record(Operation.Convolution, Convolutions.Forward(shape, x, weight, bias), [x, weight, bias], [x, weight], (g, n) =>
                [
                    n.Needs(0) ? Transpose(shape, g, n.Saved(1)) : null,
                    n.Needs(1) ? WeightGradient(shape, n.Saved(0), g) : null,
                    n.Needs(2) ? g.sum([0, 2, 3]) : null,
                ]);

            private static Tensor Transpose(ConvolutionShape shape, Tensor y, Tensor weight)
                => Recorder.Record(Operation.TransposedConvolution, Convolutions.Transposed(shape, y, weight), [y, weight], [y, weight], (g, n) =>
                [
                    n.Needs(0) ? Convolve(shape, g, n.Saved(1), null) : null,
                    n.Needs(1) ? WeightGradient(shape, g, n.Saved(0)) : null,
                ]);

            private static Tensor WeightGradient(ConvolutionShape shape, Tensor x, Tensor y)
                => Recorder.Record(Operation.ConvolutionWeights, Convolutions.Weights(shape, x, y), [x, y], [x, y], (g, n) =>
                [
                    n.Needs(0) ? Transpose(shape, n.Saved(1), g) : null,
                    n.Needs(1) ? Convolve(shape, n.Saved(0), g, null) : null,
                ]);

            private static void RequireOneGroup(long groups)
            {
                if (groups != 1)
                {
                    throw new NotSupportedException("Grouped convolutions are not supported.");
                }
            }

            private static (int Y, int X) Pair(long[]? values, int otherwise) => values switch
            {
                null or [] => (otherwise, otherwise),
                [long one] => ((int)one, (int)one),
                [long y, long x] => ((int)y, (int)x),
                _ => throw new ArgumentException("One or two numbers are needed."),
            };
        }
    }
}
