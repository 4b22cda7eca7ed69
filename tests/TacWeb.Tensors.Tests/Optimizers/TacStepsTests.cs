using System.Text;
using System.Text.Json;
using TacWeb.Testing;
using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Optimizers;

/// <summary>Five steps of TAC against the values of its authors' own loss code: layers, losses, gradients and Adam together.</summary>
public sealed class TacStepsTests
{
    [Fact]
    public void Losses_gradients_and_weights_agree_with_the_authors_code()
    {
        using DisposeScope everything = NewDisposeScope();
        using nn.Module<Tensor, Tensor> image = Head("image"), text = Head("text");
        using Modules.Adam optimizer = optim.Adam(image.parameters().Concat(text.parameters()), lr: 1e-3, beta1: 0.9, beta2: 0.99);
        Tensor images = Floats("images"), counterparts = Floats("counterparts");
        (long[] batches, long[] shape) = Longs("batches");
        long[] imageNeighbours = Longs("image_neighbours").Values, textNeighbours = Longs("text_neighbours").Values;
        using JsonDocument fixture = JsonDocument.Parse(File.ReadAllText(GoldenFiles.Path("tac", "fixture.json")));
        int width = (int)shape[1];
        for (int step = 0; step < 5; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor Rows(Tensor from, long[] all) => from.index_select(0, tensor(all[(step * width)..((step + 1) * width)]));
            Tensor p = image.call(Rows(images, batches)), q = text.call(Rows(counterparts, batches));
            Tensor near = image.call(Rows(images, imageNeighbours)), nearText = text.call(Rows(counterparts, textNeighbours));
            Tensor distillation = Distillation(p, nearText) + Distillation(q, near);
            Tensor consistency = nn.functional.binary_cross_entropy((p * q).sum(1), ones(width));
            Tensor balance = Entropy(p) + Entropy(q), total = distillation + consistency - (balance * 5);
            JsonElement expected = fixture.RootElement.GetProperty("losses")[step];
            Assert.Equal(expected.GetProperty("distillation").GetDouble(), distillation.item<float>(), 1e-4);
            Assert.Equal(expected.GetProperty("consistency").GetDouble(), consistency.item<float>(), 1e-4);
            Assert.Equal(expected.GetProperty("balance").GetDouble(), balance.item<float>(), 1e-4);
            Assert.Equal(expected.GetProperty("total").GetDouble(), total.item<float>(), 1e-4);
            optimizer.zero_grad();
            total.backward();
            if (step == 0)
            {
                Near("image_w0_grad", image.parameters().First().grad!, 1e-5);
                Near("text_w3_grad", text.parameters().ElementAt(4).grad!, 1e-5);
            }

            optimizer.step();
        }

        Near("image_w0_after5", image.parameters().First(), 1e-4);
        Near("text_w3_after5", text.parameters().ElementAt(4), 1e-4);
        Near("image_bn_var_after5", image.named_buffers().Single(b => b.name.EndsWith("running_var", StringComparison.Ordinal)).buffer, 1e-4);
        Near("image_bn_mean_after5", image.named_buffers().Single(b => b.name.EndsWith("running_mean", StringComparison.Ordinal)).buffer, 5e-3);
        image.eval();
        Near("image_probabilities_after5", image.call(images), 1e-4);
    }

    private static Tensor Distillation(Tensor p, Tensor q)
    {
        long k = p.shape[1];
        Tensor columns = nn.functional.normalize(cat([p.t(), q.t()]), dim: 1);
        Tensor similarity = (columns.mm(columns.t()) / 0.5).masked_fill(eye(2 * k, dtype: ScalarType.Bool), float.NegativeInfinity);
        return nn.functional.cross_entropy(similarity, cat([arange(k) + k, arange(k)]));
    }

    private static Tensor Entropy(Tensor p)
    {
        Tensor mean = p.mean([0]).clamp_min(1e-9);
        return -(mean * mean.log()).sum();
    }

    private static nn.Module<Tensor, Tensor> Head(string name)
    {
        nn.Module<Tensor, Tensor> head = nn.Sequential(nn.Linear(32, 32), nn.BatchNorm1d(32), nn.ReLU(), nn.Linear(32, 5), nn.Softmax(1));
        head.load_state_dict(
            new() { ["0.weight"] = Floats($"{name}_w0_before"), ["0.bias"] = Floats($"{name}_b0_before"), ["3.weight"] = Floats($"{name}_w3_before"), ["3.bias"] = Floats($"{name}_b3_before") },
            strict: false);
        return head;
    }

    private static void Near(string file, Tensor actual, double tolerance)
    {
        float[] expected = Floats(file).data<float>().ToArray(), values = actual.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        Assert.InRange(expected.Zip(values, (a, b) => Math.Abs(a - b)).Max(), 0, tolerance);
    }

    private static Tensor Floats(string name)
    {
        (byte[] data, long[] shape, string type) = Read(name);
        float[] values = new float[data.Length / (type == "<f8" ? 8 : 4)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type == "<f8" ? (float)BitConverter.ToDouble(data, i * 8) : BitConverter.ToSingle(data, i * 4);
        }

        return tensor(values, shape);
    }

    private static (long[] Values, long[] Shape) Longs(string name)
    {
        (byte[] data, long[] shape, string type) = Read(name);
        int size = type == "<i4" ? 4 : 8;
        return ([.. Enumerable.Range(0, data.Length / size).Select(i => size == 4 ? BitConverter.ToInt32(data, i * 4) : BitConverter.ToInt64(data, i * 8))], shape);
    }

    private static (byte[] Data, long[] Shape, string Type) Read(string name)
    {
        byte[] file = File.ReadAllBytes(GoldenFiles.Path("tac", name + ".npy"));
        int length = BitConverter.ToUInt16(file, 8);
        string header = Encoding.ASCII.GetString(file, 10, length);
        string shape = header[(header.IndexOf('(') + 1)..header.IndexOf(')')];
        string type = header.Split("'descr': '")[1].Split('\'')[0];
        return (file[(10 + length)..], [.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(long.Parse)], type);
    }
}
