using TacWeb.Core.Numerics;
using TacWeb.Encoders.Images;

namespace TacWeb.Encoders.Tests.Images;

public sealed class SmallPicturesTests
{
    [Theory]
    [InlineData("rgb.jpg")]
    [InlineData("orientation-6.jpg")]
    public void Any_picture_becomes_a_square_of_its_middle(string name)
    {
        byte[] file = ImageDecoderTests.Picture(name), target = new byte[8 * 8 * 3];
        SmallPictures.Decode(file, 8, target);
        using RgbImage whole = ImageDecoder.Decode(file);
        double all = Mean(whole.Values), middle = Mean(target);
        Assert.InRange(middle, all - 40, all + 40);
        Assert.True(target.Distinct().Count() > 8);
    }

    [Fact]
    public void A_square_of_the_same_size_stays_as_it_is()
    {
        byte[] file = ImageDecoderTests.Picture("rgb.png"); // 37×23
        byte[] target = new byte[23 * 23 * 3];
        SmallPictures.Decode(file, 23, target);
        using RgbImage whole = ImageDecoder.Decode(file);
        Assert.Equal(whole.Values.Slice(7 * 3, 23 * 3).ToArray(), target[..(23 * 3)]);
    }

    [Fact]
    public void A_strip_holds_each_picture_once_and_larger()
    {
        Pixels pictures = new(4, 4, 1, new byte[3 * 16]);
        ImageHeader header = ImageDecoder.ReadHeader(Thumbnails.Strip(pictures, 1, 2, zoom: 3));
        Assert.Equal(new ImageHeader(ImageFormat.WebP, 24, 12, 1), header);
        Assert.Throws<ArgumentOutOfRangeException>(() => Thumbnails.Strip(pictures, 2, 2, 3));
    }

    private static double Mean(ReadOnlySpan<byte> values)
    {
        long sum = 0;
        foreach (byte value in values)
        {
            sum += value;
        }

        return (double)sum / values.Length;
    }
}
