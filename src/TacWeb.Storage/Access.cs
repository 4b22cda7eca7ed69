namespace TacWeb.Storage;

/// <summary>Whose datasets, runs, jobs and uploads a store shows. Stores ask for it at every call, so that what a person lost is gone at once.</summary>
/// <param name="Owner">To whom new things belong; null: to nobody, which is to say to the admin.</param>
/// <param name="SeesAll">Whether the things of others are shown too.</param>
public readonly record struct Access(int? Owner, bool SeesAll)
{
    /// <summary>Everything is shown: no login, an admin's command line, the work of the queue.</summary>
    public static Access Everything { get; } = new(null, true);

    /// <summary>Nothing is shown.</summary>
    public static Access Nothing { get; } = new(null, false);

    /// <summary>Whether something that belongs to an owner is shown.</summary>
    public bool Sees(int? owner) => SeesAll || (Owner is { } self && owner == self);
}
