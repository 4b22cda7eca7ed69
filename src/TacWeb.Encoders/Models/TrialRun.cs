using System.Numerics.Tensors;
using TacWeb.Core;

namespace TacWeb.Encoders.Models;

/// <summary>Runs both towers once on something simple: they must give finite vectors of the promised dimension.</summary>
internal static class TrialRun
{
    private static readonly string[] Texts = ["dog", "a photo of a dog and a cat"]; // two lengths: the axis must be dynamic

    /// <summary>Opens, runs and closes both graphs.</summary>
    /// <exception cref="TacWebException">One does not open, does not run, or gives something else.</exception>
    public static void Check(ModelFolder folder)
    {
        CheckImage(folder);
        CheckText(folder);
    }

    private static void CheckImage(ModelFolder folder)
    {
        var (side, dimension) = (folder.Manifest.ImageSize, folder.Manifest.Dimension);
        using var graph = EncoderGraph.OpenImage(folder);
        using var run = new RunOptions();
        var pattern = Enumerable.Range(0, 3 * side * side).Select(i => (i % 97 / 48f) - 1).ToArray();
        using var pixels = OrtValue.CreateTensorValueFromMemory<float>(OrtMemoryInfo.DefaultInstance, pattern, [1, 3, side, side]);
        var vector = new float[dimension];
        graph.Run([pixels], vector, (1, dimension), run, CancellationToken.None);
        CheckFinite(folder, ManifestRules.ImageGraph, vector);
    }

    private static void CheckText(ModelFolder folder)
    {
        var tokenizer = folder.OpenTokenizer();
        using var graph = EncoderGraph.OpenText(folder);
        using var run = new RunOptions();
        var vectors = new TextTower(graph, folder.Info).Run([.. Texts.Select(tokenizer.Encode)], run, CancellationToken.None);
        CheckFinite(folder, ManifestRules.TextGraph, vectors);
    }

    private static void CheckFinite(ModelFolder folder, string graph, float[] values)
    {
        var squares = TensorPrimitives.SumOfSquares(values);
        if (!float.IsFinite(squares) || squares == 0)
        {
            throw new TacWebException($"{folder.FilePath(graph)} gives values that are no numbers, or only zeros.");
        }
    }
}
