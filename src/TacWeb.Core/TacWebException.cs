namespace TacWeb.Core;

/// <summary>Something the user can mend; the message is one clear sentence and may be shown as it is.</summary>
public class TacWebException : Exception
{
    /// <summary>Creates the exception with a message for the user.</summary>
    public TacWebException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for the user and the error behind it, which only the log shows.</summary>
    public TacWebException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message.</summary>
    public TacWebException()
    {
    }
}
