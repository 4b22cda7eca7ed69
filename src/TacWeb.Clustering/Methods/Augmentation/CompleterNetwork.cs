using TacWeb.Clustering.Losses;
using TacWeb.Clustering.Training;

namespace TacWeb.Clustering.Methods.Augmentation;

/// <summary>Completer's networks: an encoder and a decoder a view, and a predictor from each view's code to the other's. Tensors live until it is disposed.</summary>
/// <remarks>Encoder: three layers with batch normalisation and ReLU, then the code as a softmax. Predictor: code–128–256–128–256–128–code. The decoders end linear (the authors' end in ReLU: their data are ≥ 0).</remarks>
internal sealed class CompleterNetwork : IDisposable
{
    private static readonly int[] PredictorWidths = [128, 256, 128, 256, 128];

    public CompleterNetwork(int firstDimension, int secondDimension, CompleterOptions options)
    {
        Encoders = [Encoder(firstDimension, options), Encoder(secondDimension, options)];
        Decoders = [Decoder(firstDimension, options), Decoder(secondDimension, options)];
        Predictors = [Predictor(options), Predictor(options)];
    }

    /// <summary>Rows of a view to its code.</summary>
    public DenseNetwork[] Encoders { get; }

    /// <summary>Codes to rows of the view.</summary>
    public DenseNetwork[] Decoders { get; }

    /// <summary>From the first view's code to the second's, and back.</summary>
    public DenseNetwork[] Predictors { get; }

    public IEnumerable<Parameter> Parameters() => All().SelectMany(network => network.Parameters());

    public void Train(bool on)
    {
        foreach (DenseNetwork network in All())
        {
            network.Train(on);
        }
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="first">[B, d1].</param>
    /// <param name="second">[B, d2].</param>
    /// <param name="predict">Whether the predictors take part.</param>
    /// <param name="options">Weights.</param>
    public CompleterLoss Loss(Tensor first, Tensor second, bool predict, CompleterOptions options)
    {
        Tensor a = Encoders[0].Forward(first), b = Encoders[1].Forward(second);
        Tensor contrast = CompleterLoss.MutualInformation(a, b, options.EntropyWeight);
        Tensor reconstruction = CompleterLoss.Errors(Decoders[0].Forward(a), first, Decoders[1].Forward(b), second);
        Tensor? prediction = predict ? CompleterLoss.Errors(Predictors[0].Forward(a), b, Predictors[1].Forward(b), a) : null;
        return CompleterLoss.Of(contrast, prediction, reconstruction, options.PredictionWeight, options.ReconstructionWeight);
    }

    public void Dispose()
    {
        foreach (DenseNetwork network in All())
        {
            network.Dispose();
        }
    }

    private static LayerShape Inner(int width) => new(width, Activation.Relu, Normalise: true);

    private static DenseNetwork Encoder(int dimension, CompleterOptions options) =>
        new(dimension, Inner(options.Hidden), Inner(options.Hidden), Inner(options.Hidden), new LayerShape(options.Code, Activation.Softmax));

    private static DenseNetwork Decoder(int dimension, CompleterOptions options) =>
        new(options.Code, Inner(options.Hidden), Inner(options.Hidden), Inner(options.Hidden), new LayerShape(dimension));

    private static DenseNetwork Predictor(CompleterOptions options) =>
        new(options.Code, [.. PredictorWidths.Select(Inner), new LayerShape(options.Code, Activation.Softmax)]);

    private IEnumerable<DenseNetwork> All() => [.. Encoders, .. Decoders, .. Predictors];
}
