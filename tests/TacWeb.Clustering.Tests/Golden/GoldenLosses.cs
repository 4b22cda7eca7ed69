using System.Text.Json;
using TacWeb.Testing;

namespace TacWeb.Clustering.Tests.Golden;

/// <summary>Compares a loss and its gradients with those of <c>losses.py</c> (NumPy, float64, finite differences), to 1e-5.</summary>
internal static class GoldenLosses
{
    private const double Tolerance = 1e-5;
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "TacWeb.Clustering.Tests", "Golden", "losses.json"))).RootElement;

    /// <summary>The named case.</summary>
    /// <param name="name">As in the script.</param>
    /// <param name="loss">From inputs and integers by name to a scalar.</param>
    public static void Check(string name, Func<Func<string, Tensor>, Func<string, int[]>, Tensor> loss)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        JsonElement golden = Cases.GetProperty(name);
        Dictionary<string, Tensor> inputs = golden.GetProperty("inputs").EnumerateObject().ToDictionary(input => input.Name, input => Read(input.Value));
        Tensor value = loss(key => inputs[key], key => [.. golden.GetProperty("integers").GetProperty(key).EnumerateArray().Select(number => number.GetInt32())]);
        double expected = golden.GetProperty("loss").GetDouble();
        Assert.InRange(value.item<float>(), expected - (Tolerance * Math.Max(1, Math.Abs(expected))), expected + (Tolerance * Math.Max(1, Math.Abs(expected))));
        value.backward();
        foreach (JsonProperty gradient in golden.GetProperty("gradients").EnumerateObject())
        {
            float[] wanted = Numbers(gradient.Value);
            Tensor? actual = inputs[gradient.Name].grad;
            Close.To(wanted, actual is null ? new float[wanted.Length] : actual.contiguous().data<float>().ToArray(), Tolerance * Math.Max(1, wanted.Max(MathF.Abs)));
        }
    }

    private static Tensor Read(JsonElement input) =>
        torch.tensor(Numbers(input.GetProperty("values")), [.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], requires_grad: true);

    private static float[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(number => (float)number.GetDouble())];
}
