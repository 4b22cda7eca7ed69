using System.Security.Cryptography;
using System.Text.Json;
using TacWeb.Encoders.Images;
using TacWeb.Testing;

namespace TacWeb.Encoders.Tests.Images;

public sealed class ImagePreprocessorTests
{
    public static TheoryData<int, int, int, int, string> Resizes()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "TacWeb.Encoders.Tests", "Images", "resizes.json")));
        var data = new TheoryData<int, int, int, int, string>();
        foreach (var row in document.RootElement.EnumerateArray())
        {
            data.Add(row[0].GetInt32(), row[1].GetInt32(), row[2].GetInt32(), row[3].GetInt32(), row[4].GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Resizes))]
    public void Resizing_and_cropping_equal_PIL_bit_for_bit_with_and_without_vectors(int width, int height, int side, int resize, string sha256)
    {
        using var image = MadePicture.Of(width, height);
        var preprocessor = new ImagePreprocessor(side, resize, [0, 0, 0], [1, 1, 1]);
        foreach (var vectors in (bool[])[false, true])
        {
            var crop = new byte[3 * side * side];
            preprocessor.Crop(image, crop, vectors);
            Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(crop)));
        }
    }

    [Fact]
    public void Values_are_normalised_a_channel_and_channels_come_first()
    {
        using var image = new RgbImage(2, 2);
        ((ReadOnlySpan<byte>)[0, 51, 255, 0, 51, 255, 0, 51, 255, 255, 51, 0]).CopyTo(image.Values);
        var values = new float[12];
        new ImagePreprocessor(2, 2, [0.5, 0.2, 0], [0.5, 1, 2]).Write(image, values);
        Assert.Equal([-1f, -1, -1, 1, 0, 0, 0, 0, 0.5f, 0.5f, 0.5f, 0], values);
    }

    [Fact]
    public void A_picture_far_longer_than_wide_is_cropped_without_a_resized_copy()
    {
        using var image = MadePicture.Of(1, 30_000);
        var values = new float[3 * 224 * 224];
        new ImagePreprocessor(224, 224, [0, 0, 0], [1, 1, 1]).Write(image, values);
        Assert.All(values, value => Assert.InRange(value, 0, 1));
    }
}
