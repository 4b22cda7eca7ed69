using Bunit;
using TacWeb.Clustering;
using TacWeb.Components.NewRun;

namespace TacWeb.Tests.Components.NewRun;

public sealed class MethodChoiceCardTests : ComponentSite
{
    [Fact]
    public void Every_method_is_chosen_and_left_by_its_box_or_says_what_it_lacks()
    {
        RunDraft draft = new();
        foreach (ClusteringMethod method in ClusteringMethods.All)
        {
            var card = Render<MethodChoiceCard>(parameters => parameters.Add(card => card.Method, method).Add(card => card.Draft, draft));
            if (Pipeline.ClusterRequest.Unmet(method) != MethodNeeds.None)
            {
                Assert.True(card.Find("input").HasAttribute("disabled"), method.Key);
                Assert.Contains("cannot give", card.Find(".hint").TextContent, StringComparison.Ordinal);
                continue;
            }

            bool before = draft.Methods.Contains(method.Key);
            card.Find("input[type=checkbox]").Change(!before);
            Assert.Equal(!before, draft.Methods.Contains(method.Key));
        }
    }
}
