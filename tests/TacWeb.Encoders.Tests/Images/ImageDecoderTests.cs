using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TacWeb.Encoders.Images;
using TacWeb.Testing;

namespace TacWeb.Encoders.Tests.Images;

public sealed class ImageDecoderTests
{
    private static readonly string Folder = Repository.PathOf("tests", "TacWeb.Encoders.Tests", "Images");

    public static TheoryData<string, int, int, string> Decodes()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "decodes.json")));
        var data = new TheoryData<string, int, int, string>();
        foreach (var test in document.RootElement.EnumerateObject())
        {
            data.Add(test.Name, test.Value[0].GetInt32(), test.Value[1].GetInt32(), test.Value[2].GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Decodes))]
    public void A_picture_is_decoded_as_PIL_does(string name, int width, int height, string sha256)
    {
        var file = Picture(name);
        var header = ImageDecoder.ReadHeader(file);
        Assert.Equal((width, height), (header.Width, header.Height));
        using var image = ImageDecoder.Decode(file);
        Assert.Equal((width, height), (image.Width, image.Height));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(image.Values)));
    }

    [Theory]
    [InlineData("rgb.jpg", ImageFormat.Jpeg)]
    [InlineData("rgb.png", ImageFormat.Png)]
    [InlineData("lossy.webp", ImageFormat.WebP)]
    [InlineData("two-frames.gif", ImageFormat.Gif)]
    [InlineData("rgb.bmp", ImageFormat.Bmp)]
    [InlineData("lzw.tiff", ImageFormat.Tiff)]
    [InlineData("picture.avif", ImageFormat.Avif)]
    public void The_format_is_told_from_the_bytes(string name, ImageFormat format) => Assert.Equal(format, ImageDecoder.ReadHeader(Picture(name)).Format);

    [Fact]
    public void An_AVIF_is_close_to_the_picture_it_was_made_of()
    {
        using var avif = ImageDecoder.Decode(Picture("picture.avif"));
        using var original = ImageDecoder.Decode(Picture("rgb.png"));
        Assert.Equal((original.Width, original.Height), (avif.Width, avif.Height));
        var difference = 0;
        for (var i = 0; i < avif.Values.Length; i++)
        {
            difference += Math.Abs(avif.Values[i] - original.Values[i]);
        }

        Assert.InRange(difference / (double)avif.Values.Length, 0, 8);
    }

    [Fact]
    public void The_frames_of_an_animation_are_counted() => Assert.Equal(2, ImageDecoder.ReadHeader(Picture("two-frames.gif")).Pages);

    [Fact]
    public void An_empty_file_is_named_so() => AssertRefused([], "0 bytes");

    [Theory]
    [InlineData("some text, certainly no picture")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>")]
    [InlineData("%PDF-1.4 1 0 obj <</Type /Catalog>> endobj")]
    [InlineData("P6 1 1 255 abc")]
    public void What_is_no_image_is_named_so(string content) => AssertRefused(Encoding.UTF8.GetBytes(content), "not an image");

    [Theory]
    [InlineData("rgb.jpg")]
    [InlineData("rgb.png")]
    [InlineData("lossy.webp")]
    [InlineData("lzw.tiff")]
    [InlineData("rgb.bmp")]
    [InlineData("picture.avif")]
    public void A_file_cut_short_is_refused(string name)
    {
        var file = Picture(name);
        AssertRefused(file[..(file.Length * 2 / 3)], "damaged or cut short");
    }

    [Fact]
    public void A_header_of_30000_by_30000_pixels_is_refused_by_the_pixel_limit() => AssertRefused(PngHeader(30_000, 30_000), "100,000,000 pixels");

    [Fact]
    public void A_side_beyond_the_limit_is_refused() => AssertRefused(PngHeader(30_001, 2), "30,000 pixels a side");

    [Fact]
    public void Limits_can_be_set() =>
        Assert.Contains("the limit is 100 pixels", Assert.Throws<ImageException>(() => ImageDecoder.ReadHeader(Picture("rgb.png"), new ImageLimits(MaxPixels: 100))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_run_length_encoded_bitmap_is_refused_in_one_sentence()
    {
        var file = Picture("grey.bmp");
        file[30] = 1;
        AssertRefused(file, "Compressed bitmaps");
    }

    [Fact]
    public void Mutated_files_end_in_a_picture_or_a_clean_refusal()
    {
        var random = new Random(4);
        var pictures = 0;
        var names = Directory.EnumerateFiles(Path.Combine(Folder, "Pictures")).Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path)).ToList();
        for (var round = 0; round < 20 * names.Count; round++)
        {
            var file = Picture(names[round % names.Count]);
            for (var change = random.Next(1, 9); change > 0; change--)
            {
                file[random.Next(random.Next(2) == 0 ? Math.Min(64, file.Length) : file.Length)] = (byte)random.Next(256);
            }

            pictures += TryDecode(file.AsSpan(0, random.Next(4) == 0 ? random.Next(1, file.Length) : file.Length)) ? 1 : 0;
        }

        Assert.InRange(pictures, 1, (20 * names.Count) - 1);
    }

    internal static byte[] Picture(string name) => File.ReadAllBytes(Path.Combine(Folder, "Pictures", name));

    private static bool TryDecode(ReadOnlySpan<byte> file)
    {
        try
        {
            ImageDecoder.Decode(file, new ImageLimits(MaxPixels: 4_000_000)).Dispose();
            return true;
        }
        catch (ImageException)
        {
            return false;
        }
    }

    private static void AssertRefused(byte[] file, string part)
    {
        Assert.Contains(part, Assert.Throws<ImageException>(() => ImageDecoder.Decode(file).Dispose()).Message, StringComparison.Ordinal);
    }

    /// <summary>A PNG that is hardly more than its header; its check sums are right.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        byte[] size = [.. BitConverter.GetBytes(width).Reverse(), .. BitConverter.GetBytes(height).Reverse(), 8, 2, 0, 0, 0];
        return [0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", size), .. Chunk("IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1]), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string kind, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
        var sum = 0xFFFFFFFFu;
        foreach (var value in body)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320u : 0);
            }
        }

        return [.. BitConverter.GetBytes(data.Length).Reverse(), .. body, .. BitConverter.GetBytes(~sum).Reverse()];
    }
}
