using System.Net;

namespace TacWeb.Tests.Api.Datasets;

[Collection(LibraryTests.Name)]
public sealed class ImageEndpointsTests(Library library)
{
    [Theory]
    [InlineData("file", "image/png")]
    [InlineData("thumbnail", "image/webp")]
    [InlineData("thumbnail?size=99999", "image/webp")]
    [InlineData("thumbnail?size=-1", "image/webp")]
    public async Task A_picture_is_served_under_the_type_of_its_bytes(string what, string type)
    {
        using HttpClient client = library.Client();
        using HttpResponseMessage response = await client.GetAsync($"/api/images/{library.Dataset}-3/{what}");
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        byte[] content = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(type == "image/png" ? (byte)0x89 : (byte)'R', content[0]);
        Assert.True(response.Headers.CacheControl!.Private);
    }

    [Fact]
    public async Task An_original_runs_nothing_and_keeps_its_name()
    {
        using HttpClient client = library.Client();
        using HttpResponseMessage response = await client.GetAsync($"/api/images/{library.Dataset}-0/file");
        Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.EndsWith(".png", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_known_is_not_sent_again()
    {
        using HttpClient client = library.Client();
        using HttpResponseMessage first = await client.GetAsync($"/api/images/{library.Dataset}-1/thumbnail");
        using HttpRequestMessage again = new(HttpMethod.Get, $"/api/images/{library.Dataset}-1/thumbnail");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("1--1")]
    [InlineData("1-999")]
    [InlineData("999-0")]
    [InlineData("1- 0")]
    [InlineData("1-0x1")]
    [InlineData("1-99999999999999999999")]
    [InlineData("..%2f..%2ftacweb.db")]
    public async Task Anything_that_is_no_image_of_a_dataset_is_not_found(string id)
    {
        using HttpClient client = library.Client();
        foreach (string what in new[] { "file", "thumbnail" })
        {
            using HttpResponseMessage response = await client.GetAsync($"/api/images/{id}/{what}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }
}
