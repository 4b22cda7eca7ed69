namespace TacWeb.Encoders.Images;

/// <summary>Another look at a picture, made from its pixels (methods §2.0): the same picture, look and seed give the same pixels.</summary>
/// <remarks>
/// Weak: a random part of 0.6 to 1 of the area, mirrored half the time. Strong: a part of 0.2 to 1, mirrored half the time, colours changed (brightness, contrast and saturation by up to 0.4, hue by up to 0.1), grey in a fifth of
/// the cases, a square cut out. Fine-grained (§4.9): parts of at least 0.6, and colours stay, since small marks and colours tell such classes apart.
/// </remarks>
/// <param name="Strong">A strong look; else a weak one.</param>
/// <param name="FineGrained">Whether colours stay and parts are large.</param>
/// <param name="Seed">Draws part, mirror, colours and square; of this picture and look alone.</param>
public sealed record Augmentation(bool Strong, bool FineGrained, int Seed)
{
    /// <summary>Changes when the same seed gives other pixels: part of the name under which vectors are kept.</summary>
    public const string Version = "1";

    /// <summary>Least share of the area that is seen.</summary>
    public double LeastArea => Strong && !FineGrained ? 0.2 : 0.6;

    /// <summary>Whether colours change.</summary>
    public bool ChangesColours => Strong && !FineGrained;
}
