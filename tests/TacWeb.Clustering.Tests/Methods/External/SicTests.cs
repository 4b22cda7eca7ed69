using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Methods.External;
using TacWeb.Clustering.Tests.Golden;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.External;

public class SicTests
{
    [Fact]
    public void Loss_and_gradients_equal_the_script() =>
        GoldenLosses.Check("sic", (input, integers) => SicLoss.Of(input("scores"), input("near"), integers("labels"), 5, 0.5).Total);

    [Fact]
    public void Nouns_near_the_mean_noun_or_far_from_all_centres_are_dropped()
    {
        Vectors images = MadeData.Blobs(60, 8, 2, seed: 1);
        Vectors near = MadeData.Blobs(6, 8, 2, seed: 2, noise: 0.05), far = MadeData.Blobs(4, 8, 2, seed: 3, noise: 0.05, centreSeed: 99);
        Vectors nouns = MadeData.Unit(8, [.. near.Values.ToArray(), .. far.Values.ToArray()]);
        Vectors kept = SemanticCentres.Nouns(images, nouns, 2, SicOptions.ForTests with { NounsPerCentre = 3 }, 0, default);
        Assert.Equal(near.Values.ToArray(), kept.Values.ToArray());
        Assert.True(SemanticCentres.Nouns(images, nouns, 2, SicOptions.ForTests with { NounsPerCentre = 10, Uniqueness = 0.9 }, 0, default).Count < 10);
    }

    [Fact]
    public void A_semantic_centre_is_the_mean_of_its_nearest_nouns()
    {
        Vectors nouns = MadeData.Unit(2, [1, 0, 0.9f, 0.1f, 0, 1]), centre = MadeData.Unit(2, [1, 0]);
        Vectors semantic = SemanticCentres.Of(centre, nouns, 2, default);
        float[] sum = [nouns[0][0] + nouns[1][0], nouns[0][1] + nouns[1][1]];
        Close.To(MadeData.Unit(2, sum).Values.Span, semantic.Values.Span, 1e-6);
    }

    [Fact]
    public void The_feature_norm_scales_unit_rows()
    {
        Partition small = new Sic(SicOptions.ForTests with { FeatureNorm = 1 }).Fit(MadeData.Input(), new FitContext(0));
        Partition usual = new Sic(SicOptions.ForTests).Fit(MadeData.Input(), new FitContext(0));
        Assert.NotEqual(small.Soft!.Values.ToArray(), usual.Soft!.Values.ToArray());
    }
}
