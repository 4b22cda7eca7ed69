using System.Text.Json;
using TacWeb.Clustering;

namespace TacWeb.Tests.Cli;

public sealed class MethodsCommandTests
{
    [Fact]
    public async Task The_table_names_every_method_with_its_options()
    {
        CommandResult result = await Tacweb.RunAsync("methods");
        Assert.Equal(0, result.Code);
        foreach (ClusteringMethod method in ClusteringMethods.All)
        {
            Assert.Contains(result.Output.Split('\n'), line => line.StartsWith(method.Key + " ", StringComparison.Ordinal) && line.Contains(method.Source.Title, StringComparison.Ordinal));
            Assert.All(method.Options, option => Assert.Contains($"--set {option.Name}=", result.Output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Json_holds_the_whole_card()
    {
        CommandResult result = await Tacweb.RunAsync("methods", "--json");
        JsonElement tac = JsonDocument.Parse(result.Output).RootElement.EnumerateArray().Single(card => card.GetProperty("key").GetString() == "tac");
        Assert.Equal("external", tac.GetProperty("family").GetString());
        Assert.Empty(tac.GetProperty("uses").EnumerateArray());
        Assert.Equal(["clusterCount", "concepts"], tac.GetProperty("needs").EnumerateArray().Select(need => need.GetString()));
        Assert.Equal(["neighbour", "external"], tac.GetProperty("priors").EnumerateArray().Select(prior => prior.GetString()));
        Assert.Equal("A", tac.GetProperty("fidelity").GetString());
        Assert.Equal(2024, tac.GetProperty("paper").GetProperty("year").GetInt32());
        Assert.Contains("O(N", tac.GetProperty("complexity").GetString(), StringComparison.Ordinal);
        JsonElement epochs = tac.GetProperty("options").EnumerateArray().Single(option => option.GetProperty("name").GetString() == "epochs");
        Assert.Equal("integer", epochs.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, epochs.GetProperty("default").ValueKind);
        Assert.Equal(1, epochs.GetProperty("minimum").GetDouble());
    }
}
