namespace TacWeb.Core.Evaluation;

/// <summary>Agreement of a partition with true classes; fractions 0…1 (ARI and AMI may be negative).</summary>
/// <param name="Accuracy">ACC: best one-to-one matching of clusters and classes.</param>
/// <param name="Nmi">Normalised mutual information, arithmetic mean.</param>
/// <param name="Ari">Adjusted Rand index.</param>
/// <param name="Ami">Adjusted mutual information, arithmetic mean.</param>
/// <param name="Purity">Share of images in the majority class of their cluster.</param>
public sealed record Scores(double Accuracy, double Nmi, double Ari, double Ami, double Purity);
