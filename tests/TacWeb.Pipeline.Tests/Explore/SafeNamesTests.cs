using TacWeb.Pipeline.Explore;

namespace TacWeb.Pipeline.Tests.Explore;

public class SafeNamesTests
{
    [Theory]
    [InlineData("cat", "cat")]
    [InlineData("a/b\\c:d", "a_b_c_d")]
    [InlineData("..", "empty")]
    [InlineData("../../etc", "_.._etc")]
    [InlineData("con", "_con")]
    [InlineData("AUX.x", "_AUX.x")]
    [InlineData("dog. ", "dog")]
    [InlineData("  ", "empty")]
    [InlineData("line\nbreak", "line_break")]
    [InlineData("猫", "猫")]
    public void A_folder_has_a_name_that_every_system_takes(string name, string expected)
    {
        string safe = new SafeNames().Folder(name, "empty");
        Assert.Equal(expected, safe);
        Assert.Equal("/x/" + safe, Path.GetFullPath("/x/" + safe));
    }

    [Fact]
    public void No_name_is_given_twice_whatever_its_case()
    {
        SafeNames names = new();
        Assert.Equal(["cat", "CAT (2)", "cat (3)"], [names.Folder("cat", ""), names.Folder("CAT", ""), names.Folder("cat", "")]);
        Assert.Equal(["a.png", "A (2).PNG", "a.tar.x y"], [names.File("a.png"), names.File("A.PNG"), names.File("a.tar.x y")]);
    }

    [Fact]
    public void Long_names_are_cut_and_keep_their_extension()
    {
        string name = new SafeNames().File(new string('x', 300) + ".jpeg");
        Assert.Equal(85, name.Length);
        Assert.EndsWith(".jpeg", name, StringComparison.Ordinal);
    }
}
