using System.Globalization;

namespace TacWeb.Clustering;

/// <summary>Where a method was published.</summary>
/// <param name="Title">Title of the paper.</param>
/// <param name="Venue">Conference or journal and year, for example <c>ICML 2024</c>.</param>
/// <param name="Address">Where the paper can be read; null where it has no page of its own.</param>
public sealed record Citation(string Title, string Venue, Uri? Address)
{
    /// <summary>The last four-digit number of the venue; null where it names none.</summary>
    public int? Year
    {
        get
        {
            for (int i = Venue.Length - 4; i >= 0; i--)
            {
                if (int.TryParse(Venue.AsSpan(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is > 1900 and < 2100)
                {
                    return year;
                }
            }

            return null;
        }
    }
}
