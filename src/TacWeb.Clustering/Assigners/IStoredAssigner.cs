using TacWeb.Core.Runs;

namespace TacWeb.Clustering.Assigners;

/// <summary>An assigner that can be kept in a file; <see cref="AssignerFile"/> knows how each kind is read back.</summary>
internal interface IStoredAssigner : IAssigner
{
    /// <summary>Stable name of its form in the file.</summary>
    string Kind { get; }

    /// <summary>Writes all that it places images with.</summary>
    void Write(BinaryWriter writer);
}
