using Microsoft.AspNetCore.Components;

namespace TacWeb.Components.Runs;

/// <summary>The search box of the runs page: an interactive island that puts what is typed into the address; the page around it stays plain HTML.</summary>
public sealed partial class RunSearch
{
    /// <summary>What the address says at first; later the box itself knows best.</summary>
    [Parameter]
    public string Initial { get; set; } = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Text { get; set; } = "";

    /// <inheritdoc/>
    protected override void OnInitialized() => Text = Initial;

    private void Find(string? text)
    {
        if (text == Text)
        {
            return;
        }

        Text = text ?? "";
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("q", Text.Length == 0 ? null : Text), replace: true);
    }
}
