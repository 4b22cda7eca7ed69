using TacWeb.Core;

namespace TacWeb.Encoders.Models;

/// <summary>One tower's graph, opened. Every run uses one thread, so that a result never depends on how many cores there are; many runs go on at once.</summary>
internal sealed class EncoderGraph : IDisposable
{
    private readonly InferenceSession session;
    private readonly string path;
    private readonly string[] inputs;
    private readonly string[] outputs;

    private EncoderGraph(InferenceSession session, string path, IReadOnlyList<GraphInput> inputs, string output)
    {
        (this.session, this.path) = (session, path);
        Inputs = inputs;
        this.inputs = [.. inputs.Select(input => input.Name)];
        outputs = [output];
    }

    /// <summary>What the graph wants, in the order in which <see cref="Run"/> takes it.</summary>
    public IReadOnlyList<GraphInput> Inputs { get; }

    /// <summary>Opens the image tower: one float input [n, 3, s, s], one output [n, d].</summary>
    /// <exception cref="TacWebException">It cannot be opened or does not fit.</exception>
    public static EncoderGraph OpenImage(ModelFolder folder) =>
        Open(folder.FilePath(ManifestRules.ImageGraph), (path, session) => GraphNames.Image(path, session, folder.Manifest));

    /// <summary>Opens the text tower: token ids [n, t], a mask where the graph has one, one output [n, d].</summary>
    /// <exception cref="TacWebException">It cannot be opened or does not fit.</exception>
    public static EncoderGraph OpenText(ModelFolder folder) =>
        Open(folder.FilePath(ManifestRules.TextGraph), (path, session) => GraphNames.Text(path, session, folder.Manifest));

    /// <summary>Runs the graph on the caller's thread and memory.</summary>
    /// <param name="values">One tensor an input.</param>
    /// <param name="output">[n, d].</param>
    /// <param name="shape">(n, d).</param>
    /// <param name="run">Options of the run; their Terminate stops it.</param>
    /// <param name="cancellationToken">Turns a stopped run into a cancellation.</param>
    /// <exception cref="TacWebException">The graph fails, or gives another shape than [n, d].</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public void Run(IReadOnlyList<OrtValue> values, Memory<float> output, (int Rows, int Dimension) shape, RunOptions run, CancellationToken cancellationToken)
    {
        using var result = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, output, [shape.Rows, shape.Dimension]);
        try
        {
            session.Run(run, inputs, values, outputs, [result]);
        }
        catch (OnnxRuntimeException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new TacWebException($"{path} fails or does not give [{shape.Rows}, {shape.Dimension}].", error);
        }
    }

    /// <summary>Closes the graph; runs still going on finish first.</summary>
    public void Dispose() => session.Dispose();

    private static EncoderGraph Open(string path, Func<string, InferenceSession, (IReadOnlyList<GraphInput> Inputs, string Output)> choose)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL, // also unfolds int8 weights once
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        InferenceSession? session = null;
        try
        {
            session = new InferenceSession(path, options);
            var (inputs, output) = choose(path, session);
            return new EncoderGraph(session, path, inputs, output);
        }
        catch (OnnxRuntimeException error)
        {
            throw new TacWebException($"{path} is no graph that ONNX Runtime can open.", error);
        }
        catch (TacWebException)
        {
            session?.Dispose();
            throw;
        }
    }
}
