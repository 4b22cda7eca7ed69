namespace TacWeb.Core.Evaluation;

/// <summary>How evenly a partition mixes the groups of its images (methods §4.6).</summary>
/// <param name="Balance">min over clusters and pairs of groups of N_kg / N_kg′, 0…1; 1: every cluster has as many of each group; 1 with one group.</param>
/// <param name="Mnce">min over clusters of H(G | C = k) / H(G), 0…1; 1: every cluster is as mixed as all images; 1 with one group.</param>
public sealed record Fairness(double Balance, double Mnce);
