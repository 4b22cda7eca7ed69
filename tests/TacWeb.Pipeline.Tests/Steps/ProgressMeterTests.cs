using TacWeb.Core.Jobs;
using TacWeb.Pipeline.Steps;

namespace TacWeb.Pipeline.Tests.Steps;

public sealed class ProgressMeterTests : IProgress<JobProgress>
{
    private readonly List<JobProgress> _told = [];

    void IProgress<JobProgress>.Report(JobProgress value) => _told.Add(value);

    [Fact]
    public void At_most_four_words_a_second_pass_but_always_the_first_and_the_last_of_a_step()
    {
        Clock clock = new();
        ProgressMeter meter = new(this, clock);
        for (int i = 0; i <= 1000; i++)
        {
            meter.Report("embed", i, 1000, "images");
            clock.Now += TimeSpan.FromMilliseconds(10).Ticks;
        }

        meter.Report("train", 0.5, "epoch 10 of 20");
        Assert.InRange(_told.Count, 40, 43);
        Assert.Equal(new JobProgress("embed", 0, "0 of 1,000 images"), _told[0]);
        Assert.Equal(new JobProgress("embed", 1, "1,000 of 1,000 images"), _told[^2]);
        Assert.Equal(new JobProgress("train", 0.5, "epoch 10 of 20"), _told[^1]);
    }

    private sealed class Clock : TimeProvider
    {
        public long Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now;
    }
}
