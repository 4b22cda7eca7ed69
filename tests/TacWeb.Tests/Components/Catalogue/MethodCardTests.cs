using Bunit;
using TacWeb.Clustering;
using TacWeb.Components.Catalogue;
using TacWeb.Pipeline;

namespace TacWeb.Tests.Components.Catalogue;

public sealed class MethodCardTests : ComponentSite
{
    [Fact]
    public void Every_method_has_a_card_with_its_idea_paper_and_options()
    {
        foreach (ClusteringMethod method in ClusteringMethods.All)
        {
            var card = Render<MethodCard>(parameters => parameters.Add(card => card.Method, method));
            Assert.Contains(method.Idea, card.Find("article").TextContent, StringComparison.Ordinal);
            Assert.Contains(method.Source.Venue, card.Find("dl").TextContent, StringComparison.Ordinal);
            Assert.Equal(method.Options.Count, card.FindAll("tbody tr").Count);
            Assert.Equal(ClusterRequest.Unmet(method) == MethodNeeds.None, card.FindAll("a.button").Count == 1);
        }
    }
}
