namespace TacWeb.Clustering.Density;

/// <summary>Chooses clusters of the condensed tree: those more stable than all that is below them (methods §4.12, steps 7 and 8).</summary>
internal static class ExcessOfMass
{
    /// <summary>Whether each cluster is chosen; the root never is.</summary>
    public static bool[] Chosen(IReadOnlyList<int> parents, IReadOnlyList<double> stabilities)
    {
        double[] best = [.. stabilities], below = new double[parents.Count];
        bool[] chosen = new bool[parents.Count];
        for (int cluster = parents.Count - 1; cluster > 0; cluster--) // children before their parents
        {
            chosen[cluster] = stabilities[cluster] >= below[cluster];
            best[cluster] = chosen[cluster] ? stabilities[cluster] : below[cluster];
            below[parents[cluster]] += best[cluster];
        }

        for (int cluster = 1; cluster < parents.Count; cluster++)
        {
            bool covered = Covered(cluster, parents, chosen);
            chosen[cluster] &= !covered;
        }

        return chosen;
    }

    /// <summary>Label and confidence λ_i / max λ of each row; −1 and 0 for noise; clusters are numbered by their first row.</summary>
    public static (int[] Labels, float[] Confidences, int Clusters) Labels(CondensedTree tree)
    {
        bool[] chosen = Chosen(tree.Parents, tree.Stabilities);
        int[] homes = new int[tree.Parents.Count], numbers = new int[tree.Parents.Count], labels = new int[tree.Clusters.Length];
        for (int cluster = 0; cluster < homes.Length; cluster++)
        {
            homes[cluster] = chosen[cluster] ? cluster : cluster == 0 ? -1 : homes[tree.Parents[cluster]];
        }

        double[] leaving = new double[labels.Length], most = new double[homes.Length];
        Array.Fill(numbers, -1);
        int count = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            int home = homes[tree.Clusters[row]];
            if (home < 0)
            {
                labels[row] = -1;
                continue;
            }

            numbers[home] = numbers[home] < 0 ? count++ : numbers[home];
            labels[row] = numbers[home];
            leaving[row] = Leaving(tree, row, home);
            most[home] = Math.Max(most[home], leaving[row]);
        }

        return (labels, [.. labels.Select((label, row) => label < 0 ? 0 : (float)(leaving[row] / most[homes[tree.Clusters[row]]]))], count);
    }

    private static bool Covered(int cluster, IReadOnlyList<int> parents, bool[] chosen)
    {
        for (int above = parents[cluster]; above > 0; above = parents[above])
        {
            if (chosen[above])
            {
                return true; // parents were settled first
            }
        }

        return false;
    }

    /// <summary>λ at which a row leaves a cluster: with the split below it where it went on into a child.</summary>
    private static double Leaving(CondensedTree tree, int row, int home)
    {
        double lambda = tree.Leaving[row];
        for (int cluster = tree.Clusters[row]; cluster != home; cluster = tree.Parents[cluster])
        {
            lambda = tree.Births[cluster];
        }

        return lambda;
    }
}
