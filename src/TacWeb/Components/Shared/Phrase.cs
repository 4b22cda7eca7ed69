using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TacWeb.Components.Shared;

/// <summary>A sentence with links or other markup inside, in the order that its language wants.</summary>
internal static class Phrase
{
    /// <summary>The text with a fragment for each <c>{0}</c>, <c>{1}</c>…</summary>
    /// <param name="text">A localised text.</param>
    /// <param name="parts">What stands for the numbers.</param>
    public static RenderFragment Of(string text, params RenderFragment[] parts) => builder =>
    {
        int from = 0;
        for (int open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', from))
        {
            int close = text.IndexOf('}', open);
            builder.AddContent(0, text[from..open]);
            builder.AddContent(1, parts[int.Parse(text.AsSpan((open + 1)..close), CultureInfo.InvariantCulture)]);
            from = close + 1;
        }

        builder.AddContent(2, text[from..]);
    };
}
