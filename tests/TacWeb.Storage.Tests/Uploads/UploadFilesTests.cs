using System.Security.Cryptography;
using TacWeb.Core;
using TacWeb.Storage.Uploads;

namespace TacWeb.Storage.Tests.Uploads;

public sealed class UploadFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tacweb-uploads-").FullName;
    private readonly SettableTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ChunksAppendAndTheBytesComeBack()
    {
        UploadFiles files = Open();
        byte[] bytes = RandomNumberGenerator.GetBytes(300_000);
        Upload upload = files.Create(bytes.Length, "a.zip", null, "");
        Assert.Equal(AppendOutcome.Appended, await Append(files, upload.Id, 0, bytes[..100_000]));
        Assert.Equal(AppendOutcome.Appended, await Append(Open(), upload.Id, 100_000, bytes[100_000..])); // another process goes on
        Assert.True(files.Find(upload.Id)!.IsComplete);
        using FileStream stream = files.OpenRead(upload.Id);
        using MemoryStream copy = new();
        await stream.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task AWrongOffsetChangesNothing()
    {
        UploadFiles files = Open();
        Upload upload = files.Create(10, "a.zip", null, "");
        Assert.Equal(AppendOutcome.WrongOffset, await Append(files, upload.Id, 3, [1, 2, 3]));
        Assert.Equal(0, files.Find(upload.Id)!.Offset);
    }

    [Fact]
    public async Task AWrongChecksumKeepsNothingAndTheRightOneAfterwardsDoes()
    {
        UploadFiles files = Open();
        byte[] chunk = [1, 2, 3];
        Upload upload = files.Create(3, "a.zip", null, "");
        using MemoryStream bad = new([9, 9, 9]), good = new(chunk);
        (HashAlgorithmName, byte[]) promise = (HashAlgorithmName.SHA256, SHA256.HashData(chunk));
        Assert.Equal(AppendOutcome.WrongChecksum, (await files.AppendAsync(upload.Id, 0, bad, promise, default)).Outcome);
        Assert.Equal(0, files.Find(upload.Id)!.Offset);
        Assert.Equal(AppendOutcome.Appended, (await files.AppendAsync(upload.Id, 0, good, promise, default)).Outcome);
        using FileStream stream = files.OpenRead(upload.Id);
        Assert.Equal(1, stream.ReadByte());
    }

    [Fact]
    public async Task MoreThanAnnouncedIsRefused()
    {
        UploadFiles files = Open();
        Upload upload = files.Create(2, "a.zip", null, "");
        Assert.Equal(AppendOutcome.TooLong, await Append(files, upload.Id, 0, [1, 2, 3]));
        Assert.Equal(0, files.Find(upload.Id)!.Offset);
    }

    [Fact]
    public async Task WhatArrivedBeforeALostConnectionIsKept()
    {
        UploadFiles files = Open();
        Upload upload = files.Create(100, "a.zip", null, "");
        using BreakingStream body = new(40);
        Assert.Equal(AppendOutcome.CutOff, (await files.AppendAsync(upload.Id, 0, body, null, default)).Outcome);
        Assert.Equal(40, Open().Find(upload.Id)!.Offset);
    }

    [Fact]
    public void AnUnfinishedUploadExpiresAndIsSwept()
    {
        UploadFiles files = Open();
        Upload upload = files.Create(10, "a.zip", null, "");
        _time.Now += TimeSpan.FromDays(3);
        Assert.Null(files.Find(upload.Id));
        Assert.Equal(1, files.Sweep());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    public void OnlyOurOwnIdsAreFound(string id)
    {
        Assert.Null(Open().Find(id));
        Assert.False(Open().Delete(id));
    }

    [Fact]
    public void ATooLargeFileIsRefusedByNameAndLimit()
    {
        UploadFiles files = new(_folder, UploadLimits.Default with { FileBytes = 1000 }, _time);
        TacWebException error = Assert.Throws<TacWebException>(() => files.Create(1001, "big.zip", null, ""));
        Assert.Contains("big.zip", error.Message, StringComparison.Ordinal);
        Assert.Contains("1,000", error.Message, StringComparison.Ordinal);
    }

    private UploadFiles Open() => new(_folder, UploadLimits.Default with { FreeDiskBytes = 0 }, _time);

    private static async Task<AppendOutcome> Append(UploadFiles files, string id, long offset, byte[] bytes)
    {
        using MemoryStream body = new(bytes);
        return (await files.AppendAsync(id, offset, body, null, default)).Outcome;
    }

    private sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>Gives some bytes, then fails as a lost connection does.</summary>
    private sealed class BreakingStream(int bytes) : MemoryStream(new byte[bytes])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("the connection was lost");
        }
    }
}
