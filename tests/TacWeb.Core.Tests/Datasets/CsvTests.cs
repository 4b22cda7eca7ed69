using TacWeb.Core.Datasets;

namespace TacWeb.Core.Tests.Datasets;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-a.jpg", "'-a.jpg")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("-1", "-1")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0")]
    [InlineData("", "")]
    public void Cells_are_quoted_and_formulas_disarmed(string cell, string written) => Assert.Equal("x," + written + "\r\n", Write("x", cell));

    [Fact]
    public void What_is_written_can_be_read()
    {
        string[] cells = ["a", "b,c", "\"", "line\r\nline", "", "名前"];
        using StringReader reader = new(Write(cells) + Write(cells));
        (int Line, string[] Cells)[] rows = [.. CsvReader.Read(reader, "x.csv")];
        Assert.Equal([1, 3], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Equal(cells, row.Cells));
    }

    [Theory]
    [InlineData("a,b\n\n1,\"2\n3\"x\n", "x.csv, line 4: text after a closing quote.")]
    [InlineData("a,b\n1,\"2\n3", "x.csv, line 2: a quote is not closed.")]
    [InlineData("a,b\n1,2\"3", "x.csv, line 2: a quote inside a cell that does not begin with one.")]
    public void Bad_quotes_are_refused_by_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<TacWebException>(() => CsvReader.Read(new StringReader(text), "x.csv").ToArray()).Message);

    [Fact]
    public void A_label_file_gives_labels_by_path()
    {
        IReadOnlyDictionary<string, string> labels = Labels("\uFEFFLabel,id,Path\r\ndog,1,./a\\b.jpg\r\n\"cat, big\",2,c.jpg\r\n,3,unknown.jpg\r\ndog,4,a/b.jpg\r\n");
        Assert.Equal(new Dictionary<string, string> { ["a/b.jpg"] = "dog", ["c.jpg"] = "cat, big" }, labels);
    }

    [Theory]
    [InlineData("", "l.csv is empty; it needs the columns path and label.")]
    [InlineData("file,class\na,b\n", "l.csv, line 1: the first line must name the columns path and label.")]
    [InlineData("path,label\na,b,c\n", "l.csv, line 2: 3 cells where there are 2 columns.")]
    [InlineData("path,label\na,dog\na,cat\n", "l.csv, line 3: 'a' already has the label 'dog'.")]
    [InlineData("path,label\n,dog\n", "l.csv, line 2: the path is empty.")]
    public void A_bad_label_file_is_refused_by_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<TacWebException>(() => Labels(text)).Message);

    private static IReadOnlyDictionary<string, string> Labels(string text) => LabelFile.Read(new StringReader(text), "l.csv");

    private static string Write(params string[] cells)
    {
        using StringWriter writer = new();
        new CsvWriter(writer).WriteRow(cells);
        return writer.ToString();
    }
}
