using Microsoft.AspNetCore.Localization;

namespace TacWeb.Languages;

/// <summary>The language that a request to the API names: <c>?language=zh</c>.</summary>
internal sealed class AskedLanguage : RequestCultureProvider
{
    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(Language.Of(httpContext.Request.Query["language"]) is { } known ? new ProviderCultureResult(known) : null);
}
