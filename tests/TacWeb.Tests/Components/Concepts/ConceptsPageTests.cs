using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Components.Concepts;

namespace TacWeb.Tests.Components.Concepts;

public sealed class ConceptsPageTests : ComponentSite
{
    [Fact]
    public void A_noun_is_looked_up_walked_through_and_used()
    {
        var page = Open();
        Assert.NotNull(page.Find("a[href='concepts?synset=animal.n.01']"));
        page = Open("?q=owl");
        Assert.NotNull(page.Find("h2 a[href='concepts?synset=owl.n.01']"));
        page = Open("?synset=owl.n.01");
        Assert.NotNull(page.Find(".path-up a[href='concepts?synset=bird_of_prey.n.01']"));
        Assert.NotNull(page.Find(".chip[href='concepts?synset=barn_owl.n.01']"));
        Assert.NotNull(page.Find("a[href='runs/new?words=owl.n.01']"));
    }

    [Fact]
    public void A_word_that_is_no_noun_says_what_to_try() => Assert.Contains("Try its singular", Open("?q=qwertz").Find("[role=status]").TextContent, StringComparison.Ordinal);

    private IRenderedComponent<ConceptsPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("concepts" + query);
        return Render<ConceptsPage>();
    }
}
