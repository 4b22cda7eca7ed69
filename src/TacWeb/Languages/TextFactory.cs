using System.Reflection;
using System.Resources;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace TacWeb.Languages;

/// <summary>ASP.NET's localisers, blind to case: "Words" above a list and "words" within a sentence are one text, since resource files hold no two keys that differ in case only.</summary>
internal sealed class TextFactory(IOptions<LocalizationOptions> options, ILoggerFactory loggers) : ResourceManagerStringLocalizerFactory(options, loggers)
{
    private readonly ResourceNamesCache _names = new();
    private readonly ILogger _logger = loggers.CreateLogger<TextFactory>();

    /// <inheritdoc/>
    protected override ResourceManagerStringLocalizer CreateResourceManagerStringLocalizer(Assembly assembly, string baseName) =>
        new(new ResourceManager(baseName, assembly) { IgnoreCase = true }, assembly, baseName, _names, _logger);
}
