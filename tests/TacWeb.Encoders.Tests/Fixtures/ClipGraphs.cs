using System.Globalization;

namespace TacWeb.Encoders.Tests.Fixtures;

/// <summary>CLIP's two towers with random weights, as the common exports have them: same operations, names and shapes, any size.</summary>
/// <remarks>Source: Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021; ViT-B/32 is (768, 12 layers, 12 heads, patch 32) and (512, 12, 8).</remarks>
internal sealed class ClipGraphs(int seed)
{
    private readonly Random random = new(seed);
    private readonly OnnxWriter graph = new();
    private int made;

    /// <summary><c>pixel_values [n,3,side,side] → image_embeds [n,output]</c>.</summary>
    public OnnxWriter Image(int side, int patch, int width, int layers, int heads, int output)
    {
        var patches = side / patch * (side / patch);
        graph.Input("pixel_values", OnnxWriter.Float, "n", "3", Text(side), Text(side)).Output("image_embeds", "n", Text(output));
        var tiles = Add("Conv", ["pixel_values", Weights([width, 3, patch, patch], 1 / Math.Sqrt(3 * patch * patch))], ("kernel_shape", [patch, patch]), ("strides", [patch, patch]));
        var tokens = Add("Transpose", [Add("Reshape", [tiles, Shape(0, width, patches)])], ("perm", [0, 2, 1]));
        var first = Add("Slice", [tokens, Shape(0), Shape(1), Shape(1)]);
        var classToken = Add("Add", [Add("Mul", [first, Constant(0)]), Weights([width], 0.04)]);
        var x = Add("Add", [Add("Concat", [classToken, tokens], ("axis", [1])), Weights([1, patches + 1, width], 0.04)]);
        x = Blocks(Norm(x, width), width, layers, heads, mask: null);
        var seen = Add("Gather", [Norm(x, width), Scalar(0)], ("axis", [1]));
        graph.Node("MatMul", [seen, Weights([width, output], 1 / Math.Sqrt(width))], "image_embeds");
        return graph;
    }

    /// <summary><c>input_ids [n,t] → text_embeds [n,output]</c>, causal, read at the token with the largest id (the end token).</summary>
    public OnnxWriter Text(int vocabulary, int context, int width, int layers, int heads, int output)
    {
        graph.Input("input_ids", OnnxWriter.Int64, "n", "t").Output("text_embeds", "n", Text(output));
        var length = Add("Gather", [Add("Shape", ["input_ids"]), Shape(1)]);
        var places = Add("Slice", [Weights([context, width], 0.01), Shape(0), length, Shape(0)]);
        var mask = Add("Slice", [Add("Slice", [CausalMask(context), Shape(0), length, Shape(0)]), Shape(0), length, Shape(1)]);
        var x = Add("Add", [Add("Gather", [Weights([vocabulary, width], 0.02), "input_ids"]), places]);
        x = Norm(Blocks(x, width, layers, heads, mask), width);
        var end = Add("Reshape", [Add("ArgMax", ["input_ids"], ("axis", [1]), ("keepdims", [0])), Shape(-1, 1, 1)]);
        var seen = Add("GatherElements", [x, Add("Expand", [end, Shape(1, 1, width)])], ("axis", [1]));
        graph.Node("MatMul", [Add("Reshape", [seen, Shape(-1, width)]), Weights([width, output], 1 / Math.Sqrt(width))], "text_embeds");
        return graph;
    }

    private string Blocks(string x, int width, int layers, int heads, string? mask)
    {
        for (var layer = 0; layer < layers; layer++)
        {
            x = Add("Add", [x, Attention(Norm(x, width), width, heads, mask)]);
            var hidden = Linear(Norm(x, width), width, 4 * width);
            var gate = Add("Sigmoid", [Add("Mul", [hidden, Constant(1.702f)])]); // CLIP's quick GELU
            x = Add("Add", [x, Linear(Add("Mul", [hidden, gate]), 4 * width, width)]);
        }

        return x;
    }

    private string Attention(string x, int width, int heads, string? mask)
    {
        string Heads(int[] order) => Add("Transpose", [Add("Reshape", [Linear(x, width, width), Shape(0, -1, heads, width / heads)])], ("perm", [.. order.Select(axis => (long)axis)]));
        var scores = Add("Mul", [Add("MatMul", [Heads([0, 2, 1, 3]), Heads([0, 2, 3, 1])]), Constant((float)(1 / Math.Sqrt(width / heads)))]);
        var shares = Add("Softmax", [mask is null ? scores : Add("Add", [scores, mask])], ("axis", [-1]));
        var mixed = Add("Transpose", [Add("MatMul", [shares, Heads([0, 2, 1, 3])])], ("perm", [0, 2, 1, 3]));
        return Linear(Add("Reshape", [mixed, Shape(0, -1, width)]), width, width);
    }

    private string Linear(string x, int from, int to) => Add("Add", [Add("MatMul", [x, Weights([from, to], 0.8 / Math.Sqrt(from))]), Weights([to], 0.02)]);

    private string Norm(string x, int width)
    {
        var centred = Add("Sub", [x, Add("ReduceMean", [x], ("axes", [-1]), ("keepdims", [1]))]);
        var variance = Add("ReduceMean", [Add("Mul", [centred, centred])], ("axes", [-1]), ("keepdims", [1]));
        var unit = Add("Div", [centred, Add("Sqrt", [Add("Add", [variance, Constant(1e-5f)])])]);
        return Add("Add", [Add("Mul", [unit, Weights([width], 0.02, mean: 1)]), Weights([width], 0.02)]);
    }

    private string CausalMask(int context)
    {
        var values = new float[context * context];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i % context > i / context ? -1e9f : 0;
        }

        return Keep(name => graph.Weights(name, [context, context], values));
    }

    private string Add(string type, string[] from, params (string Name, long[] Values)[] attributes) => Keep(name => graph.Node(type, from, name, attributes));

    private string Shape(params long[] values) => Keep(name => graph.Numbers(name, [values.Length], values));

    private string Scalar(long value) => Keep(name => graph.Numbers(name, [], [value]));

    private string Constant(float value) => Keep(name => graph.Weights(name, [], [value]));

    private string Weights(long[] shape, double deviation, double mean = 0)
    {
        var values = new float[shape.Aggregate(1L, (product, axis) => product * axis)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(mean + (deviation * 1.732 * ((2 * random.NextSingle()) - 1))); // uniform of that deviation
        }

        return Keep(name => graph.Weights(name, shape, values));
    }

    private string Keep(Action<string> make)
    {
        var name = Text(made++);
        make(name);
        return name;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
