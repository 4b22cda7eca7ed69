using TacWeb.Clustering.Assigners;

namespace TacWeb.Clustering.Training;

/// <summary>An assigner whose clusters can be put into another order.</summary>
internal interface IOrderedAssigner : IStoredAssigner
{
    /// <summary>The same with new cluster c being old cluster order[c].</summary>
    IOrderedAssigner Reorder(int[] order);
}
