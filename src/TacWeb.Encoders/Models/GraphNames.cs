using TacWeb.Core;

namespace TacWeb.Encoders.Models;

/// <summary>Finds a graph's inputs and output: by the names of the common CLIP exports, else by shape, else refuses with the names found.</summary>
internal static class GraphNames
{
    /// <summary>The image tower's input and output.</summary>
    public static (IReadOnlyList<GraphInput> Inputs, string Output) Image(string path, InferenceSession session, ModelManifest manifest)
    {
        var size = manifest.ImageSize;
        var candidates = Fitting(session.InputMetadata, TensorElementType.Float, -1, 3, size, size);
        if (session.InputMetadata.Count != 1 || candidates.Count != 1)
        {
            throw Refused(path, $"one input [n, 3, {size}, {size}]", session.InputMetadata);
        }

        return ([new GraphInput(candidates[0], GraphInputKind.Pixels, false)], Output(path, session, "image_embeds", manifest.Dimension));
    }

    /// <summary>The text tower's inputs and output.</summary>
    public static (IReadOnlyList<GraphInput> Inputs, string Output) Text(string path, InferenceSession session, ModelManifest manifest)
    {
        var inputs = session.InputMetadata.Select(input => Kind(input.Key, input.Value, session.InputMetadata.Count)).ToList();
        var known = inputs.TrueForAll(input => input is not null) && inputs.Count(input => input!.Value.Kind == GraphInputKind.TokenIds) == 1;
        return known
            ? ([.. inputs.Select(input => input!.Value)], Output(path, session, "text_embeds", manifest.Dimension))
            : throw Refused(path, "input_ids [n, t] (and attention_mask), both axes dynamic", session.InputMetadata);
    }

    private static GraphInput? Kind(string name, NodeMetadata node, int count)
    {
        if (node.ElementDataType is not (TensorElementType.Int64 or TensorElementType.Int32) || node.Dimensions is not [-1, -1])
        {
            return null;
        }

        GraphInputKind? kind = name.Contains("mask", StringComparison.OrdinalIgnoreCase) ? GraphInputKind.AttentionMask
            : name.Contains("type", StringComparison.OrdinalIgnoreCase) ? GraphInputKind.TokenTypes
            : count == 1 || name.Contains("id", StringComparison.OrdinalIgnoreCase) && !name.Contains("position", StringComparison.OrdinalIgnoreCase) ? GraphInputKind.TokenIds
            : null;
        return kind is null ? null : new GraphInput(name, kind.Value, node.ElementDataType == TensorElementType.Int64);
    }

    private static string Output(string path, InferenceSession session, string usual, int dimension)
    {
        var candidates = Fitting(session.OutputMetadata, TensorElementType.Float, -1, dimension);
        return candidates.Contains(usual) ? usual
            : candidates.Count == 1 ? candidates[0]
            : throw Refused(path, $"one output [n, {dimension}]", session.OutputMetadata);
    }

    /// <summary>Names whose type and shape fit; −1 asks for a dynamic axis, a dynamic axis fits any number.</summary>
    private static List<string> Fitting(IReadOnlyDictionary<string, NodeMetadata> nodes, TensorElementType type, params int[] shape) =>
        [.. nodes.Where(node => node.Value.ElementDataType == type && node.Value.Dimensions.Length == shape.Length && node.Value.Dimensions.Zip(shape).All(pair => pair.First == -1 || pair.First == pair.Second)).Select(node => node.Key)];

    private static TacWebException Refused(string path, string wanted, IReadOnlyDictionary<string, NodeMetadata> found)
    {
        var names = found.Select(node => $"{node.Key} {node.Value.ElementDataType} [{string.Join(", ", node.Value.Dimensions.Select(axis => axis == -1 ? "?" : axis.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]");
        return new TacWebException($"{path} needs {wanted}; it has {string.Join(", ", names)}.");
    }
}
