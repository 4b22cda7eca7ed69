using TacWeb.Tensors.Kernels;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The largest value under each place of a square window; the first of equals gets the gradient.</summary>
            /// <param name="input">[n, channels, h, w].</param>
            /// <param name="kernel_size">Rows and columns of the window.</param>
            /// <param name="stride">Steps between places; the window if absent.</param>
            /// <param name="padding">What is added around the image, at most half the window; never the largest.</param>
            /// <param name="dilation">Steps within the window.</param>
            /// <param name="ceil_mode">Places that lie partly beyond the end count too.</param>
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
            {
                MaxPooling pooling = new((int)input.Sizes[^2], (int)input.Sizes[^1], (int)kernel_size, (int)(stride ?? kernel_size), (int)(padding ?? 0), (int)(dilation ?? 1), ceil_mode);
                if (input.Sizes.Length != 4 || pooling.Padding * 2 > pooling.Kernel || pooling.High < 1 || pooling.Wide < 1)
                {
                    throw new ArgumentException($"A window of {kernel_size} with padding {pooling.Padding} does not fit images [{Shapes.Text(input.Sizes)}].", nameof(kernel_size));
                }

                using DisposeScope scope = NewDisposeScope();
                Tensor planes = input.reshape(input.Sizes[0] * input.Sizes[1], -1), positions = pooling.Positions(planes);
                return scope.MoveToOuter(planes.gather(1, positions).reshape(input.Sizes[0], input.Sizes[1], pooling.High, pooling.Wide));
            }

            /// <summary>The means of windows that lie side by side: [n, channels, h, w] → [n, channels, h/kernel, w/kernel].</summary>
            /// <param name="input">[n, channels, h, w], h and w multiples of the window.</param>
            /// <param name="kernel_size">Rows and columns of the window, and the stride.</param>
            /// <exception cref="NotSupportedException">h or w is no multiple of the window.</exception>
            public static Tensor avg_pool2d(Tensor input, long kernel_size) => Means(input, input.Sizes[^2] / kernel_size, input.Sizes[^1] / kernel_size, kernel_size, kernel_size);

            /// <summary>Means over equal parts of the image: [n, channels, h, w] → [n, channels, rows, columns].</summary>
            /// <param name="input">[n, channels, h, w], h and w multiples of the result's sizes.</param>
            /// <param name="output_sizeH">Rows of the result.</param>
            /// <param name="output_sizeW">Columns of the result.</param>
            /// <exception cref="NotSupportedException">The parts would not be equal.</exception>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_sizeH, long output_sizeW)
                => Means(input, output_sizeH, output_sizeW, input.Sizes[^2] / output_sizeH, input.Sizes[^1] / output_sizeW);

            private static Tensor Means(Tensor input, long high, long wide, long rows, long columns)
            {
                if (high * rows != input.Sizes[^2] || wide * columns != input.Sizes[^1])
                {
                    throw new NotSupportedException($"Images [{Shapes.Text(input.Sizes)}] do not fall into {high}×{wide} equal parts.");
                }

                using DisposeScope scope = NewDisposeScope();
                return scope.MoveToOuter(input.reshape(input.Sizes[0], input.Sizes[1], high, rows, wide, columns).mean([3, 5]));
            }
        }
    }
}
