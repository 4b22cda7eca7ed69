using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Cli;

/// <summary>Where models are looked for: those that came with the program, then those of the data folder.</summary>
internal static class EncoderChoice
{
    /// <summary>Key of the embedded model.</summary>
    public const string Default = "mini";

    /// <summary>The models of the program and of a data folder, which need not exist.</summary>
    public static ModelCatalogue Catalogue(string dataPath) => new([Places.Models, DataFolder.ModelsOf(dataPath)]);
}
