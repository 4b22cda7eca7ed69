using Xunit;

namespace TacWeb.Testing;

/// <summary>A test that is big by nature or reads what lies beside the checkout; it runs only with <c>TACWEB_SLOW=1</c>.</summary>
public sealed class SlowFactAttribute : FactAttribute
{
    /// <param name="path">A file or folder that the test needs; without it the test is skipped and says so.</param>
    public SlowFactAttribute(string? path = null)
    {
        if (Environment.GetEnvironmentVariable("TACWEB_SLOW") != "1")
        {
            Skip = "big by nature: runs with TACWEB_SLOW=1";
        }
        else if (path is not null && Shared(path) is null)
        {
            Skip = $"{path} is missing beside the checkout";
        }
    }

    /// <summary>Full path of something below a folder that lies beside the checkout, for example <c>shared/data/cifar10-test.zip</c>; null when it is not there.</summary>
    public static string? Shared(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, path);
            if (File.Exists(candidate) || Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
