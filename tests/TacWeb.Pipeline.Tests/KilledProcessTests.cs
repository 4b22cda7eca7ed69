using System.Diagnostics;
using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

/// <summary>The built program, killed as hard as the system can at random times, and run again.</summary>
public sealed class KilledProcessTests
{
    private const int Kills = 6;

    [SlowFact("src/TacWeb/bin/Release/net10.0/tacweb.dll")]
    public async Task A_killed_command_is_simply_run_again_and_ends_with_the_same_bytes()
    {
        using TemporaryFolder folder = new();
        folder.Write("photos.zip", MadeArchives.Zip(Enumerable.Range(0, 240).Select(i => ($"kind{i % 3}/{i}.png", MadePictures.OfKind(i % 3, i / 3)))));
        Stopwatch clock = Stopwatch.StartNew();
        Assert.True(await RunAsync(folder, "whole", null));
        int whole = (int)clock.ElapsedMilliseconds;

        Random random = new(7);
        for (int kill = 0; kill < Kills && !Directory.Exists(folder.Of("out")); kill++)
        {
            await RunAsync(folder, "out", TimeSpan.FromMilliseconds(random.Next(500, whole)));
        }

        Assert.True(Directory.Exists(folder.Of("out")) || await RunAsync(folder, "out", null));
        Assert.Equal(Walk.Repeatable(folder.Of("whole")), Walk.Repeatable(folder.Of("out")));
    }

    /// <summary>Runs the command in a data folder of its own.</summary>
    /// <returns>Whether it ended by itself and well.</returns>
    private static async Task<bool> RunAsync(TemporaryFolder folder, string output, TimeSpan? killAfter)
    {
        string[] arguments =
        [
            SlowFactAttribute.Shared("src/TacWeb/bin/Release/net10.0/tacweb.dll")!, "cluster", folder.Of("photos.zip"), "--k", "3", "--vocabulary", ShortVocabulary.Path, "--set", "epochs=60",
            "--data", folder.Of("data-" + output), "--out", folder.Of(output),
        ];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task read = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using CancellationTokenSource limit = new(killAfter ?? TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        await read;
        return process.ExitCode == 0;
    }
}
