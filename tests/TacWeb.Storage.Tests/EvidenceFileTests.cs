using TacWeb.Core.Labelling;
using TacWeb.Testing;

namespace TacWeb.Storage.Tests;

public sealed class EvidenceFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_comes_back_as_it_was()
    {
        RunEvidence evidence = Made();
        using MemoryStream stream = new();
        EvidenceFile.Write(stream, evidence);
        stream.Position = 0;
        RunEvidence read = EvidenceFile.Read(stream);
        Assert.Equal(evidence.Rows, read.Rows);
        Assert.Equal(evidence.Confidences, read.Confidences);
        Assert.Equal(evidence.Naming.Gaps, read.Naming.Gaps);
        Assert.Equal(evidence.Naming.Cosines, read.Naming.Cosines);
        Assert.Equal(evidence.Naming.Words, read.Naming.Words);
        Assert.Equal(evidence.Naming.ConceptNouns, read.Naming.ConceptNouns);
        Assert.Equal(evidence.Naming.Similar, read.Naming.Similar);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(evidence.Naming.Nouns.NounsOf(i), read.Naming.Nouns.NounsOf(i));
            Assert.Equal(evidence.Naming.Nouns.WeightsOf(i), read.Naming.Nouns.WeightsOf(i));
        }
    }

    [Fact]
    public void A_file_that_was_cut_or_is_something_else_is_refused()
    {
        using MemoryStream stream = new();
        EvidenceFile.Write(stream, Made());
        byte[] bytes = stream.ToArray();
        Assert.ThrowsAny<IOException>(() => EvidenceFile.Read(new MemoryStream(bytes[..40])));
        Assert.Throws<InvalidDataException>(() => EvidenceFile.Read(new MemoryStream([.. "PK\u0003\u0004"u8, .. bytes[4..]])));
    }

    [Fact]
    public void Similar_pairs_are_kept_for_each_encoder()
    {
        using DataFolder data = DataFolder.Open(_folder.Of("data"));
        string encoder = new('a', 64), other = new('b', 64);
        Assert.Null(data.Similar.Read(1, encoder));
        SimilarImages[] pairs = [new(0, 5, 0.99f), new(2, 3, 0.9f)];
        data.Similar.Write(1, encoder, pairs);
        Assert.Equal(pairs, data.Similar.Read(1, encoder));
        Assert.Null(data.Similar.Read(1, other));
        Assert.Null(data.Similar.Read(2, encoder));
    }

    [Fact]
    public void A_rate_moves_halfway_to_what_was_measured_last()
    {
        using DataFolder data = DataFolder.Open(_folder.Of("data"));
        data.Rates.Learn("embed/mini", 2);
        Assert.Equal(2, data.Rates.All()["embed/mini"]);
        data.Rates.Learn("embed/mini", 4);
        Assert.Equal(3, data.Rates.All()["embed/mini"]);
    }

    private static RunEvidence Made() => new([4, 7], [0.75f, 0.5f], new NamingEvidence
    {
        Gaps = [0.5f, 0.1f],
        Cosines = [0.9f, 0],
        Nouns = new LargestWeights([3, 1, -1, -1, -1, 0, 2, -1, -1, -1], [0.6f, 0.4f, 0, 0, 0, 0.7f, 0.3f, 0, 0, 0]),
        Words = ["cat", "dog", "Kätzchen", "猫"],
        ConceptNouns = [[3, 1], [0]],
        Similar = [[new SimilarCluster(1, 0.4f)], []],
    });
}
