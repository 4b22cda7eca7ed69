using TacWeb.Testing;

namespace TacWeb.Pipeline.Tests;

/// <summary>Small pictures of one colour.</summary>
internal static class Pictures
{
    private static readonly (int R, int G, int B)[] Colours = [(200, 30, 30), (30, 190, 40), (30, 50, 210)];

    /// <summary>The folders of <see cref="ThreeColours"/>.</summary>
    public static readonly string[] Names = ["red", "green", "blue"];

    /// <summary>A PNG near red (0), green (1) or blue (2); every number gives another file.</summary>
    public static byte[] OfColour(int colour, int number)
    {
        Random random = new((colour * 1000) + number);
        (int r, int g, int b) = Colours[colour];
        byte Near(int value) => (byte)Math.Clamp(value + random.Next(-25, 26), 0, 255);
        return MadePictures.Png(12, (_, _) => (Near(r), Near(g), Near(b)));
    }

    /// <summary>A PNG with a sound header whose pixels end early.</summary>
    public static byte[] Broken { get; } = OfColour(0, 999)[..^80];

    /// <summary>Pictures in one folder a colour: <c>red/0.png</c>, ….</summary>
    public static IEnumerable<(string Name, byte[] Content)> ThreeColours(int each) =>
        Enumerable.Range(0, 3).SelectMany(colour => Enumerable.Range(0, each).Select(number => ($"{Names[colour]}/{number}.png", OfColour(colour, number))));
}
