using Bunit;
using TacWeb.Clustering;
using TacWeb.Components.NewRun;

namespace TacWeb.Tests.Components.NewRun;

public sealed class OptionFieldsTests : ComponentSite
{
    [Fact]
    public void Every_option_of_every_method_has_a_labelled_field_with_its_range_and_default()
    {
        foreach (ClusteringMethod method in ClusteringMethods.All)
        {
            var fields = Render<OptionFields>(parameters => parameters.Add(fields => fields.Method, method).Add(fields => fields.Draft, new RunDraft()));
            foreach (OptionDescription option in method.Options)
            {
                var field = fields.Find($"[id='{method.Key}-{option.Name}']");
                Assert.Single(fields.FindAll($"label[for='{method.Key}-{option.Name}']"));
                Assert.Equal(option.Minimum is null, field.GetAttribute("min") is null);
            }
        }
    }

    [Fact]
    public void What_is_typed_is_kept_and_an_empty_field_is_the_default()
    {
        RunDraft draft = new() { Dataset = 1 };
        draft.Choose("tac", true);
        int told = 0;
        var fields = Render<OptionFields>(parameters => parameters.Add(fields => fields.Method, ClusteringMethods.Get("tac")).Add(fields => fields.Draft, draft).Add(fields => fields.Changed, () =>
        {
            told++;
            return Task.CompletedTask;
        }));
        fields.Find("#tac-epochs").Change("7");
        Assert.Equal("7", draft.Option("tac", "epochs"));
        fields.Find("#tac-epochs").Change("");
        Assert.Empty(draft.Orders()[0].Options!);
        Assert.Equal(2, told);
    }
}
