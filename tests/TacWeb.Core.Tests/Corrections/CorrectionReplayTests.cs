using TacWeb.Core.Corrections;

namespace TacWeb.Core.Tests.Corrections;

public class CorrectionReplayTests
{
    // images a … h; "a" is there twice, in cluster 0 and in cluster 1
    private static readonly string[] Hashes = ["a", "b", "c", "a", "d", "e", "f", "g"];
    private static readonly int[] Labels = [0, 0, 0, 1, 1, 2, 2, -1];
    private static readonly string[] Names = ["cat", "dog", "owl"];

    [Fact]
    public void Without_edits_the_run_is_as_it_was()
    {
        CorrectedPartition result = New().Result();
        Assert.Equal(Labels, result.Labels);
        Assert.Equal([new(0, "cat", 3, false, false), new(1, "dog", 2, false, false), new(2, "owl", 2, false, false)], result.Clusters);
        Assert.DoesNotContain(true, result.Moved);
        Assert.Equal("", result.NameOf(-1));
    }

    [Fact]
    public void Equal_pictures_move_together()
    {
        CorrectedPartition result = After(new Correction(CorrectionKind.Move) { Images = ["a", "g"], Cluster = 2 });
        Assert.Equal([2, 0, 0, 2, 1, 2, 2, 2], result.Labels);
        Assert.Equal([true, false, false, true, false, false, false, true], result.Moved);
        Assert.Equal([2, 1, 5], result.Clusters.Select(cluster => cluster.Size));
    }

    [Fact]
    public void A_new_cluster_gets_the_next_number_which_is_never_given_again()
    {
        CorrectedPartition result = After(
            new Correction(CorrectionKind.Move) { Images = ["b"], Name = "lynx" },
            new Correction(CorrectionKind.Merge) { Cluster = 0, Merged = [3] },
            new Correction(CorrectionKind.Move) { Images = ["c"] });
        Assert.Equal([0, 0, 4, 1, 1, 2, 2, -1], result.Labels);
        Assert.Equal([0, 1, 2, 4], result.Clusters.Select(cluster => cluster.Id));
        Assert.Equal(new CorrectedCluster(4, "cluster 4", 1, true, false), result.Find(4));
        Assert.Null(result.Find(3));
    }

    [Fact]
    public void Merge_split_rename_and_noise_work_on_what_was_before_them()
    {
        CorrectionReplay replay = New();
        foreach (Correction correction in new Correction[]
        {
            new(CorrectionKind.Merge) { Cluster = 0, Merged = [1] },
            new(CorrectionKind.Split) { Cluster = 0, Parts = [["a", "b"], ["c"], ["d"]] },
            new(CorrectionKind.Rename) { Cluster = 4, Name = "puppy" },
            new(CorrectionKind.Noise) { Images = ["e"] },
        })
        {
            CorrectionRules.Check(replay, correction);
            replay.Apply(correction);
        }

        CorrectedPartition result = replay.Result();
        Assert.Equal([0, 0, 3, 0, 4, -1, 2, -1], result.Labels);
        Assert.Equal(["cat", "owl", "cat (2)", "puppy"], result.Clusters.Select(cluster => cluster.Name));
        Assert.Equal([0, 0, 2], result.Homes);
    }

    public static TheoryData<Correction, string> Misfits => new()
    {
        { new(CorrectionKind.Move) { Images = ["a"], Cluster = 9 }, "no cluster 9" },
        { new(CorrectionKind.Move) { Images = [] , Cluster = 1 }, "No image" },
        { new(CorrectionKind.Noise) { Images = ["x"] }, "does not have" },
        { new(CorrectionKind.Merge) { Cluster = 0, Merged = [] }, "one or more" },
        { new(CorrectionKind.Merge) { Cluster = 0, Merged = [0] }, "one or more" },
        { new(CorrectionKind.Merge) { Cluster = 0, Merged = [7] }, "not there" },
        { new(CorrectionKind.Split) { Cluster = 0, Parts = [["a"]] }, "parts" },
        { new(CorrectionKind.Split) { Cluster = 0, Parts = [["b"], []] }, "parts" },
        { new(CorrectionKind.Split) { Cluster = 0, Parts = [["b"], ["e"]] }, "not in the cluster" },
        { new(CorrectionKind.Rename) { Cluster = 0 }, "new name" },
        { new(CorrectionKind.Rename) { Cluster = 0, Name = " " }, "characters" },
        { new(CorrectionKind.Rename) { Cluster = 0, Name = "a\u0001" }, "characters" },
        { new(CorrectionKind.Rename) { Cluster = 0, Name = new string('x', 101) }, "characters" },
    };

    [Theory, MemberData(nameof(Misfits))]
    public void What_does_not_fit_is_refused_and_does_no_harm_when_it_is_stored(Correction correction, string text)
    {
        Assert.Contains(text, Assert.Throws<TacWebException>(() => CorrectionRules.Check(New(), correction)).Message, StringComparison.Ordinal);
        Assert.Equal(Labels.Length, After(correction).Labels.Count);
    }

    private static CorrectionReplay New() => new(Labels, Names, Hashes);

    private static CorrectedPartition After(params Correction[] corrections)
    {
        CorrectionReplay replay = New();
        foreach (Correction correction in corrections)
        {
            replay.Apply(correction);
        }

        return replay.Result();
    }
}
