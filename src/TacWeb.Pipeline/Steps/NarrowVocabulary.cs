using System.Globalization;
using System.Text;
using TacWeb.Clustering;
using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;
using TacWeb.Core.Numerics;
using TacWeb.Core.WordNet;

namespace TacWeb.Pipeline.Steps;

/// <summary>The words of a fine-grained set (methods §4.9): what lies below the lowest hypernym that covers at least 60 % of the nouns that a first pass of the noun filter keeps.</summary>
/// <param name="steps">The job's steps.</param>
/// <param name="images">Unit rows of the images.</param>
/// <param name="clusterCount">K.</param>
/// <param name="walk">Progress, times, warnings.</param>
/// <param name="wordNet">WordNet.</param>
internal sealed class NarrowVocabulary(JobSteps steps, ImageRows images, int clusterCount, WalkContext walk, WordNetNouns wordNet)
{
    private const double Share = 0.6;

    /// <summary>The subtree; the whole where no synset covers enough.</summary>
    /// <param name="whole">All nouns of WordNet.</param>
    /// <param name="nouns">Their unit vectors.</param>
    /// <param name="nounsKey">Hash of everything that determines these.</param>
    public async Task<Vocabulary> RunAsync(Vocabulary whole, Vectors nouns, string nounsKey)
    {
        walk.Progress.Report("filter", 0, "looking for what most pictures show");
        string seed = walk.Request.Seed.ToString(CultureInfo.InvariantCulture);
        string key = StepKey.Of("narrow", images.Key, nounsKey, clusterCount.ToString(CultureInfo.InvariantCulture), seed);
        string path = await steps.RunAsync("narrow", "filter", key, walk.Times, stages =>
        {
            int[] kept = NounFilter.Select(images.Vectors, nouns, clusterCount, new FitContext(walk.Request.Seed) { Stages = stages }, walk.Token);
            Synset[] senses = [.. kept.Select(row => wordNet.Find(whole.Nouns[row].SynsetId)).OfType<Synset>()];
            string cover = WordNetNouns.LowestCover(senses, Share)?.Id ?? "";
            return stream => stream.Write(Encoding.UTF8.GetBytes(cover));
        }).ConfigureAwait(false);
        string synset = await File.ReadAllTextAsync(path, walk.Token).ConfigureAwait(false);
        walk.Progress.Report("filter", 1, synset);
        if (synset.Length == 0 || wordNet.Find(synset) is not { Hypernyms.Length: > 0 })
        {
            walk.Warnings.Add("Fine-grained: no kind of thing covers most of the words that fit the pictures; all words are used.");
            return whole;
        }

        Vocabulary narrow = Vocabulary.OfSubtree(wordNet, synset);
        walk.Warnings.Add(string.Create(CultureInfo.InvariantCulture, $"Fine-grained: the words are the {narrow.Nouns.Count:N0} below {synset}, which covers at least {Share:P0} of those that fit the pictures."));
        return narrow;
    }
}
