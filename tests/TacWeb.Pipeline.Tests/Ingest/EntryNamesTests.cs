using TacWeb.Pipeline.Ingest;

namespace TacWeb.Pipeline.Tests.Ingest;

public sealed class EntryNamesTests
{
    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("\\windows\\x.png")]
    [InlineData("C:\\x.png")]
    [InlineData("c:x.png")]
    [InlineData("../x.png")]
    [InlineData("a/../../x.png")]
    [InlineData("a\\..\\..\\x.png")]
    [InlineData("./..")]
    [InlineData("//server/share/x.png")]
    public void A_name_that_leads_outside_is_seen(string name) => Assert.True(EntryNames.Leaves(name));

    [Theory]
    [InlineData("a/b.png", "a/b.png")]
    [InlineData("a/../b.png", "b.png")]
    [InlineData("./a//b.png", "a/b.png")]
    [InlineData("a\\b.png", "a/b.png")]
    [InlineData("a/..", "")]
    [InlineData("..a/b..png", "..a/b..png")]
    public void A_name_that_stays_inside_is_resolved(string name, string path)
    {
        Assert.False(EntryNames.Leaves(name));
        Assert.Equal(path, EntryNames.Resolve(name));
    }

    [Theory]
    [InlineData("a/CON")]
    [InlineData("nul.png")]
    [InlineData("Com1.tar.png")]
    [InlineData("LPT¹.png")]
    [InlineData("a./b.png")]
    [InlineData("b.png ")]
    [InlineData("a\u0007.png")]
    [InlineData("a\n.png")]
    public void Names_that_some_system_cannot_hold_are_refused(string path) => Assert.NotNull(EntryNames.Refusal(path));

    [Theory]
    [InlineData("console.png")]
    [InlineData("com10.png")]
    [InlineData("été/日本.png")]
    [InlineData("a b.png")]
    public void Ordinary_names_are_not(string path) => Assert.Null(EntryNames.Refusal(path));

    [Theory]
    [InlineData("__MACOSX/a.png", true)]
    [InlineData("a/.DS_Store", true)]
    [InlineData(".git/x.png", true)]
    [InlineData("a/thumbs.db", true)]
    [InlineData("a/b.txt", false)]
    public void Leavings_of_systems_are_ignored(string path, bool ignored) => Assert.Equal(ignored, EntryNames.IsIgnored(path));
}
