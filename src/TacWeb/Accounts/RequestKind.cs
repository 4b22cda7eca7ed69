namespace TacWeb.Accounts;

/// <summary>What is limited.</summary>
internal enum RequestKind
{
    /// <summary>Everything that is not limited.</summary>
    Other,

    /// <summary>Signing in and using one-time tokens, by network address.</summary>
    Login,

    /// <summary>Beginning an upload, by person.</summary>
    Upload,

    /// <summary>Ordering a run, by person.</summary>
    Run,
}
