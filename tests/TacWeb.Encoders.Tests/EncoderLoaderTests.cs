using TacWeb.Encoders.Tests.Fixtures;

namespace TacWeb.Encoders.Tests;

public sealed class EncoderLoaderTests
{
    [Fact]
    public void A_model_is_opened_once()
    {
        using var model = new TinyModel();
        using var loader = new EncoderLoader();
        Assert.Same(loader.Load(model.Read()), loader.Load(model.Read()));
        Assert.Same(loader.Load(model.Read()).Text, loader.Load(model.Read()).Text);
    }

    [Fact]
    public void An_unloaded_model_is_opened_anew()
    {
        using var model = new TinyModel();
        using var loader = new EncoderLoader();
        var first = loader.Load(model.Read());
        Assert.Equal("tiny", first.Text.Info.Key);
        loader.Unload("tiny");
        Assert.NotSame(first, loader.Load(model.Read()));
    }

    [Fact]
    public void A_disposed_loader_opens_nothing()
    {
        var loader = new EncoderLoader();
        loader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => loader.Load(MiniModel.Folder));
    }
}
