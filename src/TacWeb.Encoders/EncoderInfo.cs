namespace TacWeb.Encoders;

/// <summary>What is known of a model folder (contract §3).</summary>
/// <param name="Key">Folder name, for example <c>mini</c>.</param>
/// <param name="Name">Human name.</param>
/// <param name="Dimension">d of both towers.</param>
/// <param name="ImageSize">Side of the square that the image tower reads, pixels.</param>
/// <param name="Sha256">One lower-case hex hash over model.json's file hashes: names this encoder in stored vectors.</param>
/// <param name="FeatureNorm">Mean norm of raw image vectors.</param>
/// <param name="LogitScale">Scale of zero-shot logits.</param>
/// <param name="RetrievalTemperature">τ̃, or null for the label-free rule.</param>
public sealed record EncoderInfo(string Key, string Name, int Dimension, int ImageSize, string Sha256, double FeatureNorm, double LogitScale, double? RetrievalTemperature);
