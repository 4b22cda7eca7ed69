using System.Runtime.InteropServices;

namespace TacWeb.Clustering.Training;

/// <summary>IIC's random looks at small pictures: crops, and turned, brightened, dimmed ones. Made anew for each batch, the same for the same seed.</summary>
/// <remarks>
/// Of 28×28 pictures to 24×24: first look, a random crop of 20; second look, turned by up to 25° half the time, a random crop of 16, 20 or 24, brightness, contrast and (in colour) saturation
/// between 0.6 and 1.4. What lies outside is black. Source: xu-ji/IIC; methods §2.4.
/// </remarks>
internal sealed class PictureViews(Pictures pictures, int seed)
{
    /// <summary>Side of the pictures that looks are taken of.</summary>
    public const int Original = 28;

    /// <summary>Side of a look.</summary>
    public const int Size = 24;

    private const float Jitter = 0.4f;
    private const double MostTurn = 25 * Math.PI / 180;
    private readonly Random _random = Seeds.Stream(seed, 3005);

    /// <summary>The middle 20×20, [B, c, 24, 24].</summary>
    public Tensor Centre(int[] rows) => Make(rows, [.. rows.Select(_ => new Look(20, 4, 4, 0, 1, 1, 1))]);

    /// <summary>First looks.</summary>
    public Tensor First(int[] rows) => Make(rows, [.. rows.Select(_ => Crop(20) with { Turn = 0 })]);

    /// <summary>Second looks.</summary>
    public Tensor Second(int[] rows) => Make(rows, [.. rows.Select(_ => Crop(16 + (4 * _random.Next(3))) with
    {
        Turn = _random.Next(2) == 0 ? 0 : ((2 * _random.NextDouble()) - 1) * MostTurn,
        Brightness = Factor(),
        Contrast = Factor(),
        Saturation = Factor(),
    })]);

    private Look Crop(int side) => new(side, _random.Next(Original - side + 1), _random.Next(Original - side + 1), 0, 1, 1, 1);

    private float Factor() => 1 + (((2 * _random.NextSingle()) - 1) * Jitter);

    private Tensor Make(int[] rows, Look[] looks)
    {
        int numbers = pictures.Channels * Size * Size;
        float[] values = new float[rows.Length * numbers];
        Parallel.For(0, rows.Length, i => Draw(pictures[rows[i]], looks[i], values.AsSpan(i * numbers, numbers)));
        return torch.tensor(values.AsMemory(), [rows.Length, pictures.Channels, Size, Size]);
    }

    private void Draw(ReadOnlySpan<byte> source, Look look, Span<float> target)
    {
        float cosine = (float)Math.Cos(look.Turn), sine = (float)Math.Sin(look.Turn), step = (float)look.Side / Size, middle = (Original - 1) / 2f;
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                float across = look.Left + ((x + 0.5f) * step) - 0.5f - middle, down = look.Top + ((y + 0.5f) * step) - 0.5f - middle;
                float u = (cosine * across) - (sine * down) + middle, v = (sine * across) + (cosine * down) + middle;
                for (int channel = 0; channel < pictures.Channels; channel++)
                {
                    target[(((channel * Size) + y) * Size) + x] = Bilinear(source.Slice(channel * Original * Original, Original * Original), u, v) / 255;
                }
            }
        }

        Colour(target, look);
    }

    private void Colour(Span<float> target, Look look)
    {
        int area = Size * Size;
        float mean = look.Brightness * System.Numerics.Tensors.TensorPrimitives.Sum<float>(target) / target.Length;
        for (int place = 0; place < area; place++)
        {
            float grey = 0;
            for (int channel = 0; channel < pictures.Channels; channel++)
            {
                grey += target[(channel * area) + place] / pictures.Channels;
            }

            for (int channel = 0; channel < pictures.Channels; channel++)
            {
                ref float value = ref target[(channel * area) + place];
                float bright = look.Brightness * (grey + (look.Saturation * (value - grey)));
                value = Math.Clamp(mean + (look.Contrast * (bright - mean)), 0, 1);
            }
        }
    }

    private static float Bilinear(ReadOnlySpan<byte> plane, float u, float v)
    {
        int left = (int)MathF.Floor(u), top = (int)MathF.Floor(v);
        float across = u - left, down = v - top;
        return ((1 - down) * (((1 - across) * At(plane, left, top)) + (across * At(plane, left + 1, top)))) + (down * (((1 - across) * At(plane, left, top + 1)) + (across * At(plane, left + 1, top + 1))));
    }

    private static float At(ReadOnlySpan<byte> plane, int x, int y) => (uint)x < Original && (uint)y < Original ? plane[(y * Original) + x] : 0;

    private readonly record struct Look(int Side, int Left, int Top, double Turn, float Brightness, float Contrast, float Saturation);
}
