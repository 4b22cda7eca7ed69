using System.Reflection;
using TacWeb.Clustering.Assigners;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Tests.Assigners;

/// <summary>Every method's assigner comes back from its file as it was, and no damaged file is taken for one.</summary>
public class AssignerFileTests
{
    private static readonly ClusterInput Blobs = MadeData.Input();
    private static readonly Vectors NewImages = MadeData.Blobs(40, 32, 3, seed: 77, noise: 0.3);

    public static TheoryData<string> Keys => [.. ClusteringMethods.All.Where(method => method.Outputs.HasFlag(MethodOutputs.Assigner)).Select(method => method.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void What_is_read_back_places_new_images_alike(string key)
    {
        IAssigner assigner = Fitted(key);
        Assert.True(AssignerFile.CanWrite(assigner), $"the assigner of {key} has no form in AssignerFile");
        using MemoryStream stream = new(Bytes(assigner));
        IAssigner read = AssignerFile.Read(stream);
        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal(assigner.Assign(NewImages), read.Assign(NewImages));
        Assert.Equal(assigner.AssignSoft(NewImages)?.Values.ToArray(), read.AssignSoft(NewImages)?.Values.ToArray());
    }

    [Theory]
    [InlineData("tac")]
    [InlineData("tac-no-train")]
    [InlineData("kmeans")]
    [InlineData("scan")]
    public void A_file_that_is_cut_anywhere_is_refused(string key)
    {
        byte[] bytes = Bytes(Fitted(key));
        foreach (int length in Enumerable.Range(0, 60).Concat(Enumerable.Range(1, 20).Select(i => (int)((long)bytes.Length * i / 21))).Append(bytes.Length - 1))
        {
            Assert.Throws<InvalidDataException>(() => AssignerFile.Read(new MemoryStream(bytes[..length])));
        }
    }

    [Theory]
    [InlineData("tac")]
    [InlineData("tac-no-train")]
    [InlineData("kmeans")]
    [InlineData("scan")]
    public void Damaged_counts_never_ask_for_more_than_the_file_holds(string key)
    {
        byte[] bytes = Bytes(Fitted(key));
        foreach (int value in new[] { int.MaxValue, int.MinValue, -1, 0, 1 << 23 })
        {
            for (int place = 4; place < 48; place++)
            {
                byte[] damaged = [.. bytes];
                BitConverter.TryWriteBytes(damaged.AsSpan(place), value);
                if (!damaged.AsSpan().SequenceEqual(bytes))
                {
                    try
                    {
                        AssignerFile.Read(new MemoryStream(damaged)); // some bytes are weights, any of which is as good as another
                    }
                    catch (InvalidDataException)
                    {
                        // refused by name: what is meant
                    }
                }
            }
        }
    }

    [Fact]
    public void Weights_that_are_not_numbers_an_unknown_kind_and_a_newer_version_are_refused()
    {
        byte[] bytes = Bytes(Fitted("kmeans"));
        byte[] broken = [.. bytes], newer = [.. bytes], other = [.. bytes];
        BitConverter.TryWriteBytes(broken.AsSpan(bytes.Length - 4), float.NaN);
        BitConverter.TryWriteBytes(newer.AsSpan(4), 2);
        other[12] = (byte)'x';
        Assert.Contains("finite", Refusal(broken), StringComparison.Ordinal);
        Assert.Contains("version", Refusal(newer), StringComparison.Ordinal);
        Assert.Contains("kind", Refusal(other), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => AssignerFile.Write(new MemoryStream(), new Foreign()));
        Assert.False(AssignerFile.CanWrite(null));
    }

    private static string Refusal(byte[] bytes) => Assert.Throws<InvalidDataException>(() => AssignerFile.Read(new MemoryStream(bytes))).Message;

    private static byte[] Bytes(IAssigner assigner)
    {
        using MemoryStream stream = new();
        AssignerFile.Write(stream, assigner);
        return stream.ToArray();
    }

    private static IAssigner Fitted(string key)
    {
        ClusteringMethod method = ClusteringMethods.Get(key);
        ClustererOptions small = (ClustererOptions)method.OptionsType.GetProperty("ForTests", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;
        return method.Create(small).Fit(Blobs, new FitContext(0)).Assigner!;
    }

    private sealed class Foreign : IAssigner
    {
        public int[] Assign(Vectors images) => [];

        public Probabilities? AssignSoft(Vectors images) => null;
    }
}
