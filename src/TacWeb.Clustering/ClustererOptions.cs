namespace TacWeb.Clustering;

/// <summary>Hyper-parameters of a method: a record with ranges and names on its members; null where a default depends on N or K.</summary>
public abstract record ClustererOptions;
