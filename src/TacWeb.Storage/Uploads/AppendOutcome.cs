namespace TacWeb.Storage.Uploads;

/// <summary>What became of a chunk.</summary>
public enum AppendOutcome
{
    /// <summary>All of it is on disk.</summary>
    Appended,

    /// <summary>The connection ended first; what arrived is kept unless a checksum was promised.</summary>
    CutOff,

    /// <summary>There is no such upload, or it has expired.</summary>
    Missing,

    /// <summary>The client's offset is not the server's.</summary>
    WrongOffset,

    /// <summary>The bytes do not have the promised digest; none are kept.</summary>
    WrongChecksum,

    /// <summary>More bytes than announced; none are kept.</summary>
    TooLong,

    /// <summary>Another request is writing to it.</summary>
    Busy,
}
