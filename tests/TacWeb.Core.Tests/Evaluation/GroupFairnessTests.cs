using TacWeb.Core.Evaluation;

namespace TacWeb.Core.Tests.Evaluation;

public sealed class GroupFairnessTests
{
    [Fact]
    public void Both_numbers_are_those_computed_by_hand()
    {
        // cluster 0: 3 of group 7, 1 of group 9; cluster 1: 2 and 2; noise does not count
        Fairness fairness = GroupFairness.Measure([0, 0, 0, 0, 1, 1, 1, 1, -1], [7, 7, 7, 9, 7, 7, 9, 9, 9]);
        Assert.Equal(1 / 3.0, fairness.Balance, 1e-12);
        double cluster = -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25))), all = -((5 / 9.0 * Math.Log(5 / 9.0)) + (4 / 9.0 * Math.Log(4 / 9.0)));
        Assert.Equal(cluster / all, fairness.Mnce, 1e-12);
    }

    [Fact]
    public void Mixed_clusters_give_one_and_a_cluster_of_one_group_gives_zero()
    {
        Assert.Equal(new Fairness(1, 1), GroupFairness.Measure([0, 0, 1, 1], [0, 1, 0, 1]));
        Assert.Equal(new Fairness(0, 0), GroupFairness.Measure([0, 0, 1, 1], [0, 0, 0, 1]));
        Assert.Equal(new Fairness(1, 1), GroupFairness.Measure([0, 1, 1], [4, 4, 4]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => GroupFairness.Measure([0, 1], [0]));
        Assert.Throws<ArgumentException>(() => GroupFairness.Measure([], []));
    }
}
