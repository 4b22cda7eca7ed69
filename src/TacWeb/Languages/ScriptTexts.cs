namespace TacWeb.Languages;

/// <summary>Marks the texts of the scripts in <c>wwwroot/js</c>, keyed by the English ones there; <c>ScriptTexts.zh-CN.resx</c> has the Chinese ones, which the server hands out as a module.</summary>
public sealed class ScriptTexts;
