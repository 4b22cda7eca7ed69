using TacWeb.Storage;
using TacWeb.Storage.Uploads;

namespace TacWeb.Hosting;

/// <summary>The data folder and the uploads of everybody: for the queue's own work, never for what a person asked. Pages and endpoints take <see cref="DataFolder"/> and its stores, which show what their viewer may see.</summary>
/// <param name="Data">The owned data folder.</param>
/// <param name="Uploads">The staging folder.</param>
internal sealed record Everything(DataFolder Data, UploadFiles Uploads);
