using TacWeb.Testing;

namespace TacWeb.EndToEnd;

/// <summary>A browser test that is big by nature: it runs only with <c>TACWEB_SLOW=1</c>, and where the file beside the checkout that it names is there.</summary>
public sealed class SlowBrowserFactAttribute : FactAttribute
{
    public SlowBrowserFactAttribute(string? file = null) => Skip = new SlowFactAttribute(file).Skip ?? new BrowserFactAttribute().Skip;
}
