namespace TacWeb.Encoders.Images;

/// <summary>What a file's header says, before any pixel is decoded.</summary>
/// <param name="Format">The format, told from the bytes, never from the name.</param>
/// <param name="Width">Pixels across as the picture is shown, after its EXIF orientation.</param>
/// <param name="Height">Pixels down as the picture is shown, after its EXIF orientation.</param>
/// <param name="Pages">Frames or pages; 1 for a still picture.</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height, int Pages);
