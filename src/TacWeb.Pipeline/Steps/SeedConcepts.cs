using TacWeb.Clustering.Concepts;
using TacWeb.Core.Concepts;

namespace TacWeb.Pipeline.Steps;

/// <summary>The concept space of the dataset under one seed.</summary>
/// <param name="Space">Kept nouns, their vectors, counterparts.</param>
/// <param name="Retrieval">Gives the weights again.</param>
/// <param name="Key">Hash of everything that determines it.</param>
internal sealed record SeedConcepts(ConceptSpace Space, CounterpartRetrieval Retrieval, string Key);
