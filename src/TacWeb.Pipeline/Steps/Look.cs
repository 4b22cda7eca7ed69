using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TacWeb.Encoders;
using TacWeb.Encoders.Images;

namespace TacWeb.Pipeline.Steps;

/// <summary>One look at every picture of a dataset: weak or strong, the first or the second of its kind (methods §2.0).</summary>
/// <param name="Strong">Strong; else weak.</param>
/// <param name="Copy">0 or 1.</param>
/// <param name="FineGrained">Colours stay and parts are large (§4.9).</param>
internal sealed record Look(bool Strong, int Copy, bool FineGrained)
{
    /// <summary>Looks of a kind.</summary>
    public const int Copies = 2;

    /// <summary>Its name in steps and keys: <c>weak-0</c>, <c>strong-1-fine</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(Strong ? "strong" : "weak")}-{Copy}{(FineGrained ? "-fine" : "")}");

    /// <summary>Two weak ones, then two strong ones.</summary>
    public static IReadOnlyList<Look> All(bool fineGrained) => [.. Enumerable.Range(0, 2 * Copies).Select(i => new Look(i >= Copies, i % Copies, fineGrained))];

    /// <summary>The name under which the vectors of an encoder through this look are kept, 64 hex digits.</summary>
    public string KeyOf(EncoderInfo encoder) => StepKey.OfContent("look", Augmentation.Version, encoder.Sha256, Name);

    /// <summary>The look at one picture; its seed comes from the picture's content and the look alone, so that it is the same in every dataset.</summary>
    /// <param name="hash">The picture's content hash.</param>
    public Augmentation Of(string hash) =>
        new(Strong, FineGrained, BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash}:{Name}"))) & int.MaxValue);
}
