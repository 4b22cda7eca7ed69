using System.Numerics;

namespace TacWeb.Tensors.Kernels;

/// <summary>One step of Adam over one parameter, in one pass over memory.</summary>
/// <param name="Rate">The learning rate divided by 1 − β₁ᵗ.</param>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Correction">1/√(1 − β₂ᵗ).</param>
/// <param name="Eps">Added to the corrected root of the second moment.</param>
/// <param name="Decay">The factor of the parameter that is added to its gradient.</param>
/// <param name="Sign">1 to descend, −1 to climb.</param>
internal sealed unsafe record AdamStep(float Rate, float Beta1, float Beta2, float Correction, float Eps, float Decay, float Sign)
{
    /// <summary>Changes the parameter and the two moments; all four of one shape without gaps.</summary>
    public void Apply(torch.Tensor parameter, torch.Tensor gradient, torch.Tensor first, torch.Tensor second)
    {
        float* w = parameter.Floats(), g = gradient.Floats(), m = first.Floats(), v = second.Floats();
        parameter.Storage.Version++;
        ThreadTeam.For(parameter.numel(), 1 << 15, (from, to) => Run(w, g, m, v, from, to));
    }

    private void Run(float* w, float* g, float* m, float* v, long i, long end)
    {
        int width = Vector<float>.Count;
        Vector<float> beta1 = new(Beta1), beta2 = new(Beta2), rest1 = new(1 - Beta1), rest2 = new(1 - Beta2);
        Vector<float> correction = new(Correction), eps = new(Eps), rate = new(Rate), decay = new(Decay), sign = new(Sign);
        for (; i + width <= end; i += width)
        {
            Vector<float> weight = Vector.Load(w + i), gradient = (sign * Vector.Load(g + i)) + (decay * weight);
            Vector<float> mean = (beta1 * Vector.Load(m + i)) + (rest1 * gradient), square = (beta2 * Vector.Load(v + i)) + (rest2 * gradient * gradient);
            Vector.Store(mean, m + i);
            Vector.Store(square, v + i);
            Vector.Store(weight - (rate * mean / ((Vector.SquareRoot(square) * correction) + eps)), w + i);
        }

        for (; i < end; i++)
        {
            float gradient = (Sign * g[i]) + (Decay * w[i]);
            m[i] = (Beta1 * m[i]) + ((1 - Beta1) * gradient);
            v[i] = (Beta2 * v[i]) + ((1 - Beta2) * gradient * gradient);
            w[i] -= Rate * m[i] / ((MathF.Sqrt(v[i]) * Correction) + Eps);
        }
    }
}
