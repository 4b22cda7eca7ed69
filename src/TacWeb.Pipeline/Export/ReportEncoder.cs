namespace TacWeb.Pipeline.Export;

/// <summary>The encoder of a report.</summary>
/// <param name="Key">Its folder's name.</param>
/// <param name="Dimension">d.</param>
/// <param name="Sha256">One hash over its files.</param>
public sealed record ReportEncoder(string Key, int Dimension, string Sha256);
