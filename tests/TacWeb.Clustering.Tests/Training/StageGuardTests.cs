using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Tests.Training;

public class StageGuardTests
{
    private static readonly int[] Before = [0, 0, 1, 1, 2, 2];

    [Fact]
    public void A_stage_that_loses_a_cluster_is_told_and_does_not_hold()
    {
        FitContext context = new(0);
        Assert.False(StageGuard.Holds(context, "boosting", Before, [0, 0, 1, 1, 1, 1], 3));
        Assert.Equal(["The result is that before boosting: after it only 2 of the 3 clusters were left."], context.Warnings);
    }

    [Fact]
    public void A_stage_that_makes_clusters_much_more_uneven_does_not_hold()
    {
        FitContext context = new(0);
        Assert.False(StageGuard.Holds(context, "boosting", Before, [0, 0, 0, 0, 1, 2], 3));
        Assert.Contains("more uneven", Assert.Single(context.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_that_moves_an_image_or_uses_more_clusters_holds()
    {
        FitContext context = new(0);
        int[] twelve = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2], moved = [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2];
        Assert.True(StageGuard.Holds(context, "boosting", twelve, moved, 3));
        Assert.True(StageGuard.Holds(context, "boosting", [0, 0, 1], Before, 3));
        Assert.Empty(context.Warnings);
    }
}
