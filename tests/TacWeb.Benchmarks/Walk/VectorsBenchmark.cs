using TacWeb.Clustering;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.WordNet;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Pipeline;
using TacWeb.Pipeline.Steps;
using TacWeb.Storage;

namespace TacWeb.Benchmarks.Walk;

/// <summary>Writes what <c>methods</c> reads, with the embedded encoder: NAME.npy, NAME.y.npy and NAME.classes.npy of each zip, and nouns.npy of the vocabulary.</summary>
/// <remarks>A picture's class is the folder it lies in; <c>BACKGROUND_Google</c> is left out. The text of a class is its folder's name in the encoder's templates; WordNet ids become their first lemma.</remarks>
internal static class VectorsBenchmark
{
    /// <param name="args">The folder to write to, then zips.</param>
    public static async Task<int> Run(string[] args)
    {
        string folder = Directory.CreateDirectory(args[0]).FullName;
        using DataFolder data = DataFolder.Open(Path.Combine(folder, "data"));
        using EncoderLoader loader = new();
        LoadedModel model = loader.Load(ModelFolder.Read(Path.Combine(Walk.Top, "models", "mini")));
        WordNetNouns wordNet = WordNetFolder.Read(Walk.WordNet);
        foreach (string zip in args[1..])
        {
            string output = Path.Combine(folder, Path.GetFileNameWithoutExtension(zip) + ".npy");
            EmbedResult result = await new EmbedInput(data, model.Image).RunAsync(zip, output, force: true);
            string[] classes = [.. (await File.ReadAllLinesAsync(result.PathsFile)).Select(path => path.Split('/')[^2])];
            int[] rows = [.. Enumerable.Range(0, classes.Length).Where(row => classes[row] != "BACKGROUND_Google")];
            string[] names = [.. rows.Select(row => classes[row]).Distinct().Order(StringComparer.Ordinal)];
            Write(output, Read(output).Take(rows));
            await using (FileStream stream = File.Create(Path.ChangeExtension(output, ".y.npy")))
            {
                NpyFile.WriteLabels(stream, [.. rows.Select(row => Array.BinarySearch(names, classes[row], StringComparer.Ordinal))]);
            }

            Write(Path.ChangeExtension(output, ".classes.npy"), await EncodeClassNames.OfAsync(model.Text, [.. names.Select(name => Lemma(name, wordNet))], default));
            Console.WriteLine($"{output}: {rows.Length} images of {names.Length} classes");
        }

        using NounVectors nouns = new(data, model.Text, TimeProvider.System);
        using MappedVectors mapped = await nouns.EnsureAsync(WordNetFolder.Vocabulary(wordNet, Vocabulary.WordNetKey));
        Write(Path.Combine(folder, "nouns.npy"), mapped.Vectors);
        return 0;
    }

    private static string Lemma(string name, WordNetNouns wordNet) =>
        wordNet.FindWnid(name)?.Lemmas[0] ?? name.Replace('-', '_');

    private static Vectors Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return NpyFile.ReadMatrix(stream, path);
    }

    private static void Write(string path, Vectors rows)
    {
        using FileStream stream = File.Create(path);
        NpyFile.WriteMatrix(stream, rows);
    }
}
