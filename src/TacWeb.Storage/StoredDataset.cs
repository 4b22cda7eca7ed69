namespace TacWeb.Storage;

/// <summary>The row of one dataset.</summary>
/// <param name="Id">1, 2, … and never given twice.</param>
/// <param name="Name">Human name.</param>
/// <param name="Images">Images in it, N.</param>
/// <param name="CreatedUtc">When it was first seen.</param>
public sealed record StoredDataset(int Id, string Name, int Images, DateTime CreatedUtc)
{
    /// <summary>When it was deleted; null while it is there. A deleted one can be restored until it is swept.</summary>
    public DateTime? DeletedUtc { get; init; }

    /// <summary>To whom it belongs; null: to nobody, which is to say to the admin.</summary>
    public int? Owner { get; init; }
}
