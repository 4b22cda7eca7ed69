using TacWeb.Clustering.Methods.PseudoLabels;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Methods.PseudoLabels;

public class TclTests
{
    [Fact]
    public void The_surest_images_of_a_class_get_its_label_and_keep_it_while_sure()
    {
        GlobalLabels labels = new(4, 2, 0.8);
        labels.Update([0, 1, 2, 3], [0.9f, 0.1f, 0.95f, 0.05f, 0.3f, 0.7f, 0.1f, 0.9f]); // ⌈0.5·4/2⌉ = 1 a class
        Assert.Equal([-1, 0, -1, 1], labels.Of([0, 1, 2, 3]));
        labels.Update([0, 1, 2, 3], [0.9f, 0.1f, 0.5f, 0.5f, 0.3f, 0.7f, 0.9f, 0.1f]);
        Assert.Equal([0, -1, -1, 1], labels.Of([0, 1, 2, 3])); // 1 is no longer sure; 3 is sure of another class and keeps its label
    }

    [Fact]
    public void Boosting_fills_the_labels_first_and_learns_them_then()
    {
        TclOptions options = TclOptions.ForTests;
        Partition partition = new Tcl(options).Fit(MadeData.Input(), new FitContext(0));
        EpochReport fill = partition.History[options.Epochs!.Value];
        Assert.Equal(("labelled", 0.0), (fill.Losses[3].Name, fill.Losses[0].Value));
        Assert.True(partition.History[^1].Losses[3].Value > 0.5);
    }
}
