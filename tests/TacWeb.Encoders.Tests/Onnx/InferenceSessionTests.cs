using TacWeb.Encoders.Models;
using TacWeb.Encoders.Tests.Fixtures;

namespace TacWeb.Encoders.Tests.Onnx;

public sealed class InferenceSessionTests
{
    [Fact]
    public void A_graphs_inputs_and_outputs_are_described()
    {
        using var options = new SessionOptions();
        using var session = new InferenceSession(TinyModel.ImageGraph("pixels"), options);
        var input = Assert.Single(session.InputMetadata);
        Assert.Equal("pixels", input.Key);
        Assert.Equal([-1, 3, 16, 16], input.Value.Dimensions);
        Assert.Equal(TensorElementType.Float, input.Value.ElementDataType);
    }

    [Fact]
    public void What_is_no_graph_is_reported_in_the_runtimes_words()
    {
        using var options = new SessionOptions();
        Assert.NotEmpty(Assert.Throws<OnnxRuntimeException>(() => new InferenceSession("no graph"u8.ToArray(), options)).Message);
    }

    [Fact]
    public void A_shape_that_does_not_fit_its_memory_is_refused() =>
        Assert.Throws<ArgumentException>(() => OrtValue.CreateTensorValueFromMemory<float>(OrtMemoryInfo.DefaultInstance, new float[5], [2, 3]));

    [Fact]
    public void A_terminated_run_ends_and_the_session_goes_on()
    {
        using var graph = EncoderGraph.OpenImage(MiniModel.Folder);
        using var run = new RunOptions { Terminate = true };
        using var pixels = OrtValue.CreateTensorValueFromMemory<float>(OrtMemoryInfo.DefaultInstance, new float[3 * 128 * 128], [1, 3, 128, 128]);
        Assert.Throws<OperationCanceledException>(() => graph.Run([pixels], new float[512], (1, 512), run, new CancellationToken(canceled: true)));
        run.Terminate = false;
        var vector = new float[512];
        graph.Run([pixels], vector, (1, 512), run, CancellationToken.None);
        Assert.Contains(vector, value => value != 0);
    }

    [Fact]
    public void Many_threads_share_one_session_bit_for_bit()
    {
        using var graph = EncoderGraph.OpenImage(MiniModel.Folder);
        var input = Enumerable.Range(0, 3 * 128 * 128).Select(i => (i % 97 / 48f) - 1).ToArray();
        var results = new float[8][];
        Parallel.For(0, results.Length, i =>
        {
            using var run = new RunOptions();
            using var pixels = OrtValue.CreateTensorValueFromMemory<float>(OrtMemoryInfo.DefaultInstance, input, [1, 3, 128, 128]);
            graph.Run([pixels], results[i] = new float[512], (1, 512), run, CancellationToken.None);
        });
        Assert.All(results, result => Assert.Equal(results[0], result));
    }

    [Fact]
    public void Asking_the_plain_library_for_CUDA_fails_and_the_options_stay_usable()
    {
        using var options = new SessionOptions();
        if (Environment.GetEnvironmentVariable("TACWEB_ONNXRUNTIME") is null)
        {
            Assert.Throws<OnnxRuntimeException>(() => options.AppendExecutionProvider_CUDA());
        }

        using var session = new InferenceSession(TinyModel.ImageGraph("pixels"), options);
        Assert.Single(session.OutputMetadata);
    }
}
