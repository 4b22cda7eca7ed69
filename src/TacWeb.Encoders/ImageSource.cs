namespace TacWeb.Encoders;

/// <summary>One picture to encode: a name for messages and a way to open its bytes.</summary>
/// <param name="Name">Shown in error messages.</param>
/// <param name="Open">Opens the bytes; called once, on any thread; the encoder disposes the stream.</param>
public readonly record struct ImageSource(string Name, Func<Stream> Open)
{
    /// <summary>The look that is encoded instead of the picture itself; null: the picture.</summary>
    public Images.Augmentation? Augmentation { get; init; }
}
