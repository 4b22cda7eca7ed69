using TacWeb.Clustering.Assigners;
using TacWeb.Core;
using TacWeb.Core.Numerics;
using TacWeb.Core.Runs;
using TacWeb.Encoders;
using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Pipeline.Explore;

/// <summary>Opens what a finished run trained, to place new images with it. Safe for many threads.</summary>
/// <param name="data">The owned data folder.</param>
/// <param name="models">The registered encoders.</param>
/// <param name="encoders">Opens them.</param>
/// <param name="runs">Reads runs with their corrections: an image goes where its cluster went, under the name that it has now.</param>
public sealed class AssignImages(DataFolder data, ModelCatalogue models, EncoderLoader encoders, RunCorrections runs)
{
    /// <summary>Whether a run kept what places new images.</summary>
    public bool CanAssign(int run) => data.Runs.Find(run) is not null && File.Exists(PathOf(run, "assigner.bin"));

    /// <summary>What places images into the clusters of a run.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="TacWebException">There is no such run, it kept nothing to place images with, or its encoder is gone or another one now.</exception>
    public ImagePlacer Open(int run)
    {
        CorrectedRun corrected = runs.Get(run);
        StoredClustering stored = corrected.Original;
        (IAssigner assigner, Vectors? centres) = Read(stored);
        return new ImagePlacer(Encoder(stored), assigner, centres, cluster => (corrected.Partition.Homes[cluster], corrected.Partition.NameOf(corrected.Partition.Homes[cluster])));
    }

    private IImageEncoder Encoder(StoredClustering stored)
    {
        ModelFolder model = models.Find(stored.Run.Encoder);
        return model.Info.Sha256 == stored.Report.Encoder?.Sha256
            ? encoders.Load(model).Image
            : throw new TacWebException($"The encoder {stored.Run.Encoder} is not the one that run {stored.Run.Id} was made with: run it again to place new images.");
    }

    private (IAssigner Assigner, Vectors? Centres) Read(StoredClustering stored)
    {
        string path = PathOf(stored.Run.Id, "assigner.bin"), centres = PathOf(stored.Run.Id, "centres.npy");
        if (!File.Exists(path))
        {
            throw new TacWebException($"Run {stored.Run.Id} ({stored.Run.Method}) keeps nothing that could place new images: its method has no such thing, or an earlier version of the program made it.");
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            IAssigner assigner = AssignerFile.Read(stream);
            if (!File.Exists(centres))
            {
                return (assigner, null);
            }

            using FileStream matrix = File.OpenRead(centres);
            return (assigner, NpyFile.ReadMatrix(matrix, "centres.npy"));
        }
        catch (InvalidDataException error)
        {
            throw new TacWebException($"What run {stored.Run.Id} kept to place new images is damaged: {error.Message}", error);
        }
    }

    private string PathOf(int run, string file) => Path.Combine(data.Runs.FolderOf(run), file);
}
