using TacWeb.Core;

namespace TacWeb.Encoders.Images;

/// <summary>A file that cannot be read as a picture; the message is one sentence for the user.</summary>
public sealed class ImageException : TacWebException
{
    /// <summary>Creates the exception with the sentence for the user.</summary>
    public ImageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the sentence for the user and the error behind it.</summary>
    public ImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception with a general sentence.</summary>
    public ImageException()
        : base("The picture cannot be read.")
    {
    }
}
