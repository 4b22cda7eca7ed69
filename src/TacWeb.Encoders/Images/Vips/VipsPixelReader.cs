namespace TacWeb.Encoders.Images.Vips;

/// <summary>Reads decoded pixels, [height, width, bands], at an address that is valid during the call.</summary>
internal delegate void VipsPixelReader(nint pixels);
