using TacWeb.Encoders.Images;
using TacWeb.Encoders.Models;

namespace TacWeb.Encoders;

/// <summary>Both towers of one model, opened. Shared by all threads; its <see cref="EncoderLoader"/> closes it.</summary>
public sealed class LoadedModel
{
    private readonly ModelFolder folder;
    private readonly Lazy<(EncoderGraph Graph, ImageEncoder Encoder)> image;
    private readonly Lazy<(EncoderGraph Graph, TextEncoder Encoder)> text;

    internal LoadedModel(ModelFolder folder, ImageLimits limits, int workers)
    {
        this.folder = folder;
        image = new(() => OpenImage(limits, workers));
        text = new(() => OpenText(workers));
    }

    /// <summary>The model behind it.</summary>
    public EncoderInfo Info => folder.Info;

    /// <summary>The image tower; its graph is opened at first use.</summary>
    /// <exception cref="Core.TacWebException">The graph cannot be opened or does not fit the model's description.</exception>
    public IImageEncoder Image => image.Value.Encoder;

    /// <summary>The text tower; its graph is opened at first use.</summary>
    /// <exception cref="Core.TacWebException">The graph or the tokenizer cannot be opened or does not fit the model's description.</exception>
    public ITextEncoder Text => text.Value.Encoder;

    /// <summary>Closes what was opened; runs still going on finish first.</summary>
    internal void Close()
    {
        if (image.IsValueCreated)
        {
            image.Value.Graph.Dispose();
        }

        if (text.IsValueCreated)
        {
            text.Value.Graph.Dispose();
        }
    }

    private (EncoderGraph Graph, ImageEncoder Encoder) OpenImage(ImageLimits limits, int workers)
    {
        var graph = EncoderGraph.OpenImage(folder);
        return (graph, new ImageEncoder(folder, graph, limits, workers));
    }

    private (EncoderGraph Graph, TextEncoder Encoder) OpenText(int workers)
    {
        var tokenizer = folder.OpenTokenizer();
        var graph = EncoderGraph.OpenText(folder);
        return (graph, new TextEncoder(folder, graph, tokenizer, workers));
    }
}
