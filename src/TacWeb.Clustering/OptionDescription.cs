namespace TacWeb.Clustering;

/// <summary>One option of a method as a command line or a form shows it; read from the options record's attributes.</summary>
/// <param name="Name">As in JSON and <c>--set</c>, camelCase: <c>batchSize</c>.</param>
/// <param name="Title">Short human name: <c>Batch size</c>.</param>
/// <param name="Description">One sentence; empty when the record gives none.</param>
/// <param name="Type">The value's type without its nullability: int, double, bool, string or an enum.</param>
/// <param name="Optional">Whether null is allowed and means a rule that depends on N or K.</param>
/// <param name="Default">The default value; null for the rule.</param>
/// <param name="Minimum">Smallest allowed number, or null.</param>
/// <param name="Maximum">Largest allowed number, or null.</param>
public sealed record OptionDescription(string Name, string Title, string Description, Type Type, bool Optional, object? Default, double? Minimum, double? Maximum);
