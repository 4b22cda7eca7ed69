using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace TacWeb.Languages;

/// <summary><c>POST /language</c> keeps the reader's choice in a cookie; <c>GET /texts/{language}.js</c> hands the scripts their texts.</summary>
internal static class LanguageEndpoints
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/language", Choose).ExcludeFromDescription().AllowAnonymous();
        app.MapGet("/texts/{language}.js", Script).ExcludeFromDescription().AllowAnonymous();
    }

    // back to the page that the form stood on: the address as the browser knows it, else as the server wrote it
    private static IResult Choose([FromForm] string language, [FromForm] string? at, HttpContext context)
    {
        string chosen = Language.All.Any(known => known.Key == language) ? language : Language.English;
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(chosen)),
            new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Kept });
        Uri? referer = context.Request.GetTypedHeaders().Referer;
        string back = referer is { IsAbsoluteUri: true } && referer.Authority == context.Request.Host.Value ? referer.PathAndQuery : "/" + at?.TrimStart('/', '\\');
        return Results.LocalRedirect(back.StartsWith("//", StringComparison.Ordinal) ? "/" : back);
    }

    private static IResult Script(string language, IStringLocalizer<ScriptTexts> texts)
    {
        if (language != Language.Chinese)
        {
            return Results.NotFound();
        }

        CultureInfo.CurrentUICulture = new CultureInfo(language);
        SortedDictionary<string, string> all = new(texts.GetAllStrings(includeParentCultures: false).ToDictionary(text => text.Name, text => text.Value), StringComparer.Ordinal);
        byte[] script = Encoding.UTF8.GetBytes($"export default {JsonSerializer.Serialize(all, Readable)};\n");
        string tag = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(script))[..16];
        return Results.Bytes(script, "text/javascript; charset=utf-8", entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{tag}\""));
    }
}
