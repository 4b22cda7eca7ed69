namespace TacWeb.Languages;

/// <summary>Marks what the cards of methods say: <c>MethodTexts.zh-CN.resx</c> is keyed by method (<c>tac.Idea</c>, <c>tac.Differences</c>) and by the English text of a cost, or of an option's title or meaning.</summary>
public sealed class MethodTexts;
