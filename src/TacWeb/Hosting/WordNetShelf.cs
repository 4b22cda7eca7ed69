using TacWeb.Cli;
using TacWeb.Core.Labelling;
using TacWeb.Core.WordNet;
using TacWeb.Pipeline;

namespace TacWeb.Hosting;

/// <summary>WordNet, read once, when it is first needed. Safe for many threads.</summary>
internal sealed class WordNetShelf
{
    private readonly Lazy<ChineseLemmas> _chinese = new(() => WordNetFolder.ReadChinese(Places.WordNet));
    private readonly Lazy<ChineseNames> _names;
    private readonly Lazy<WordNetNouns> _nouns = new(() => WordNetFolder.Read(Places.WordNet));

    /// <summary>WordNet with its Chinese lemmas, of which nothing is read yet.</summary>
    public WordNetShelf() => _names = new(() => new ChineseNames(Nouns, Chinese));

    /// <summary>Its nouns; the first call takes about a second.</summary>
    public WordNetNouns Nouns => _nouns.Value;

    /// <summary>What its nouns are called in Chinese.</summary>
    public ChineseLemmas Chinese => _chinese.Value;

    /// <summary>What concepts and clusters are called in Chinese.</summary>
    public ChineseNames Names => _names.Value;

    /// <summary>Whether it is read already, so that asking costs nothing.</summary>
    public bool IsRead => _nouns.IsValueCreated;
}
