using TacWeb.Core;
using TacWeb.Storage.Accounts;

namespace TacWeb.Storage;

/// <summary>The folder that keeps everything the program remembers, owned by one process at a time.</summary>
/// <remarks><c>tacweb.db</c> · <c>images/</c> originals by content hash · <c>thumbnails/</c> their small copies · <c>embeddings/</c> image vectors by encoder · <c>nouns/</c> noun vectors · <c>vocabularies/</c> own words · <c>similar/</c> pairs of similar images · <c>maps/</c> flat maps · <c>runs/</c> finished runs ·
/// <c>steps/</c> results of unfinished jobs · <c>models/</c> imported models · <c>lock</c>.</remarks>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string root, FileStream lockFile)
    {
        (Root, _lock) = (root, lockFile);
        Database = new Database(Path.Combine(root, "tacweb.db"));
        Accounts = new AccountStores(Database);
        Datasets = new DatasetStore(Database, OwnedRows.Everything);
        Runs = new RunStore(Database, Path.Combine(root, "runs"), OwnedRows.Everything);
        Corrections = new CorrectionStore(Database, OwnedRows.Everything, new Lock());
        Steps = new StepFiles(Path.Combine(root, "steps"));
        Jobs = new JobStore(Database, Steps);
        Queue = new QueueStore(Database, OwnedRows.Everything);
        Rates = new RateStore(Database);
        Images = new ImageFiles(Path.Combine(root, "images"));
        Thumbnails = new ThumbnailFiles(Path.Combine(root, "thumbnails"));
        Embeddings = new EmbeddingFiles(Database, Path.Combine(root, "embeddings"));
        Similar = new SimilarFiles(Path.Combine(root, "similar"));
        Maps = new MapFiles(Path.Combine(root, "maps"));
        Vocabularies = new VocabularyFiles(Path.Combine(root, "vocabularies"));
        Nouns = new NounVectorFiles(Path.Combine(root, "nouns"));
    }

    private DataFolder(DataFolder whole, Func<Access> access)
    {
        (Root, Database, Accounts) = (whole.Root, whole.Database, whole.Accounts);
        Datasets = new DatasetStore(Database, access);
        Runs = new RunStore(Database, Path.Combine(Root, "runs"), access);
        Corrections = new CorrectionStore(Database, access, whole.Corrections.Editing);
        Queue = new QueueStore(Database, access);
        (Steps, Jobs, Rates, Images, Thumbnails) = (whole.Steps, whole.Jobs, whole.Rates, whole.Images, whole.Thumbnails);
        (Embeddings, Similar, Maps, Vocabularies, Nouns) = (whole.Embeddings, whole.Similar, whole.Maps, whole.Vocabularies, whole.Nouns);
    }

    /// <summary>Full path of the folder.</summary>
    public string Root { get; }

    /// <summary>Where imported and pulled models lie: <c>DATA/models</c>; may not exist yet.</summary>
    public string Models => ModelsOf(Root);

    /// <summary>The SQLite file.</summary>
    public Database Database { get; }

    /// <summary>People, their sessions and tokens, and who did what.</summary>
    public AccountStores Accounts { get; }

    /// <summary>Datasets and their images.</summary>
    public DatasetStore Datasets { get; }

    /// <summary>Finished runs.</summary>
    public RunStore Runs { get; }

    /// <summary>What people corrected of runs.</summary>
    public CorrectionStore Corrections { get; }

    /// <summary>Jobs and their finished steps.</summary>
    public JobStore Jobs { get; }

    /// <summary>What people asked for: the durable queue.</summary>
    public QueueStore Queue { get; }

    /// <summary>Measured speeds of this machine.</summary>
    public RateStore Rates { get; }

    /// <summary>Results of finished steps of unfinished jobs.</summary>
    public StepFiles Steps { get; }

    /// <summary>Original pictures.</summary>
    public ImageFiles Images { get; }

    /// <summary>Small copies of pictures.</summary>
    public ThumbnailFiles Thumbnails { get; }

    /// <summary>Image vectors.</summary>
    public EmbeddingFiles Embeddings { get; }

    /// <summary>Pairs of similar images.</summary>
    public SimilarFiles Similar { get; }

    /// <summary>Flat maps of datasets.</summary>
    public MapFiles Maps { get; }

    /// <summary>Word lists that people typed in.</summary>
    public VocabularyFiles Vocabularies { get; }

    /// <summary>Noun vectors.</summary>
    public NounVectorFiles Nouns { get; }

    /// <summary>The models folder of a data folder that is not opened (<c>models list</c>, <c>fit</c>).</summary>
    public static string ModelsOf(string root) => Path.Combine(root, "models");

    /// <summary>Creates the folder when missing and takes its lock, which the operating system releases when the process ends, however it ends.</summary>
    /// <exception cref="TacWebException">Another process owns the folder, or it cannot be written.</exception>
    public static DataFolder Open(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        root = Path.GetFullPath(root);
        FileStream lockFile = Lock(root);
        try
        {
            return new DataFolder(root, lockFile);
        }
        catch
        {
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>The same folder as a person sees it: datasets, runs, corrections and jobs of others are not there. Disposing it does nothing.</summary>
    /// <param name="access">Asked at every call.</param>
    /// <remarks>Everything else is found only by way of these: pictures and vectors by the hash that a visible image has, maps and pairs by the number of a visible dataset.</remarks>
    public DataFolder For(Func<Access> access)
    {
        ArgumentNullException.ThrowIfNull(access);
        return new DataFolder(this, access);
    }

    /// <summary>Removes what was deleted before a time, for good: rows, runs, vectors, originals and thumbnails that no other dataset uses. No other work may go on meanwhile.</summary>
    /// <param name="before">Datasets deleted earlier go.</param>
    /// <returns>How many pictures went.</returns>
    public int Sweep(DateTime before)
    {
        (IReadOnlyList<int> runs, IReadOnlyList<string> hashes) = Datasets.Sweep(before);
        foreach (string folder in runs.Select(Runs.FolderOf).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (string hash in hashes)
        {
            Images.Delete(hash);
            Thumbnails.Delete(hash);
        }

        Maps.Sweep(dataset => Datasets.Find(dataset) is null);
        return hashes.Count;
    }

    /// <summary>Closes the database and gives the lock back.</summary>
    public void Dispose()
    {
        if (_lock is not null)
        {
            Database.Dispose();
            _lock.Dispose();
        }
    }

    private static FileStream Lock(string root)
    {
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"The data folder {root} cannot be created: {e.Message}", e);
        }

        string path = Path.Combine(root, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException or FileNotFoundException) && File.Exists(path))
        {
            throw new TacWebException($"The data folder {root} is in use by another tacweb process; stop that one, or name another folder with --data.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TacWebException($"The data folder {root} cannot be written: {e.Message}", e);
        }
    }
}
