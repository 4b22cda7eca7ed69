using System.Text.Json;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Optimizers;

/// <summary>Ten steps of each optimizer and option beside PyTorch's (Golden/make_optimizers.py), or beside its formulas in NumPy (Golden/make_formulas.py).</summary>
public sealed class OptimizerTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Optimizers", "Golden", "optimizers.json"))).RootElement;

    private static readonly Dictionary<string, Func<Modules.Parameter, optim.Optimizer>> Cases = new()
    {
        ["adam"] = w => optim.Adam([w], lr: 0.05),
        ["adam weight_decay"] = w => optim.Adam([w], lr: 0.05, weight_decay: 0.1),
        ["adam maximize"] = w => optim.Adam([w], lr: 0.05, maximize: true),
        ["adam eps"] = w => optim.Adam([w], lr: 0.05, beta1: 0.5, beta2: 0.9, eps: 0.1),
        ["sgd"] = w => optim.SGD([w], 0.02),
        ["sgd momentum"] = w => optim.SGD([w], 0.02, momentum: 0.9),
        ["sgd dampening"] = w => optim.SGD([w], 0.02, momentum: 0.9, dampening: 0.5),
        ["sgd nesterov"] = w => optim.SGD([w], 0.02, momentum: 0.9, nesterov: true),
        ["sgd weight_decay"] = w => optim.SGD([w], 0.02, momentum: 0.9, weight_decay: 0.1),
        ["sgd maximize"] = w => optim.SGD([w], 0.02, maximize: true),
        ["adamw"] = w => optim.AdamW([w], lr: 0.05),
        ["adamw weight_decay"] = w => optim.AdamW([w], lr: 0.05, weight_decay: 0.1),
        ["rmsprop"] = w => optim.RMSProp([w]),
        ["rmsprop momentum"] = w => optim.RMSProp([w], momentum: 0.9),
        ["rmsprop centered"] = w => optim.RMSProp([w], centered: true),
        ["rmsprop weight_decay maximize"] = w => optim.RMSProp([w], weight_decay: 0.1, maximize: true),
        ["adadelta"] = w => optim.Adadelta([w]),
        ["adadelta weight_decay"] = w => optim.Adadelta([w], lr: 0.5, weight_decay: 0.1),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_end_where_PyTorchs_do(string name)
    {
        using DisposeScope everything = NewDisposeScope();
        using Modules.Parameter w = new(tensor(Floats(Golden.GetProperty("start"))));
        Tensor c = tensor(Floats(Golden.GetProperty("c")));
        using optim.Optimizer optimizer = Cases[name](w);
        for (int step = 0; step < 10; step++)
        {
            optimizer.zero_grad();
            ((c * w.pow(4) / 4) - w).sum().backward();
            optimizer.step();
        }

        float[] expected = Floats(Golden.GetProperty("after10").GetProperty(name));
        Assert.All(expected.Zip(w.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 2e-6f * Math.Max(1, Math.Abs(pair.First))));
    }

    [Fact]
    public void Every_golden_case_is_tried() =>
        Assert.Equal(Golden.GetProperty("after10").EnumerateObject().Select(member => member.Name), Cases.Keys);

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetSingle())];
}
