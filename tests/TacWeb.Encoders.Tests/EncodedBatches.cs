namespace TacWeb.Encoders.Tests;

/// <summary>Short ways to run an encoder to its end.</summary>
internal static class EncodedBatches
{
    public static async Task<EncodedRows> CollectAsync(this IAsyncEnumerable<EncodedBatch> batches)
    {
        var values = new List<float>();
        var errors = new List<string?>();
        await foreach (var batch in batches)
        {
            Assert.Equal(errors.Count, batch.Start);
            values.AddRange(batch.Values.Span);
            errors.AddRange(batch.Errors);
        }

        return new EncodedRows([.. values], [.. errors]);
    }

    public static ImageSource Source(byte[] file, string name = "picture") => new(name, () => new MemoryStream(file, writable: false));
}
