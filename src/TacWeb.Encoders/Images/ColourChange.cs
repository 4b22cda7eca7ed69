namespace TacWeb.Encoders.Images;

/// <summary>Changes of colour on [n, 3] bytes: brightness, contrast, saturation and hue as torchvision's ColorJitter defines them, and grey.</summary>
internal static class ColourChange
{
    private const double Strength = 0.4; // of brightness, contrast, saturation
    private const double HueStrength = 0.1; // of a full turn

    /// <summary>All four in a random order, each by a random factor in 1 ± 0.4, hue by a turn in ± 0.1.</summary>
    public static void Apply(Span<byte> pixels, Random random)
    {
        int[] order = [0, 1, 2, 3];
        random.Shuffle(order);
        foreach (var change in order)
        {
            var amount = (2 * random.NextDouble()) - 1;
            switch (change)
            {
                case 0:
                    Blend(pixels, _ => 0, 1 + (Strength * amount));
                    break;
                case 1:
                    var mean = MeanLight(pixels);
                    Blend(pixels, _ => mean, 1 + (Strength * amount));
                    break;
                case 2:
                    Blend(pixels, light => light, 1 + (Strength * amount));
                    break;
                default:
                    TurnHue(pixels, HueStrength * amount);
                    break;
            }
        }
    }

    /// <summary>Every pixel its light: 0.299 R + 0.587 G + 0.114 B.</summary>
    public static void Grey(Span<byte> pixels) => Blend(pixels, light => light, 0);

    /// <summary>factor · value + (1 − factor) · base, base from the pixel's light.</summary>
    private static void Blend(Span<byte> pixels, Func<double, double> toward, double factor)
    {
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            var start = (1 - factor) * toward(Light(pixels[i], pixels[i + 1], pixels[i + 2]));
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (Byte((factor * pixels[i]) + start), Byte((factor * pixels[i + 1]) + start), Byte((factor * pixels[i + 2]) + start));
        }
    }

    private static double MeanLight(Span<byte> pixels)
    {
        var sum = 0.0;
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            sum += Light(pixels[i], pixels[i + 1], pixels[i + 2]);
        }

        return 3 * sum / pixels.Length;
    }

    /// <summary>Turns the hue of each pixel by a share of the circle; value and saturation stay.</summary>
    private static void TurnHue(Span<byte> pixels, double turn)
    {
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            double r = pixels[i], g = pixels[i + 1], b = pixels[i + 2];
            double most = Math.Max(r, Math.Max(g, b)), range = most - Math.Min(r, Math.Min(g, b));
            if (range == 0)
            {
                continue;
            }

            var hue = most == r ? (g - b) / range : most == g ? 2 + ((b - r) / range) : 4 + ((r - g) / range); // 0 … 6
            hue += 6 * turn;
            pixels[i] = Channel(5, hue, most, range);
            pixels[i + 1] = Channel(3, hue, most, range);
            pixels[i + 2] = Channel(1, hue, most, range);
        }
    }

    /// <summary>HSV to one channel: V − V·S·max(0, min(k, 4 − k, 1)), k = (n + 6H) mod 6.</summary>
    private static byte Channel(int n, double hue, double value, double range)
    {
        var k = (n + hue + 12) % 6;
        return Byte(value - (range * Math.Max(0, Math.Min(k, Math.Min(4 - k, 1)))));
    }

    private static double Light(byte r, byte g, byte b) => (0.299 * r) + (0.587 * g) + (0.114 * b);

    private static byte Byte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
