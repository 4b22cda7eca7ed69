using System.Globalization;
using Microsoft.AspNetCore.Localization;
using TacWeb.Components.Shared;

namespace TacWeb.Languages;

/// <summary>Puts the languages together: what a component needs to speak, and how a request's language is found.</summary>
internal static class LanguageServices
{
    /// <summary>Texts, and words for numbers and times.</summary>
    public static IServiceCollection Add(IServiceCollection services) => services.AddLocalization().AddSingleton<Words>();

    /// <summary>Sets each request's language: the reader's choice, else the browser's wish, else English. A circuit keeps that of the request which opened it.</summary>
    public static void Use(IApplicationBuilder app)
    {
        CultureInfo[] cultures = [.. Language.All.Select(language => new CultureInfo(language.Key))];
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Language.English),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            RequestCultureProviders = [new CookieRequestCultureProvider(), new BrowserLanguage()],
        });
    }
}
