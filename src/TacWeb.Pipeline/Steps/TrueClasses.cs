using TacWeb.Core.Datasets;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Runs;

namespace TacWeb.Pipeline.Steps;

/// <summary>The images' true classes as numbers; scores count the images that have one.</summary>
internal sealed class TrueClasses
{
    private readonly int[] _rows;
    private readonly int[] _truth;

    public TrueClasses(IReadOnlyList<ImageEntry> images)
    {
        Entries = images;
        ClassLabels labels = ClassLabels.Of(images);
        Names = labels.Names;
        _rows = [.. Enumerable.Range(0, images.Count).Where(row => labels.Labels[row] >= 0)];
        _truth = [.. _rows.Select(row => labels.Labels[row])];
    }

    /// <summary>Path and class of every image.</summary>
    public IReadOnlyList<ImageEntry> Entries { get; }

    /// <summary>The class names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of classes, or null without any.</summary>
    public int? Count => Names.Count == 0 ? null : Names.Count;

    /// <summary>A sentence when only some images have a class, else null.</summary>
    public string? Warning => _rows.Length == 0 || _rows.Length == Entries.Count
        ? null
        : $"{Entries.Count - _rows.Length} of {Entries.Count} images have no class; the scores count the other {_rows.Length}.";

    /// <summary>Agreement over the images with a class; null when there are none.</summary>
    public Scores? Score(Partition partition) => _rows.Length == 0 ? null : Metrics.Score(_truth, [.. _rows.Select(row => partition.Labels[row])]);
}
