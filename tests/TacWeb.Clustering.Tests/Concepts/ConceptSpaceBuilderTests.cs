using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;

namespace TacWeb.Clustering.Tests.Concepts;

public class ConceptSpaceBuilderTests
{
    [Fact]
    public void Kept_nouns_vectors_and_counterparts_belong_together()
    {
        ClusterInput input = MadeData.Input();
        ConceptSpace space = ConceptSpaceBuilder.Build(input.Concepts!.Nouns, input.Concepts.Text, input.Images, 3, temperature: null, new FitContext(0));
        Assert.Equal(300, space.Counterparts.Count);
        Assert.InRange(space.RetrievalTemperature, 0.001, 1);
        for (int j = 0; j < space.Nouns.Count; j++)
        {
            int row = input.Concepts.Nouns.ToList().IndexOf(space.Nouns[j]);
            Assert.Equal(input.Concepts.Text[row].ToArray(), space.Text[j].ToArray());
        }
    }

    [Fact]
    public void The_models_own_temperature_is_kept()
    {
        ClusterInput input = MadeData.Input();
        Assert.Equal(0.02, ConceptSpaceBuilder.Build(input.Concepts!.Nouns, input.Concepts.Text, input.Images, 3, 0.02, new FitContext(0)).RetrievalTemperature);
    }
}
