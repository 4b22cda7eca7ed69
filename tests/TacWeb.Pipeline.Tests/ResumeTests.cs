using TacWeb.Core.Jobs;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

/// <summary>A walk that ends anywhere and is run again ends with the same bytes. What a real kill does is tested by the slow tests of the program.</summary>
public sealed class ResumeTests
{
    private static readonly string[] Methods = ["tac", "kmeans"];

    [Fact]
    public async Task A_walk_stopped_at_any_word_of_progress_goes_on_and_ends_with_the_same_bytes()
    {
        using Walk whole = new();
        string zip = whole.Zip(Pictures.ThreeColours(10));
        StopAt counter = new(int.MaxValue);
        await whole.RunAsync(whole.Request(zip) with { Methods = Methods }, counter);

        // one walk that is stopped again and again, each time one word of progress later than the last
        using Walk stopped = new();
        ClusterRequest request = stopped.Request(stopped.Zip(Pictures.ThreeColours(10))) with { Methods = Methods };
        int stops = 0;
        for (int at = 1; at <= 200; at += 2)
        {
            try
            {
                await stopped.RunAsync(request, new StopAt(at));
                break;
            }
            catch (StopException)
            {
                stops++;
                Assert.False(Directory.Exists(stopped.Out));
            }
        }

        Assert.True(stops >= 8, $"only {stops} stops");
        foreach (string method in Methods)
        {
            Assert.Equal(Walk.Repeatable(Path.Combine(whole.Out, method)), Walk.Repeatable(Path.Combine(stopped.Out, method)));
        }

        Assert.Equal(2, stopped.Data(data => data.Runs.List().Count));
        Assert.Equal(1, stopped.Data(data => data.Datasets.List().Count));
    }

    [Fact]
    public async Task An_interrupted_computation_of_nouns_goes_on_after_its_last_kept_batch()
    {
        using Walk walk = new();
        string words = walk.Folder.Write("many.txt", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', ShortVocabulary.Nouns)));
        ClusterRequest request = walk.Request(walk.Zip(Pictures.ThreeColours(6))) with { Vocabulary = words };
        walk.Encoder.BeforeBatch = () => _ = walk.Encoder.Nouns >= 1500 ? throw new StopException() : 0;
        await Assert.ThrowsAsync<StopException>(() => walk.RunAsync(request));
        int before = walk.Encoder.Nouns;
        walk.Encoder.BeforeBatch = null;
        await walk.RunAsync(request);
        Assert.Equal(1504, before);
        Assert.Equal(1504 - 1024 + 2000, walk.Encoder.Nouns); // 1,024 rows were kept
    }

    [Fact]
    public async Task An_interrupted_embedding_keeps_what_it_has()
    {
        using Walk walk = new();
        ClusterRequest request = walk.Request(walk.Zip(Pictures.ThreeColours(10)));
        walk.Encoder.BeforeBatch = () => _ = walk.Encoder.Images >= 16 ? throw new StopException() : 0;
        await Assert.ThrowsAsync<StopException>(() => walk.RunAsync(request));
        walk.Encoder.BeforeBatch = null;
        await walk.RunAsync(request);
        Assert.Equal(30, walk.Encoder.Images);
    }

    private sealed class StopException : Exception;

    private sealed class StopAt(int words) : IProgress<JobProgress>
    {
        private int _heard;

        public void Report(JobProgress value)
        {
            if (Interlocked.Increment(ref _heard) >= words)
            {
                throw new StopException();
            }
        }
    }
}
