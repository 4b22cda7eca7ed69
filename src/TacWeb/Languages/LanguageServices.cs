using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;
using TacWeb.Components.Compare;
using TacWeb.Components.Shared;

namespace TacWeb.Languages;

/// <summary>Puts the languages together: what a component needs to speak, and how a request's language is found.</summary>
internal static class LanguageServices
{
    /// <summary>Texts, words for numbers and times, sentences of the engine, cards of methods, names of concepts.</summary>
    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<IStringLocalizerFactory, TextFactory>().AddLocalization().AddSingleton<Words>().AddSingleton<Sentences>().AddSingleton<MethodCards>().AddSingleton<ConceptNames>().AddScoped<RunTitles>().AddScoped<CorrectedNames>();

    /// <summary>
    /// Sets each request's language: the reader's choice, else the browser's wish, else English; a circuit keeps that of the request which opened it.
    /// The API answers in English, and with <c>?language=zh</c> gives names in Chinese.
    /// </summary>
    public static void Use(IApplicationBuilder app)
    {
        static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        app.UseWhen(IsApi, api => api.UseRequestLocalization(Options(new AskedLanguage())));
        app.UseWhen(context => !IsApi(context), pages => pages.UseRequestLocalization(Options(new CookieRequestCultureProvider(), new BrowserLanguage())));
    }

    private static RequestLocalizationOptions Options(params IRequestCultureProvider[] providers)
    {
        CultureInfo[] cultures = [.. Language.All.Select(language => new CultureInfo(language.Key))];
        return new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Language.English),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            RequestCultureProviders = [.. providers],
        };
    }
}
