namespace TacWeb.Accounts;

/// <summary>Files that nobody but the account which runs the server may read; on Windows they have the rights of their folder.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A folder of that kind, made where it is missing.</summary>
    public static DirectoryInfo Folder(string path)
    {
        DirectoryInfo folder = Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = Owner | UnixFileMode.UserExecute;
        }

        return folder;
    }

    /// <summary>Closes the database of a data folder: it holds hashes of passwords.</summary>
    public static void Close(string root)
    {
        foreach (string file in Directory.EnumerateFiles(root, "tacweb.db*"))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, Owner);
            }
        }
    }
}
