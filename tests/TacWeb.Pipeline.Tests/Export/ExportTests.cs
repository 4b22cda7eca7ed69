using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TacWeb.Core.Datasets;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Labelling;
using TacWeb.Core.Runs;
using TacWeb.Pipeline.Export;

namespace TacWeb.Pipeline.Tests.Export;

public sealed class ExportTests
{
    private const string Evil = "<script>alert(\"1\")</script>&";

    [Fact]
    public void The_page_encodes_every_text_that_it_did_not_write_itself()
    {
        string page = Page(Content());
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(10, Regex.Count(page, Regex.Escape("&lt;script&gt;")));
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pages_policy_admits_its_own_style_sheet_and_nothing_else()
    {
        string page = Page(Content());
        string style = Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"default-src 'none'; img-src data:; style-src 'sha256-{hash}'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_shows_no_time_and_no_memory()
    {
        RunContent content = Content();
        Report other = content.Report with { Timings = [new StageTiming("train", 98.7)], PeakMemoryMiB = 12345, StartedUtc = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc) };
        Assert.Equal(Page(content), Page(content with { Report = other }));
    }

    [Fact]
    public void A_picture_without_a_thumbnail_leaves_a_gap_of_the_same_size()
    {
        using MemoryStream stream = new();
        IndexPage.Write(stream, Content(), _ => null);
        Assert.DoesNotContain("<img", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_look_like_formulas_are_escaped_and_numbers_know_no_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            using MemoryStream stream = new();
            AssignmentsCsv.Write(stream, Content());
            string[] rows = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n");
            Assert.Equal("path,cluster,name,class,confidence", rows[0]);
            Assert.StartsWith("'=cmd.png,0,", rows[1], StringComparison.Ordinal);
            Assert.EndsWith(",a,0.250000", rows[1], StringComparison.Ordinal);
            Assert.Equal("b.png,-1,,,1.000000", rows[2]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_report_is_utf8_without_a_mark_with_line_feeds_and_without_runs_for_one_seed()
    {
        using MemoryStream stream = new();
        ReportJson.Write(stream, Content().Report with { Dataset = null, Scores = null });
        string text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.StartsWith("{\n  \"dataset\": null,", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        using JsonDocument json = JsonDocument.Parse(text);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("scores").ValueKind);
        Assert.False(json.RootElement.TryGetProperty("runs", out _));
    }

    private static string Page(RunContent content)
    {
        using MemoryStream stream = new();
        IndexPage.Write(stream, content, _ => [1, 2, 3]);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static RunContent Content()
    {
        ConceptEvidence concept = new(Evil, Evil, Evil, [Evil], 0.5, 0.25, 2);
        NamedCluster cluster = new(0, Evil, 1, 0.25, [concept], [0], [1]);
        Report report = new()
        {
            Dataset = new ReportDataset("photos", 2, 1, [new SkippedFile(Evil, Evil)]),
            Encoder = new ReportEncoder("mini", 2, "00"),
            Vocabulary = new ReportVocabulary("words", 2, 1),
            Method = "tac",
            Options = new JsonObject { ["epochs"] = null },
            Seed = 0,
            K = 1,
            Warnings = [Evil],
            Scores = new Scores(1, 1, 1, 1, 1),
            Health = new Health(1, 1, 1, 1, 0.25, 0),
        };
        return new RunContent(
            report, "TAC", new Partition { Labels = [0, Partition.Noise], ClusterCount = 1 }, new Naming([cluster], [0.25f, 1]), [new ImageEntry("=cmd.png", "a"), new ImageEntry("b.png")], ["h0", "h1"]);
    }
}
