namespace TacWeb.Encoders;

/// <summary>Both towers of one model, opened. Shared by all threads; its <see cref="EncoderLoader"/> closes it.</summary>
public sealed class LoadedModel
{
    /// <summary>The model behind it.</summary>
    public EncoderInfo Info => throw new NotImplementedException();

    /// <summary>The image tower; its graph is opened at first use.</summary>
    /// <exception cref="Core.TacWebException">The graph cannot be opened or does not fit the model's description.</exception>
    public IImageEncoder Image => throw new NotImplementedException();

    /// <summary>The text tower; its graph is opened at first use.</summary>
    /// <exception cref="Core.TacWebException">The graph or the tokenizer cannot be opened or does not fit the model's description.</exception>
    public ITextEncoder Text => throw new NotImplementedException();
}
