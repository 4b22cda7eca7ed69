using Bunit;
using TacWeb.Components.Runs;

namespace TacWeb.Tests.Components.Runs;

public sealed class ClusterTreeTests : ComponentSite
{
    [Fact]
    public void Clusters_stand_under_what_their_concepts_have_in_common()
    {
        RunDetails details = Details(("cat", ["feline", "carnivore", "animal", "entity"]), ("dog", ["canine", "carnivore", "animal", "entity"]), ("apple", ["fruit", "entity"]));
        ClusterTreeNode root = ClusterTreeNode.Of(details.Clusters, "All", "without a concept");
        Assert.Equal(("entity", 9, 3), (root.Term, root.Images, root.Count));
        Assert.Equal(["animal › carnivore", "fruit › apple"], root.Below.Select(node => node.Term));
        Assert.Equal(["feline › cat", "canine › dog"], root.Below[0].Below.Select(node => node.Term));
        var tree = Render<ClusterTree>(parameters => parameters.Add(tree => tree.Run, details).Add(tree => tree.Root, root));
        Assert.Equal(["runs/5/clusters/0", "runs/5/clusters/1", "runs/5/clusters/2"], tree.FindAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void A_cluster_without_concepts_stands_apart()
    {
        ClusterView nameless = new(0, "cluster 0", 2, 0.3, []);
        Assert.Equal("without a concept", ClusterTreeNode.Of([nameless], "All", "without a concept").Term);
    }
}
