namespace TacWeb.Encoders.Images.Vips;

/// <summary>Types of a band's value that are told apart here, numbered as in libvips.</summary>
internal enum VipsBandFormat
{
    UChar = 0,
    UShort = 2,
}
