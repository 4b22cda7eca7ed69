using TacWeb.Core.Corrections;

namespace TacWeb.Core.Tests.Corrections;

public class CorrectionTransferTests
{
    private static readonly string[] Hashes = [.. Enumerable.Range(0, 12).Select(i => $"h{i}")];
    private static readonly int[] Labels = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
    private static readonly string[] Names = ["cat", "dog", "owl"];

    private static readonly Correction[] Edits =
    [
        new(CorrectionKind.Move) { Images = ["h0"], Cluster = 2 },
        new(CorrectionKind.Split) { Cluster = 1, Parts = [["h4", "h5"], ["h6", "h7"]] },
        new(CorrectionKind.Rename) { Cluster = 3, Name = "puppy" },
        new(CorrectionKind.Noise) { Images = ["h11"] },
        new(CorrectionKind.Move) { Images = ["h1"], Name = "lynx" },
        new(CorrectionKind.Merge) { Cluster = 0, Merged = [4] },
    ];

    [Fact]
    public void A_rerun_with_the_same_clusters_in_another_order_ends_with_the_same_groups()
    {
        int[] order = [2, 0, 1]; // cluster c is the other run's cluster order[c]
        int[] labels = [.. Labels.Select(label => order[label])];
        string[] names = ["dog2", "owl2", "cat2"];
        IReadOnlyList<Correction> translated = CorrectionTransfer.Translate(Edits, Labels, Names, Hashes, labels, names, Hashes);
        Assert.Equal(Edits.Length, translated.Count);
        Assert.Equal(Groups(Run(Edits, Labels, Names, Hashes), Hashes), Groups(Run(translated, labels, names, Hashes), Hashes));
        Assert.Contains(Run(translated, labels, names, Hashes).Clusters, cluster => cluster is { Name: "puppy", Size: 2 });
    }

    [Fact]
    public void Pictures_that_are_gone_are_left_out_and_edits_without_any_vanish()
    {
        string[] hashes = [.. Hashes.Where(hash => hash is not ("h0" or "h6" or "h7" or "h11"))];
        int[] labels = [0, 0, 0, 1, 1, 2, 2, 2];
        IReadOnlyList<Correction> translated = CorrectionTransfer.Translate(Edits, Labels, Names, Hashes, labels, Names, hashes);
        Assert.Equal([CorrectionKind.Move, CorrectionKind.Merge], translated.Select(edit => edit.Kind));
        Assert.Equal(labels, Run(translated, labels, Names, hashes).Labels);
    }

    [Fact]
    public void A_cluster_without_its_like_is_made_anew_when_images_move_to_it()
    {
        int[] labels = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0]; // the other run has no owls of their own
        IReadOnlyList<Correction> translated = CorrectionTransfer.Translate([Edits[0], new(CorrectionKind.Rename) { Cluster = 2, Name = "owlet" }], Labels, Names, Hashes, labels, ["cat", "animal"], Hashes);
        CorrectedPartition result = Run(translated, labels, ["cat", "animal"], Hashes);
        Assert.Equal(2, result.Labels[0]);
        Assert.Equal("owlet", result.NameOf(2));
    }

    private static CorrectedPartition Run(IReadOnlyList<Correction> edits, int[] labels, string[] names, string[] hashes)
    {
        CorrectionReplay replay = new(labels, names, hashes);
        foreach (Correction edit in edits)
        {
            replay.Apply(edit);
        }

        return replay.Result();
    }

    private static string[] Groups(CorrectedPartition partition, string[] hashes) =>
        [.. partition.Labels.Zip(hashes).Where(pair => pair.First >= 0).GroupBy(pair => pair.First).Select(group => string.Join(' ', group.Select(pair => pair.Second))).Order(StringComparer.Ordinal)];
}
