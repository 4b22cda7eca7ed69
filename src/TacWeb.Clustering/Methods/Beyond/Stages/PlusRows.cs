using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>The rows that the stages of <c>tac-plus</c> have settled on, and what k-means makes of them.</summary>
/// <param name="Images">x of the heads, [N, d] or, with a second encoder, [N, d + d'].</param>
/// <param name="Plain">x in the nouns' space, [N, d].</param>
/// <param name="Concepts">Nouns and counterparts.</param>
/// <param name="TextOn">Whether the text side is used.</param>
/// <param name="Probe">k-means on [x; u], or on x where the text is off.</param>
internal sealed record PlusRows(Vectors Images, Vectors Plain, ConceptSpace Concepts, bool TextOn, Probe Probe)
{
    /// <summary>k-means on x alone, which the heads must not fall behind.</summary>
    public required Probe ImageProbe { get; init; }

    /// <summary>u, or x where the text is off.</summary>
    public Vectors Texts => TextOn ? Concepts.Counterparts : Images;

    /// <summary>Whether heads on <see cref="Images"/> can place new images of the first encoder alone.</summary>
    public bool PlacesNewImages => Images.Dimension == Plain.Dimension;

    /// <summary>Stages 1 to 4.</summary>
    /// <param name="input">Images, concepts; vocabulary, views and a second encoder where there are any.</param>
    /// <param name="options">Which stages are on.</param>
    /// <param name="clusters">K.</param>
    /// <param name="generalisation">Of the unchanged images.</param>
    /// <param name="log">Judges.</param>
    /// <param name="context">Seed, and the time: stages are tried as long as there is some.</param>
    /// <param name="cancellationToken">Checked once a block.</param>
    public static PlusRows Settle(ClusterInput input, TacPlusOptions options, int clusters, Generalisation generalisation, StageLog log, FitContext context, CancellationToken cancellationToken)
    {
        int seed = context.Seed;
        PlusRows rows = Of(input.Images, input.Images, input.Concepts!);
        if (options.AverageViews && !context.OutOfTime && input.Views is { Weak.Count: > 0 } views)
        {
            Vectors averaged = Averaged(input.Images, views.Weak);
            rows = Keep("averageViews", Of(averaged, averaged, input.Concepts!));
        }

        if (options.SecondEncoder && !context.OutOfTime && input.OtherViews is [var other, ..])
        {
            PlusRows joined = Of(WithSecond(rows.Plain, other), rows.Plain, rows.Concepts);
            rows = log.Gain("secondEncoder", rows.Probe.Best, joined.Probe.Best) ? joined : rows;
        }

        if (options.GradNorm && !context.OutOfTime && input.Vocabulary is { } vocabulary && input.Concepts!.RetrievalTemperature > 0)
        {
            rows = Keep("gradNorm", Of(rows.Images, rows.Plain, Chosen(vocabulary)));
            rows = Warmer(rows, 0.5, "retrievalTemperature / 2");
            rows = Warmer(rows, 2, "retrievalTemperature × 2");
        }

        rows = rows with { ImageProbe = Probe.Run([rows.Images], clusters, generalisation, seed, cancellationToken) };
        return options.TextGate ? Gate() : rows;

        PlusRows Keep(string stage, PlusRows candidate) => log.Keep(stage, rows.Probe.Best, candidate.Probe.Best) ? candidate : rows;

        PlusRows Of(Vectors images, Vectors plain, ConceptSpace concepts) =>
            Joined(Probe.Run([images, concepts.Counterparts], clusters, generalisation, seed, cancellationToken), images, plain, concepts);

        static PlusRows Joined(Probe probe, Vectors images, Vectors plain, ConceptSpace concepts) => new(images, plain, concepts, true, probe) { ImageProbe = probe };

        PlusRows Warmer(PlusRows before, double factor, string stage)
        {
            if (context.OutOfTime)
            {
                return before;
            }

            ConceptSpace space = before.Concepts;
            PlusRows after = Of(before.Images, before.Plain, Retrieved(before.Plain, space.Nouns, space.Text, input.Concepts!.RetrievalTemperature * factor));
            return log.Gain(stage, before.Probe.Best, after.Probe.Best) ? after : before;
        }

        ConceptSpace Chosen(Vectors vocabulary)
        {
            Vectors centres = NounFilter.Centres(rows.Plain, clusters, seed, cancellationToken);
            int[] kept = GradNormFilter.Select(centres, vocabulary, cancellationToken);
            Noun[] names = [.. kept.Select(row => new Noun($"row_{row}", "", ""))]; // names play no part in a fit
            return Retrieved(rows.Plain, names, vocabulary.Take(kept), input.Concepts!.RetrievalTemperature);
        }

        ConceptSpace Retrieved(Vectors images, IReadOnlyList<Noun> nouns, Vectors text, double temperature) =>
            new(nouns, text, new CounterpartRetrieval(text, temperature).Counterparts(images, null, cancellationToken), temperature);

        // methods §4.11 keeps text that is compact, too; on Grocery, Clothing and Tiny-ImageNet val that held always, so q alone decides.
        PlusRows Gate()
        {
            Probe plain = rows.ImageProbe;
            bool on = rows.Probe.Best.Quality >= plain.Best.Quality - StageLog.Slack;
            log.Note("textGate", !on, on ? "The text side stays." : "k-means is steadier and easier to learn on the images alone: the text serves for names only.", rows.Probe.Best, plain.Best);
            return on ? rows : rows with { TextOn = false, Probe = plain };
        }
    }

    private static Vectors Averaged(Vectors images, IReadOnlyList<Vectors> views)
    {
        float[] sums = images.Values.ToArray();
        foreach (Vectors view in views)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(sums, view.Values.Span, sums);
        }

        UnitRows.Normalize(sums, images.Dimension, "averaged views");
        return new Vectors(images.Source, images.Dimension, unit: true, sums);
    }

    /// <summary>n([x; y]): both halves are unit rows already.</summary>
    private static Vectors WithSecond(Vectors images, Vectors other)
    {
        Vectors second = UnitRows.Of(other);
        int d = images.Dimension + second.Dimension;
        float[] joined = new float[images.Count * d];
        for (int row = 0; row < images.Count; row++)
        {
            images[row].CopyTo(joined.AsSpan(row * d));
            second[row].CopyTo(joined.AsSpan((row * d) + images.Dimension));
        }

        return UnitRows.Of(new Vectors(images.Source, d, unit: false, joined));
    }
}
