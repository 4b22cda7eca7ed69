namespace TacWeb.Components.Uploads;

/// <summary>What a person chose in the preview.</summary>
public sealed class PreviewChoice
{
    /// <summary>The dataset's name.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>folders</c> or <c>none</c>.</summary>
    public string Labels { get; set; } = "folders";
}
