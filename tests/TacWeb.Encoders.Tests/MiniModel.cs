using TacWeb.Encoders.Models;
using TacWeb.Testing;

namespace TacWeb.Encoders.Tests;

/// <summary>The embedded model, opened once for the whole assembly.</summary>
internal static class MiniModel
{
    private static readonly EncoderLoader Loader = new();

    public static ModelFolder Folder { get; } = ModelFolder.Read(Repository.PathOf("models", "mini"));

    public static LoadedModel Loaded => Loader.Load(Folder);
}
