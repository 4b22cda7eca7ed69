using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;

namespace TacWeb.Languages;

/// <summary>The language that the reader's browser prefers among ours. (ASP.NET's own provider knows parents of cultures only where ICU is used, so it would not find <c>zh-CN</c> for <c>zh</c>.)</summary>
internal sealed class BrowserLanguage : RequestCultureProvider
{
    /// <inheritdoc/>
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        string? best = httpContext.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(asked => asked, StringWithQualityHeaderValueComparer.QualityComparer)
            .Select(asked => Language.Of(asked.Value.Value)).FirstOrDefault(known => known is not null);
        return Task.FromResult(best is null ? null : new ProviderCultureResult(best));
    }
}
