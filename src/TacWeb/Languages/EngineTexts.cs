namespace TacWeb.Languages;

/// <summary>Marks what the program says outside its pages: titles of jobs, progress, warnings, reasons. <c>EngineTexts.zh-CN.resx</c> is keyed by the English sentences with <c>{0}</c>… for what varies.</summary>
public sealed class EngineTexts;
