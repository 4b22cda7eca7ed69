using TacWeb.Core.Datasets;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class StoresTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly TemporaryFolder _folder = new();
    private readonly DataFolder _data;

    public StoresTests() => _data = DataFolder.Open(_folder.Of("data"));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_dataset_is_kept_once_with_its_images_in_order()
    {
        StoredImage[] images = [new("b/1.png", "h1", "b"), new("a.png", "h2", null)];
        int id = _data.Datasets.Add("key", "photos", images, [new SkippedFile("x", "broken")], Now);
        Assert.Equal(id, _data.Datasets.Add("key", "photos", images, [], Now));
        Assert.Equal(images, _data.Datasets.Images(id));
        Assert.Equal([new StoredDataset(id, "photos", 2, Now)], _data.Datasets.List());
    }

    [Fact]
    public void A_run_that_is_saved_again_by_its_job_is_not_doubled_and_its_files_are_whole()
    {
        int dataset = _data.Datasets.Add("key", "photos", [], [], Now);
        StoredRun run = new(0, "photos", "tac", "mini", "words", 7, 3, 1, new Scores(0.5, 0.25, -0.1, 0.2, 0.9), Now, TimeSpan.FromSeconds(2.5));
        int id = _data.Runs.Add(5, "tac", dataset, run, folder => File.WriteAllText(Path.Combine(folder, "a"), "one"));
        Assert.Equal(id, _data.Runs.Add(5, "tac", dataset, run, folder => File.WriteAllText(Path.Combine(folder, "b"), "two")));
        Assert.Equal(["b"], Directory.GetFiles(_data.Runs.FolderOf(id)).Select(Path.GetFileName));
        int other = _data.Runs.Add(5, "kmeans", dataset, run with { Scores = null }, _ => { });
        Assert.Equal([run with { Id = other, Scores = null, DatasetId = dataset }, run with { Id = id, DatasetId = dataset }], _data.Runs.List());
        Assert.Null(_data.Runs.Find(99));
    }

    [Fact]
    public void A_run_whose_files_cannot_be_written_has_no_row()
    {
        int dataset = _data.Datasets.Add("key", "photos", [], [], Now);
        StoredRun run = new(0, "photos", "tac", "mini", "words", 7, 3, 1, null, Now, TimeSpan.Zero);
        Assert.Throws<IOException>(() => _data.Runs.Add(5, "tac", dataset, run, _ => throw new IOException()));
        Assert.Empty(_data.Runs.List());
    }

    [Fact]
    public void A_picture_is_kept_once_by_its_content_and_mended_when_a_power_cut_emptied_it()
    {
        byte[] content = [1, 2, 3];
        string hash = _data.Images.Add(content);
        Assert.Equal("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", hash);
        string path = _folder.Of("data", "images", "03", hash);
        File.WriteAllBytes(path, []);
        Assert.Equal(hash, _data.Images.Add(content));
        Assert.Equal(content, _data.Images.Read(hash));
        Assert.Single(Directory.GetFiles(_folder.Of("data", "images"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_partition_comes_back_as_it_was()
    {
        Partition partition = new()
        {
            Labels = [1, 0, Partition.Noise],
            ClusterCount = 2,
            Soft = new Probabilities(2, [0.25f, 0.75f, 1, 0, 0.5f, 0.5f]),
            History = [new EpochReport(1, 2, [new LossValue("total", 1.5)]), new EpochReport(2, 2, [new LossValue("total", 1.25), new LossValue("balance", -2)])],
        };
        Partition read = RoundTrip(partition);
        Assert.Equal(partition.Labels, read.Labels);
        Assert.Equal(partition.Soft.Values.ToArray(), read.Soft!.Values.ToArray());
        Assert.Equal(partition.History.SelectMany(epoch => epoch.Losses), read.History.SelectMany(epoch => epoch.Losses));
        Assert.Equal(2, read.History[1].Epoch);
        Assert.Null(RoundTrip(partition with { Soft = null }).Soft);
        Assert.Null(read.Confidences);
        Assert.Equal([0.5f, 1, 0], RoundTrip(partition with { Soft = null, Confidences = [0.5f, 1, 0] }).Confidences);
        Assert.Throws<InvalidDataException>(() => PartitionFile.Read(new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8])));
    }

    [Fact]
    public void Warnings_and_samples_of_a_partition_come_back()
    {
        Partition partition = new()
        {
            Labels = [0, 1],
            ClusterCount = 2,
            Warnings = ["Training stopped in epoch 3 of 20: its time of 60 s was spent.", "Größe −1"],
            Samples = new Pixels(2, 3, 1, new byte[] { 0, 1, 2, 3, 4, 255, 6, 7, 8, 9, 10, 11 }),
        };
        Partition read = RoundTrip(partition);
        Assert.Equal(partition.Warnings, read.Warnings);
        Assert.Equal((2, 3, 1, 2), (read.Samples!.Height, read.Samples.Width, read.Samples.Channels, read.Samples.Count));
        Assert.Equal(partition.Samples.Values.ToArray(), read.Samples.Values.ToArray());
        Assert.Null(RoundTrip(partition with { Samples = null }).Samples);
    }

    [Fact]
    public void A_partition_of_version_1_is_read_without_warnings_and_samples()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write("TACP"u8);
        foreach (int number in new[] { 1, 3, 2, 0, 1, 0, Partition.Noise, 1, 1, 4, 1 }) // version, N, K, no probabilities; labels; one epoch: 1 of 4, one loss
        {
            writer.Write(number);
        }

        writer.Write("total");
        writer.Write(0.5);
        writer.Write("what follows a partition"u8);
        stream.Position = 0;
        Partition read = PartitionFile.Read(stream);
        Assert.Equal([1, 0, Partition.Noise], read.Labels);
        Assert.Equal(new LossValue("total", 0.5), Assert.Single(Assert.Single(read.History).Losses));
        Assert.Equal((0, null), (read.Warnings.Count, read.Samples));
        Assert.Equal("what follows a partition"u8.Length, stream.Length - stream.Position);
    }

    [Fact]
    public void Mapped_numbers_are_those_of_the_file()
    {
        string path = _folder.Write("x.f32", [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]);
        using MappedVectors mapped = MappedVectors.Open(path, "x", 2, unit: false);
        Assert.Equal([1.5f, -2f], mapped.Vectors[0].ToArray());
        using System.Buffers.MemoryHandle pinned = mapped.Vectors.Values.Pin();
        Assert.Throws<IOException>(() => MappedVectors.Open(_folder.Write("empty", []), "x", 2, unit: false));
        Assert.Throws<IOException>(() => MappedVectors.Open(_folder.Write("odd", [1, 2, 3]), "x", 2, unit: false));
    }

    [SlowFact]
    public void A_million_vectors_of_512_numbers_are_read_without_being_held()
    {
        string path = _folder.Of("million.f32");
        using (FileStream stream = File.Create(path))
        {
            stream.SetLength(1_000_000L * 512 * 4);
            stream.Seek(-4, SeekOrigin.End);
            stream.Write(BitConverter.GetBytes(3f));
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        using MappedVectors mapped = MappedVectors.Open(path, "x", 512, unit: false);
        Assert.Equal(1_000_000, mapped.Vectors.Count);
        Assert.Equal(3f, mapped.Vectors[999_999][511]);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 1 << 20);
    }

    private static Partition RoundTrip(Partition partition)
    {
        using MemoryStream stream = new();
        PartitionFile.Write(stream, partition);
        stream.Position = 0;
        return PartitionFile.Read(stream);
    }
}
