using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Encoders;
using TacWeb.Pipeline.Explore;

namespace TacWeb.Pipeline.Tests.Explore;

public class ImagePlacerTests
{
    [Fact]
    public async Task An_image_that_is_noise_has_no_cluster_and_no_confidence()
    {
        ImagePlacer placer = new(new FakeEncoder(), new Alternating(), centres: null, cluster => (cluster, "dogs"));
        byte[] picture = Pictures.OfColour(0, 1);
        ImageSource[] images = [.. new[] { "a.png", "b.png" }.Select(name => new ImageSource(name, () => new MemoryStream(picture)))];
        IReadOnlyList<AssignedImage> placed = await placer.PlaceAsync(images);
        Assert.Equal([(0, "dogs"), (-1, "noise")], placed.Select(image => (image.Cluster!.Value, image.Name!)));
        Assert.Equal(0, placed[1].Confidence);
    }

    private sealed class Alternating : IAssigner
    {
        public int[] Assign(Vectors images) => [.. Enumerable.Range(0, images.Count).Select(row => row % 2 == 0 ? 0 : Partition.Noise)];

        public Probabilities? AssignSoft(Vectors images) => null;
    }
}
