using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TacWeb.Languages;
using TacWeb.Testing;

namespace TacWeb.Tests.Languages;

/// <summary>What the engine wrote, said in Chinese.</summary>
public sealed partial class SentencesTests
{
    [Theory]
    [InlineData("Make the dataset Sample pictures", "建立数据集“示例图片”")]
    [InlineData("Make the dataset Holiday", "建立数据集“Holiday”")]
    [InlineData("tac, kmeans on birds, k 14", "tac, kmeans，数据集“birds”，k = 14")]
    [InlineData("embed: 12 of 440 images", "编码图像：12 / 440 张图像")]
    [InlineData("train: tac, seed 0: epoch 3 of 20, loss 1.5", "聚类：tac，随机种子 0：第 3 / 20 轮，损失 1.5")]
    [InlineData("photos.zip holds no image: all 2 files were skipped, the first (a.txt) because: It has 0 bytes.", "photos.zip 中没有图像：2 个文件全部被跳过，第一个（a.txt）的原因是：文件为空（0 字节）。")]
    [InlineData("The result is that before self-labelling: after it only 3 of the 10 clusters were left.", "结果取自 self-labelling 之前：其后10 个簇只剩 3 个。")]
    [InlineData("Two head pairs with TAC's own losses reach q 0.705, what they must reach is 0.809; no more are tried.", "用 TAC 自己的损失训练的两对聚类头达到 q 0.705，须达到 0.809；不再尝试更多。")]
    [InlineData("A sentence that nobody translated.", "A sentence that nobody translated.")]
    public void A_sentence_is_found_by_its_template(string english, string chinese) => Assert.Equal(chinese, In("zh-CN", sentences => sentences.Of(english)));

    [Fact]
    public void English_stays_as_it_is() => Assert.Equal("Make the dataset Holiday", In("en", sentences => sentences.Of("Make the dataset Holiday")));

    // A template that no source holds any more would never be found again.
    [Fact]
    public void Every_template_is_still_in_the_sources()
    {
        string sources = string.Concat(Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Repository.PathOf("src"), "*.razor", SearchOption.AllDirectories)).Select(File.ReadAllText));
        string[] lost = [.. SourceTexts.Resource("EngineTexts.zh-CN.resx").Keys.Where(key => Place().Split(key).Select(part => part.Trim(' ', ':', ',', ';', '.', '\'')).Any(part => part.Length > 0 && !sources.Contains(part, StringComparison.Ordinal)))];
        Assert.Empty(lost);
    }

    private static string In(string language, Func<Sentences, string> say)
    {
        using ServiceProvider services = LanguageServices.Add(new ServiceCollection().AddLogging()).BuildServiceProvider();
        CultureInfo before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            return say(services.GetRequiredService<Sentences>());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
