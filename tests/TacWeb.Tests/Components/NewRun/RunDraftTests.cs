using TacWeb.Api.Runs;
using TacWeb.Components.NewRun;
using TacWeb.Core;

namespace TacWeb.Tests.Components.NewRun;

public sealed class RunDraftTests
{
    [Fact]
    public void Methods_that_agree_share_one_order_in_the_order_of_the_list()
    {
        RunDraft draft = new() { Dataset = 1 };
        draft.Choose("tac", true);
        draft.Choose("kmeans", true);
        RunOrder order = Assert.Single(draft.Orders());
        Assert.Equal("kmeans,tac", order.Method);
        Assert.Null(order.K);
        draft.Choose("kmeans", false);
        Assert.Equal("tac", Assert.Single(draft.Orders()).Method);
    }

    [Fact]
    public void Methods_that_set_the_same_option_differently_become_orders_of_their_own()
    {
        RunDraft draft = new() { Dataset = 1, AutoK = false, K = 4 };
        draft.Choose("kmeans", true);
        draft.Choose("spherical-kmeans", true);
        draft.SetOption("kmeans", "restarts", "3");
        IReadOnlyList<RunOrder> orders = draft.Orders();
        Assert.Equal(["kmeans", "spherical-kmeans"], orders.Select(order => order.Method));
        Assert.Equal("3", orders[0].Options!["restarts"].GetString());
        Assert.Empty(orders[1].Options!);
        Assert.Equal(4, orders[0].K!.Value.GetInt32());
        draft.SetOption("kmeans", "restarts", " ");
        Assert.Single(draft.Orders());
    }

    [Fact]
    public void Words_come_from_the_chosen_kind_only()
    {
        RunDraft draft = new() { Dataset = 1, Synset = " animal.n.01 ", OwnWords = "cat\n\n dog " };
        draft.Choose("tac", true);
        Assert.Equal(("wordnet-3.0-nouns", null), (draft.Orders()[0].Vocabulary, draft.Orders()[0].Words));
        draft.Vocabulary = VocabularyKind.Part;
        Assert.Equal("wordnet:animal.n.01", draft.Orders()[0].Vocabulary);
        draft.Vocabulary = VocabularyKind.Own;
        Assert.Equal(["cat", "dog"], draft.Orders()[0].Words!);
        draft.OwnWords = "\n";
        Assert.Throws<TacWebException>(() => draft.Orders());
    }

    [Fact]
    public void A_longest_training_time_goes_with_every_method()
    {
        RunDraft draft = new() { Dataset = 1, Budget = " 60s " };
        draft.Choose("tac", true);
        Assert.Equal("60s", Assert.Single(draft.Orders()).Options!["budget"].GetString());
        draft.Budget = " ";
        Assert.Empty(Assert.Single(draft.Orders()).Options!);
    }

    [Fact]
    public void Nothing_chosen_is_told()
    {
        Assert.Contains("dataset", Assert.Throws<TacWebException>(() => new RunDraft().Orders()).Message, StringComparison.Ordinal);
        Assert.Contains("method", Assert.Throws<TacWebException>(() => new RunDraft { Dataset = 1 }.Orders()).Message, StringComparison.Ordinal);
    }
}
