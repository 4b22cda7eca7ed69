using TacWeb.Encoders.Images;

namespace TacWeb.Encoders.Tests.Images;

public class AugmentedPictureTests
{
    private const int Side = 24;

    [Theory, InlineData(false, false), InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public void The_same_seed_gives_the_same_pixels_and_another_seed_others(bool strong, bool fineGrained)
    {
        using RgbImage image = MadePicture.Of(50, 40);
        Assert.Equal(Look(image, new Augmentation(strong, fineGrained, 7)), Look(image, new Augmentation(strong, fineGrained, 7)));
        Assert.NotEqual(Look(image, new Augmentation(strong, fineGrained, 7)), Look(image, new Augmentation(strong, fineGrained, 8)));
    }

    [Theory, InlineData(0.6), InlineData(0.2)]
    public void Parts_lie_inside_and_have_the_drawn_share_and_shape(double least)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (left, top, width, height) = AugmentedPicture.Part(200, 150, least, new Random(seed));
            Assert.True(left >= 0 && top >= 0 && left + width <= 200 && top + height <= 150);
            Assert.InRange(width * height / (200.0 * 150), least - 0.02, 1);
            Assert.InRange((double)width / height, 0.73, 1.37);
        }
    }

    [Theory, InlineData(1, 1), InlineData(1, 900), InlineData(900, 1), InlineData(3, 2)]
    public void Narrow_and_tiny_pictures_have_parts_too(int width, int height)
    {
        using RgbImage image = MadePicture.Of(width, height);
        for (var seed = 0; seed < 20; seed++)
        {
            var (left, top, w, h) = AugmentedPicture.Part(width, height, 0.2, new Random(seed));
            Assert.True(w >= 1 && h >= 1 && left >= 0 && top >= 0 && left + w <= width && top + h <= height);
            Look(image, new Augmentation(true, false, seed));
        }
    }

    [Fact]
    public void Weak_and_fine_grained_looks_change_no_colour()
    {
        using RgbImage image = Plain(180, 60, 30);
        for (var seed = 0; seed < 30; seed++)
        {
            Assert.Equal([(180, 60, 30)], Colours(Look(image, new Augmentation(false, false, seed))));
            Assert.Equal([(180, 60, 30)], Colours(Look(image, new Augmentation(false, true, seed))));
            Assert.Subset(new HashSet<(int, int, int)> { (180, 60, 30), (128, 128, 128) }, Colours(Look(image, new Augmentation(true, true, seed))).ToHashSet()); // the square alone
        }
    }

    [Fact]
    public void Strong_looks_change_colours_cut_squares_out_and_are_sometimes_grey()
    {
        using RgbImage image = Plain(180, 60, 30);
        int changed = 0, cut = 0, grey = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            (int R, int G, int B)[] colours = Colours(Look(image, new Augmentation(true, false, seed)));
            Assert.InRange(colours.Length, 1, 2); // one colour, and the square
            changed += colours.Contains((180, 60, 30)) ? 0 : 1;
            cut += colours.Contains((128, 128, 128)) ? 1 : 0;
            grey += colours.All(colour => colour.R == colour.G && colour.G == colour.B) ? 1 : 0;
        }

        Assert.Equal(200, changed);
        Assert.True(cut >= 195, $"{cut} squares");
        Assert.InRange(grey, 20, 65); // a fifth
    }

    [Fact]
    public void A_look_is_mirrored_half_the_time()
    {
        using RgbImage image = new(Side, Side);
        for (var i = 0; i < Side * Side; i++)
        {
            image.Values.Slice(3 * i, 3).Fill((byte)(i % Side * 10)); // bright on the right
        }

        var mirrored = Enumerable.Range(0, 200).Count(seed => Look(image, new Augmentation(false, false, seed)) is var look && look[0] > look[3 * (Side - 1)]);
        Assert.InRange(mirrored, 75, 125);
    }

    [Fact]
    public void Grey_is_the_light_of_each_pixel()
    {
        byte[] pixels = [255, 0, 0, 0, 255, 0, 10, 20, 30];
        ColourChange.Grey(pixels);
        Assert.Equal([76, 76, 76, 150, 150, 150, 18, 18, 18], pixels);
    }

    private static byte[] Look(RgbImage image, Augmentation how)
    {
        var pixels = new byte[3 * Side * Side];
        AugmentedPicture.Write(image, how, Side, pixels);
        return pixels;
    }

    private static (int R, int G, int B)[] Colours(byte[] pixels) => [.. pixels.Chunk(3).Select(pixel => ((int)pixel[0], (int)pixel[1], (int)pixel[2])).Distinct()];

    private static RgbImage Plain(byte red, byte green, byte blue)
    {
        RgbImage image = new(40, 30);
        for (var i = 0; i < image.Values.Length; i += 3)
        {
            (image.Values[i], image.Values[i + 1], image.Values[i + 2]) = (red, green, blue);
        }

        return image;
    }
}
