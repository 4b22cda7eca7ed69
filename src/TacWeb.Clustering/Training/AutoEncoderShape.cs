using System.Globalization;

namespace TacWeb.Clustering.Training;

/// <summary>Widths of an auto-encoder: d-500-500-2000-h by DEC, its mirror as decoder.</summary>
/// <param name="Dimension">d.</param>
/// <param name="Widths">Hidden layers of the encoder, first to last.</param>
/// <param name="Code">h.</param>
/// <param name="Hidden">What follows the hidden layers.</param>
/// <param name="CodeActivation">What follows the code layer.</param>
internal sealed record AutoEncoderShape(
    int Dimension, IReadOnlyList<int> Widths, int Code, Activation Hidden = Activation.Relu, Activation CodeActivation = Activation.None)
{
    private const int Widest = 16384;

    /// <summary>Widths written as <c>500-500-2000</c>; none: a linear code.</summary>
    /// <exception cref="ArgumentException">Not whole numbers from 1 to 16384.</exception>
    public static int[] ParseWidths(string text)
    {
        string[] parts = text.Split('-', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] widths = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width) ? width : 0)];
        return Array.TrueForAll(widths, width => width is >= 1 and <= Widest)
            ? widths
            : throw new ArgumentException($"The option 'widths' cannot be '{text}'; it is layer widths from 1 to {Widest}, for example 500-500-2000.", nameof(text));
    }

    /// <summary>The encoder's layers.</summary>
    public LayerShape[] EncoderLayers() => [.. Widths.Select(width => new LayerShape(width, Hidden)), new LayerShape(Code, CodeActivation)];

    /// <summary>The decoder's layers: the mirror.</summary>
    public LayerShape[] DecoderLayers() => [.. Widths.Reverse().Select(width => new LayerShape(width, Hidden)), new LayerShape(Dimension)];
}
