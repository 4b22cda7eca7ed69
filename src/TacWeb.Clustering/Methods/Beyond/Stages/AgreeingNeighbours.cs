using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Beyond.Stages;

/// <summary>Partners that both sides agree on (methods §4.11, stage 5).</summary>
internal static class AgreeingNeighbours
{
    private const int Fewest = 5;

    /// <summary>
    /// Rows in both an image's list and its text list; where fewer than min(5, N̂), those of either list that have the image in theirs; where still fewer, the plain image list. Shorter lists are repeated to N̂ entries,
    /// so that a draw stays (nearly) uniform over them.
    /// </summary>
    public static Neighbours Of(Neighbours image, Neighbours text)
    {
        int enough = Math.Min(Fewest, image.PerRow);
        int[] rows = new int[image.Count * image.PerRow];
        Parallel.For(0, image.Count, row =>
        {
            int[] own = image[row].ToArray(), other = text[row].ToArray();
            int[] list = [.. own.Where(other.Contains)];
            if (list.Length < enough)
            {
                list = [.. own.Where(partner => image[partner].Contains(row)).Concat(other.Where(partner => text[partner].Contains(row))).Distinct()];
            }

            list = list.Length < enough ? own : list;
            for (int place = 0; place < image.PerRow; place++)
            {
                rows[(row * image.PerRow) + place] = list[place % list.Length];
            }
        });
        return Neighbours.Of(image.Count, image.PerRow, rows);
    }
}
