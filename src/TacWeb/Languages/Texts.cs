namespace TacWeb.Languages;

/// <summary>Marks the texts of pages and components. The English text is the key and stands where it is shown; <c>Texts.zh-CN.resx</c> has the Chinese ones.</summary>
public sealed class Texts;
