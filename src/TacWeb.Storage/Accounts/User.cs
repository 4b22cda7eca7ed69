namespace TacWeb.Storage.Accounts;

/// <summary>A person who may sign in.</summary>
/// <param name="Id">1, 2, … and never given twice.</param>
/// <param name="Name">Unique, whatever the case.</param>
/// <param name="IsAdmin">Sees everything, makes and removes people.</param>
/// <param name="IsReady">Whether a password is set; else an invitation is open, or has expired.</param>
/// <param name="CreatedUtc">When the person was added.</param>
public sealed record User(int Id, string Name, bool IsAdmin, bool IsReady, DateTime CreatedUtc);
