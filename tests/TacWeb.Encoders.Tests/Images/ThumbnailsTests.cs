using TacWeb.Encoders.Images;

namespace TacWeb.Encoders.Tests.Images;

public sealed class ThumbnailsTests
{
    [Theory]
    [InlineData("rgb.jpg")]
    [InlineData("rgb.bmp")]
    [InlineData("cmyk.jpg")]
    [InlineData("grey-16.png")]
    [InlineData("rgba.png")]
    [InlineData("two-frames.gif")]
    public void A_thumbnail_is_a_WebP_that_fits_into_the_square(string name)
    {
        var header = ImageDecoder.ReadHeader(Thumbnails.Encode(ImageDecoderTests.Picture(name), 20));
        Assert.Equal(new ImageHeader(ImageFormat.WebP, 20, 12, 1), header);
    }

    [Fact]
    public void A_small_picture_keeps_its_size()
    {
        var header = ImageDecoder.ReadHeader(Thumbnails.Encode(ImageDecoderTests.Picture("rgb.png"), 200));
        Assert.Equal((37, 23), (header.Width, header.Height));
    }

    [Fact]
    public void A_turned_picture_has_a_turned_thumbnail()
    {
        var header = ImageDecoder.ReadHeader(Thumbnails.Encode(ImageDecoderTests.Picture("orientation-6.jpg"), 20));
        Assert.Equal((12, 20), (header.Width, header.Height));
    }

    [Fact]
    public void A_damaged_file_is_refused() => Assert.Throws<ImageException>(() => Thumbnails.Encode(ImageDecoderTests.Picture("rgb.jpg").AsSpan(0, 600), 20));
}
