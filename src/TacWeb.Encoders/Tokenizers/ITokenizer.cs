namespace TacWeb.Encoders.Tokenizers;

/// <summary>Turns a text into token ids. Safe for many threads.</summary>
internal interface ITokenizer
{
    /// <summary>The ids with their start and end tokens, at most the model's context length; never empty, not padded.</summary>
    int[] Encode(string text);
}
