using TacWeb.Core.Datasets;
using TacWeb.Testing;

namespace TacWeb.Core.Tests.Datasets;

public sealed class ClassFoldersTests
{
    [Theory]
    [InlineData("train/dress/1.webp", "dress")]
    [InlineData("dress/1.webp", "dress")]
    [InlineData("1.webp", null)]
    [InlineData("/1.webp", null)]
    [InlineData("val/n01440764/1.jpg", "tench")]
    [InlineData("n02088094/1.jpg", "Afghan hound")]
    [InlineData("n99999999/1.jpg", "n99999999")]
    public void The_class_is_the_folder_that_directly_holds_the_image(string path, string? expected) =>
        Assert.Equal(expected, ClassFolders.ClassOf(path, RealWordNet.Nouns));

    [Fact]
    public void Two_class_folders_make_classes() =>
        Assert.Equal(["a", "b", null], Classes("x/a/1", "x/b/2", "3"));

    [Fact]
    public void One_class_folder_makes_none_unless_asked_for()
    {
        Assert.Equal([null, null], Classes("train/a/1", "test/a/2"));
        Assert.Equal(["a", "a"], ClassFolders.Label(["train/a/1", "test/a/2"], RealWordNet.Nouns, always: true).Select(entry => entry.ClassName));
    }

    [Fact]
    public void Synsets_with_one_first_lemma_stay_apart() =>
        Assert.Equal(["Crane (crane.n.05)", "Crane (crane.n.04)", "tench"], Classes("n02012849/1", "n03126707/2", "n01440764/3"));

    [Fact]
    public void Classes_are_numbered_in_ordinal_order()
    {
        ClassLabels labels = ClassLabels.Of([new("1", "b"), new("2"), new("3", "B"), new("4", "a"), new("5", "b")]);
        Assert.Equal(["B", "a", "b"], labels.Names);
        Assert.Equal([2, -1, 0, 1, 2], labels.Labels);
    }

    private static IEnumerable<string?> Classes(params string[] paths) => ClassFolders.Label(paths, RealWordNet.Nouns).Select(entry => entry.ClassName);
}
