using TacWeb.Clustering;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Benchmarks.Clustering;

/// <summary>Kept vectors of a set with their true classes, as <c>vectors</c> writes them.</summary>
internal sealed record LabelledSet(string Name, Vectors Images, double FeatureNorm, int[] Labels, Vectors Nouns, Vectors? Classes)
{
    private const double MiniTemperature = 0.1; // retrievalTemperature of models/mini
    private readonly Dictionary<int, ConceptSpace> _concepts = [];

    /// <summary>Reads nouns.npy once, then NAME.npy, NAME.y.npy and, where it is there, NAME.classes.npy of each set as it is asked for.</summary>
    public static IEnumerable<LabelledSet> ReadAll(string folder, string[] names)
    {
        Vectors nouns = UnitRows.Of(Matrix(Path.Combine(folder, "nouns.npy")));
        return names.Select(name => Read(folder, name, nouns));
    }

    /// <summary>Images drawn by the seed 0; all where there are no more.</summary>
    public LabelledSet Few(int count)
    {
        int[] rows = Seeds.Sample(Images.Count, Math.Min(count, Images.Count), new Random(0));
        return new LabelledSet(Name, Images.Take(rows), FeatureNorm, [.. rows.Select(row => Labels[row])], Nouns, Classes);
    }

    /// <summary>What a method gets, K being the number of classes.</summary>
    public ClusterInput Of(int seed, bool concepts)
    {
        int k = Labels.Distinct().Count();
        return new ClusterInput(Images) { ClusterCount = k, Concepts = concepts ? Concepts(seed, k) : null, Vocabulary = concepts ? Nouns : null, ClassTexts = Classes };
    }

    private static LabelledSet Read(string folder, string name, Vectors nouns)
    {
        Vectors raw = Matrix(Path.Combine(folder, name + ".npy"));
        using FileStream stream = File.OpenRead(Path.Combine(folder, name + ".y.npy"));
        string classes = Path.Combine(folder, name + ".classes.npy");
        return new LabelledSet(
            name, UnitRows.Of(raw), UnitRows.MeanNorm(raw), NpyFile.ReadLabels(stream, name), nouns, File.Exists(classes) ? UnitRows.Of(Matrix(classes)) : null);
    }

    private static Vectors Matrix(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return NpyFile.ReadMatrix(stream, path);
    }

    private ConceptSpace Concepts(int seed, int k)
    {
        if (!_concepts.TryGetValue(seed, out ConceptSpace? space))
        {
            Noun[] names = [.. Enumerable.Range(0, Nouns.Count).Select(row => new Noun($"row_{row}", "", ""))];
            _concepts[seed] = space = ConceptSpaceBuilder.Build(names, Nouns, Images, k, MiniTemperature, new FitContext(seed));
        }

        return space;
    }
}
