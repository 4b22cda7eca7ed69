using Microsoft.AspNetCore.Components;
using TacWeb.Core.WordNet;
using TacWeb.Hosting;
using TacWeb.Languages;

namespace TacWeb.Components.Concepts;

/// <summary>WordNet to look up and to walk through: meanings of a noun, what lies above and below.</summary>
public sealed partial class ConceptsPage
{
    private const int MostNear = 24;
    private const char FirstIdeograph = '\u4E00';
    private static readonly string[] Beginnings = ["entity.n.01", "animal.n.01", "plant.n.02", "food.n.02", "artifact.n.01", "clothing.n.01", "vehicle.n.01", "building.n.01", "person.n.01", "geological_formation.n.01"];

    [Inject]
    private WordNetShelf Shelf { get; set; } = null!;

    [Inject]
    private ConceptNames Names { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Asked { get; set; }

    [SupplyParameterFromQuery(Name = "synset")]
    private string? Id { get; set; }

    private WordNetNouns Nouns => Shelf.Nouns;

    private string Query => Asked?.Trim() ?? "";

    private Synset? Chosen { get; set; }

    private int Below { get; set; }

    private IReadOnlyList<Synset> Found { get; set; } = [];

    private IReadOnlyList<string> Near { get; set; } = [];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Chosen = Id is null ? null : Nouns.Find(Id);
        Below = Chosen is null ? 0 : Nouns.Subtree(Chosen).Count;
        string folded = WordNetNouns.Fold(Query);
        Found = Query.Length == 0 ? [] : Nouns.Find(Query) is { } exact ? [exact] : Nouns.Senses(Query) is { Count: > 0 } senses ? senses : Query.Any(letter => letter >= FirstIdeograph) ? Shelf.Names.Senses(Query) : [];
        Near = folded.Length < 2 ? [] :
        [
            .. Nouns.Lemmas.Where(lemma => lemma.Length > folded.Length && lemma.StartsWith(folded, StringComparison.Ordinal))
                .OrderByDescending(Nouns.Count).ThenBy(lemma => lemma, StringComparer.Ordinal).Take(MostNear),
        ];
    }

    private static string Shown(string lemma) => lemma.Replace('_', ' ');

    // Chinese pages name all the English lemmas
    private static string[] Also(Synset synset) => [.. synset.Lemmas.Skip(Language.IsChinese ? 0 : 1).Select(Shown)];

    private string Name(Synset synset) => Names.Of(synset);
}
