using TacWeb.Tensors.Random;

namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Start values for parameters; each function fills its tensor in place and returns it.</summary>
        public static partial class init
        {
            /// <summary>The activations that <see cref="calculate_gain"/> knows.</summary>
            public enum NonlinearityType
            {
                /// <summary>None.</summary>
                Linear = 0,

                /// <summary>1/(1 + e^−x).</summary>
                Sigmoid = 7,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>The positive part.</summary>
                ReLU = 9,

                /// <summary>x for positive values, slope · x for others.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Which fan keeps its variance.</summary>
            public enum FanInOut
            {
                /// <summary>The inputs: keeps the forward pass.</summary>
                FanIn = 0,

                /// <summary>The outputs: keeps the backward pass.</summary>
                FanOut = 1,
            }

            /// <summary>The factor that keeps the variance through an activation.</summary>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.01) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Zeros.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>Ones.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>One value everywhere.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using IDisposable mode = no_grad();
                return tensor.fill_(val);
            }

            /// <summary>Uniform numbers from low to before high.</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
                => Fill(tensor, generator, stream => low + ((high - low) * stream.NextSingle()));

            /// <summary>Normal numbers.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
                => Fill(tensor, generator, stream => mean + (std * stream.NextNormal()));

            /// <summary>Normal numbers, those outside the absolute bounds a and b drawn again.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0.0, double std = 1.0, double a = -2.0, double b = 2.0, Generator? generator = null)
                => Fill(tensor, generator, stream =>
                {
                    double value;
                    do
                    {
                        value = mean + (std * stream.NextNormal());
                    }
                    while (value < a || value > b);

                    return value;
                });

            /// <summary>Uniform in ±gain·√(3/fan) (He et al., 2015).</summary>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU, Generator? generator = null)
            {
                (long inputs, long outputs) = Fans(tensor);
                double bound = calculate_gain(nonlinearity, a) * Math.Sqrt(3.0 / (mode == FanInOut.FanIn ? inputs : outputs));
                return uniform_(tensor, -bound, bound, generator);
            }

            /// <summary>Uniform in ±gain·√(6/(inputs + outputs)) (Glorot and Bengio, 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0, Generator? generator = null)
            {
                (long inputs, long outputs) = Fans(tensor);
                double bound = gain * Math.Sqrt(6.0 / (inputs + outputs));
                return uniform_(tensor, -bound, bound, generator);
            }

            /// <summary>Normal with deviation gain·√(2/(inputs + outputs)) (Glorot and Bengio, 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1.0, Generator? generator = null)
            {
                (long inputs, long outputs) = Fans(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (inputs + outputs)), generator);
            }

            private static (long Inputs, long Outputs) Fans(Tensor tensor) => tensor.Sizes.Length >= 2
                ? (tensor.numel() / tensor.Sizes[0], tensor.numel() / tensor.Sizes[1])
                : throw new ArgumentException("Fan in and fan out need at least two dimensions.", nameof(tensor));

            private static Tensor Fill(Tensor tensor, Generator? generator, Func<RandomStream, double> next)
            {
                RandomStream stream = Source(generator);
                float[] values = new float[tensor.numel()];
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)next(stream);
                }

                using IDisposable mode = no_grad();
                using Tensor source = torch.tensor(values, tensor.Sizes);
                return tensor.copy_(source);
            }
        }
    }
}
