using TacWeb.Tensors.Kernels;

namespace TacWeb.Tensors.Tests.Kernels;

public sealed class ThreadTeamTests
{
    [Fact]
    public void Every_part_is_done_once_also_from_several_callers_at_a_time()
    {
        int[] counts = new int[64];
        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 200; i++)
            {
                ThreadTeam.Run(8, part => Interlocked.Increment(ref counts[part]));
            }
        });
        Assert.All(counts.Take(8), count => Assert.Equal(1600, count));
        Assert.All(counts.Skip(8), count => Assert.Equal(0, count));
    }

    [Fact]
    public void A_call_within_a_part_does_not_block()
    {
        int sum = 0;
        ThreadTeam.Run(4, _ => ThreadTeam.Run(4, inner => Interlocked.Add(ref sum, inner)));
        Assert.Equal(24, sum);
    }

    [Fact]
    public void A_failure_reaches_the_caller_and_the_team_goes_on()
    {
        Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(4, part => throw new InvalidOperationException(part.ToString())));
        int sum = 0;
        ThreadTeam.For(1000, 1, (from, to) => Interlocked.Add(ref sum, (int)(to - from)));
        Assert.Equal(1000, sum);
    }
}
