namespace TacWeb.Clustering.Losses;

/// <summary>The three losses of a TAC step and their total L = L_dis + L_con − α·L_bal; tensors of one dispose scope.</summary>
internal readonly record struct TacLoss(Tensor Total, Tensor Distillation, Tensor Consistency, Tensor Balance)
{
    /// <summary>L_dis = D(P, Q′) + D(Q, P′); consistency and balance on the anchors only (methods §1.9).</summary>
    /// <param name="image">P, image head on the anchors, [B, K].</param>
    /// <param name="text">Q, text head on the anchors' counterparts.</param>
    /// <param name="imageNeighbours">P′, image head on an image neighbour of each anchor.</param>
    /// <param name="textNeighbours">Q′, text head on a text neighbour of each anchor.</param>
    /// <param name="temperature">τ̂.</param>
    /// <param name="balanceWeight">α.</param>
    /// <param name="prior">Other shares than equal ones, or null.</param>
    /// <param name="consistent">Whether L_con counts; it is computed all the same.</param>
    public static TacLoss Of(Tensor image, Tensor text, Tensor imageNeighbours, Tensor textNeighbours, double temperature, double balanceWeight, PriorTarget? prior = null, bool consistent = true)
    {
        Tensor distillation = Losses.Distillation.Of(image, textNeighbours, temperature).add(Losses.Distillation.Of(text, imageNeighbours, temperature));
        Tensor consistency = Losses.Consistency.Of(image, text);
        Tensor balance = Losses.Balance.Of(image, text, prior);
        return new TacLoss((consistent ? distillation.add(consistency) : distillation).sub(balance.mul(balanceWeight)), distillation, consistency, balance);
    }
}
