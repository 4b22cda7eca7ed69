using TacWeb.Components.Compare;

namespace TacWeb.Tests.Components.Compare;

public sealed class CellAddressTests
{
    [Fact]
    public void It_reads_what_it_writes_and_turns_around()
    {
        CellAddress cell = CellAddress.Parse("3-12")!.Value;
        Assert.Equal((3, 12), (cell.First, cell.Second));
        Assert.Equal(("3-12", "12-3"), ($"{cell}", $"{cell.Turned}"));
        Assert.Equal("api/compare/cell?runs=7,9&first=3&second=12", cell.Rows(7, 9));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("-1-2")]
    [InlineData("1-2-3")]
    [InlineData("a-b")]
    [InlineData("1-99999999999")]
    public void Anything_else_is_none(string? text) => Assert.Null(CellAddress.Parse(text));
}
