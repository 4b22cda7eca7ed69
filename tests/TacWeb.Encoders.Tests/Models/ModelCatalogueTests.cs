using TacWeb.Core;
using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tests.Fixtures;
using TacWeb.Testing;

namespace TacWeb.Encoders.Tests.Models;

public sealed class ModelCatalogueTests
{
    [Fact]
    public void Models_of_all_roots_are_listed_by_key()
    {
        using var model = new TinyModel();
        var catalogue = new ModelCatalogue([Repository.PathOf("models"), model.Root, Path.Combine(model.Root, "absent")]);
        Assert.Equal(["mini", "tiny"], catalogue.List().Select(found => found.Info.Key));
        Assert.Equal(model.Folder, catalogue.Find("tiny").Path);
    }

    [Fact]
    public void A_key_that_is_not_there_is_answered_with_those_that_are()
    {
        using var model = new TinyModel();
        Assert.Contains("\"clip\"; there are: tiny", Assert.Throws<TacWebException>(() => new ModelCatalogue([model.Root]).Find("clip")).Message, StringComparison.Ordinal);
        Assert.Throws<TacWebException>(() => new ModelCatalogue([model.Root]).Find("../tiny"));
    }

    [Fact]
    public void A_faulty_model_is_not_listed_and_says_what_is_wrong_when_asked_for()
    {
        using var model = new TinyModel();
        model.Manifest.Remove("dimension");
        model.SaveAsItIs();
        Assert.Empty(new ModelCatalogue([model.Root]).List());
        Assert.Contains("'dimension' is missing", Assert.Throws<TacWebException>(() => new ModelCatalogue([model.Root]).Find("tiny")).Message, StringComparison.Ordinal);
    }
}
