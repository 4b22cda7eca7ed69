namespace TacWeb.Encoders.Images.Vips;

/// <summary>Meanings of bands that are told apart here, numbered as in libvips.</summary>
internal enum VipsInterpretation
{
    BlackWhite = 1,
    Cmyk = 15,
    Rgb = 17,
    Srgb = 22,
    Rgb16 = 25,
    Grey16 = 26,
}
