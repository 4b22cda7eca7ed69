using TacWeb.Encoders.Images;
using TacWeb.Encoders.Tests.Fixtures;
using TacWeb.Encoders.Tests.Images;

namespace TacWeb.Encoders.Tests;

public sealed class ImageEncoderTests
{
    [Fact]
    public async Task A_vector_depends_on_the_picture_alone_not_on_its_batch_nor_its_place()
    {
        byte[][] files = [.. Enumerable.Range(0, 37).Select(i => MadePicture.Bitmap(30 + i, 40 + (i % 5)))];
        var all = await Encode(files);
        var reversed = await Encode([.. files.Reverse()]);
        for (var i = 0; i < files.Length; i++)
        {
            Assert.True(all[i].SequenceEqual(reversed[files.Length - 1 - i]), $"picture {i} at another place");
            var alone = await Encode([files[i]]);
            Assert.True(all[i].SequenceEqual(alone[0]), $"picture {i} alone");
        }
    }

    [Fact]
    public async Task The_number_of_workers_changes_no_vector()
    {
        using var one = new EncoderLoader(workers: 1);
        using var four = new EncoderLoader(workers: 4);
        byte[][] files = [.. Enumerable.Range(0, 20).Select(i => MadePicture.Bitmap(30 + i, 40))];
        var expected = await one.Load(MiniModel.Folder).Image.EncodeAsync(Sources(files)).CollectAsync();
        var actual = await four.Load(MiniModel.Folder).Image.EncodeAsync(Sources(files)).CollectAsync();
        Assert.Equal(expected.Values, actual.Values);
    }

    [Fact]
    public async Task A_look_has_its_own_vector_the_same_at_every_time()
    {
        var file = MadePicture.Bitmap(60, 50);
        ImageSource Source(Augmentation? look) => new("x", () => new MemoryStream(file)) { Augmentation = look };
        Augmentation weak = new(false, false, 5);
        var rows = await MiniModel.Loaded.Image.EncodeAsync(((ImageSource[])[Source(null), Source(weak), Source(weak with { Strong = true }), Source(weak)]).ToAsyncEnumerable()).CollectAsync();
        Assert.True(rows[1].SequenceEqual(rows[3]));
        Assert.False(rows[0].SequenceEqual(rows[1]) || rows[1].SequenceEqual(rows[2]));
    }

    [Fact]
    public async Task A_faulty_picture_has_a_sentence_and_zeros_and_the_others_go_on()
    {
        var good = MadePicture.Bitmap(30, 40);
        var rows = await Encode([good, [], "text"u8.ToArray(), good]);
        Assert.Equal<string?>((string?[])[null, "The file is empty (0 bytes).", "The file is not an image (JPEG, PNG, WebP, GIF, BMP, TIFF or AVIF).", null], rows.Errors.AsEnumerable());
        Assert.True(rows[1].IndexOfAnyExcept(0f) < 0);
        Assert.True(rows[0].SequenceEqual(rows[3]));
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_a_finding_not_an_end()
    {
        ImageSource broken = new("gone", () => throw new FileNotFoundException("gone.jpg is gone"));
        var rows = await MiniModel.Loaded.Image.EncodeAsync(((ImageSource[])[broken]).ToAsyncEnumerable()).CollectAsync();
        Assert.Contains("gone.jpg is gone", Assert.Single(rows.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_are_read_no_faster_than_vectors_are_taken()
    {
        var opened = 0;
        var file = MadePicture.Bitmap(8, 8);
        using var model = new TinyModel();
        using var loader = new EncoderLoader(workers: 2);
        var endless = Enumerable.Range(0, int.MaxValue).Select(_ => new ImageSource("x", () =>
        {
            Interlocked.Increment(ref opened);
            return new MemoryStream(file);
        })).ToAsyncEnumerable();
        await foreach (var batch in loader.Load(model.Read()).Image.EncodeAsync(endless))
        {
            if (batch.Start > 3000)
            {
                break;
            }
        }

        Assert.InRange(opened, 3000, 3000 + (16 * 16)); // batches of 16, at most a dozen ahead
    }

    [Fact]
    public async Task A_fault_of_the_source_reaches_the_caller() =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await MiniModel.Loaded.Image.EncodeAsync(Failing()).CollectAsync());

    [Fact]
    public async Task Cancellation_ends_the_work()
    {
        using var stop = new CancellationTokenSource();
        var file = MadePicture.Bitmap(30, 40);
        var endless = Enumerable.Range(0, int.MaxValue).Select(_ => EncodedBatches.Source(file)).ToAsyncEnumerable();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in MiniModel.Loaded.Image.EncodeAsync(endless, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    [Fact]
    public async Task No_pictures_give_no_batch() => Assert.Empty((await Encode([])).Errors);

    [Fact]
    public async Task An_image_graph_with_another_input_name_runs()
    {
        using var usual = new TinyModel();
        using var other = new TinyModel(imageInput: "x");
        using var loader = new EncoderLoader();
        byte[][] files = [MadePicture.Bitmap(30, 40)];
        var expected = await loader.Load(usual.Read()).Image.EncodeAsync(Sources(files)).CollectAsync();
        Assert.Equal(expected.Values, (await loader.Load(other.Read()).Image.EncodeAsync(Sources(files)).CollectAsync()).Values);
        Assert.Equal(TinyModel.Dimension, expected.Values.Length);
    }

    private static Task<EncodedRows> Encode(byte[][] files) => MiniModel.Loaded.Image.EncodeAsync(Sources(files)).CollectAsync();

    private static IAsyncEnumerable<ImageSource> Sources(byte[][] files) => files.Select(file => EncodedBatches.Source(file)).ToAsyncEnumerable();

    private static async IAsyncEnumerable<ImageSource> Failing()
    {
        await Task.Yield();
        yield return EncodedBatches.Source(MadePicture.Bitmap(8, 8));
        throw new InvalidOperationException("the source fails");
    }
}
