namespace TacWeb.Clustering.Training;

/// <summary>Optimisers with PyTorch's defaults (TorchSharp's Adam has another second β).</summary>
internal static class Optimisers
{
    /// <summary>Adam with betas (0.9, 0.999); weight decay is added to the gradient.</summary>
    public static torch.optim.Optimizer Adam(IEnumerable<Parameter> parameters, double learningRate, double weightDecay = 0, double epsilon = 1e-8) =>
        torch.optim.Adam(parameters, learningRate, 0.9, 0.999, epsilon, weightDecay);

    /// <summary>AdamW's decay: θ ← (1 − lr·wd)·θ, to be called before a step of <see cref="Adam"/> without weight decay.</summary>
    public static void Decay(IEnumerable<Parameter> parameters, double learningRate, double weightDecay)
    {
        using IDisposable noGradient = torch.no_grad();
        foreach (Parameter parameter in parameters)
        {
            parameter.mul_(1 - (learningRate * weightDecay));
        }
    }

    /// <summary>Sets the learning rate of all parameters.</summary>
    public static void Rate(torch.optim.Optimizer optimizer, double learningRate)
    {
        foreach (torch.optim.ILearningRateController group in optimizer.ParamGroups)
        {
            group.LearningRate = learningRate;
        }
    }
}
