using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using TacWeb.Api.Jobs;
using TacWeb.Pipeline.Jobs;
using TacWeb.Storage;
using TacWeb.Storage.Uploads;

namespace TacWeb.Components.Uploads;

/// <summary>What uploads hold, before a dataset is made of them. The address names the job that looked, which knows the uploads: a reload lands here again.</summary>
public sealed partial class PreviewPage
{
    [Inject]
    private JobViews Jobs { get; set; } = null!;

    [Inject]
    private QueueStore Queue { get; set; } = null!;

    [Inject]
    private JobDesk Desk { get; set; } = null!;

    [Inject]
    private UploadFiles Uploads { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "check")]
    private int? Check { get; set; }

    [SupplyParameterFromForm(FormName = "make", Name = "what")]
    private string? What { get; set; }

    [SupplyParameterFromForm(FormName = "make")]
    private PreviewChoice Choice { get; set; } = null!;

    private JobView? Job { get; set; }

    private UploadCheck? Found { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Job = Check is { } id && Jobs.Find(id) is { Kind: "check" } job ? job : null;
        Found = Job is { State: "done", Result: { } result } ? JobJson.Read<UploadCheck>(result.ToJsonString()) : null;
        Choice ??= new PreviewChoice { Name = Found?.Name ?? "" };
    }

    private void Make()
    {
        DatasetRequest request = JobJson.Read<DatasetRequest>(Queue.Find(Job!.Id)!.Request);
        if (What == "discard")
        {
            foreach (string upload in request.Uploads)
            {
                Uploads.Delete(upload);
            }

            Navigation.NavigateTo("");
            return;
        }

        string name = string.IsNullOrWhiteSpace(Choice.Name) ? Found!.Name : Choice.Name.Trim();
        request = request with { Name = name[..Math.Min(name.Length, MakeDataset.LongestName)], Labels = Choice.Labels == "none" ? "none" : "folders" };
        int job = Desk.Enqueue("dataset", $"Make the dataset {request.Name}", JobJson.Write(request));
        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"jobs?job={job}&go=true"));
    }
}
