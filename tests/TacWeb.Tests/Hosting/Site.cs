using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using TacWeb.Core.Evaluation;
using TacWeb.Storage;
using TacWeb.Testing;

namespace TacWeb.Tests.Hosting;

/// <summary>The real application in memory, on a data folder of its own with two made runs.</summary>
public sealed class Site : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplicationFactory<Program> _factory;

    public Site()
    {
        using (DataFolder data = DataFolder.Open(_folder.Of("data")))
        {
            Labelled = AddRun(data, "birds", new Scores(0.642, 0.55, 0.48, 0.54, 0.65));
            Unlabelled = AddRun(data, "<script>alert(1)</script>", null);
        }

        _factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder.UseSetting("data", _folder.Of("data")).UseSetting("prepare", "false"));
    }

    /// <summary>Number of a run with scores.</summary>
    public int Labelled { get; }

    /// <summary>Number of a run without, whose name is hostile.</summary>
    public int Unlabelled { get; }

    /// <summary>The data folder.</summary>
    public string Data => _folder.Of("data");

    /// <summary>A client that calls the site <c>http://localhost</c>.</summary>
    public HttpClient Client() => _factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public void Dispose()
    {
        _factory.Dispose();
        _folder.Dispose();
    }

    private static int AddRun(DataFolder data, string name, Scores? scores)
    {
        DateTime started = new(2026, 11, 22, 10, 30, 0, DateTimeKind.Utc);
        int dataset = data.Datasets.Add(name, name, [new StoredImage("a.png", new string('0', 64), null)], [], started);
        int job = data.Jobs.Begin(name, "cluster", "{}", started);
        return data.Runs.Add(job, "tac", dataset, new StoredRun(0, name, "tac", "mini", "wordnet-3.0-nouns", 1234, 2, 0, scores, started, TimeSpan.FromSeconds(95)), folder =>
        {
            File.WriteAllText(Path.Combine(folder, "index.html"), "<!doctype html><title>run</title><p>hummingbird");
            File.WriteAllText(Path.Combine(folder, "clusters.json"), """[{"id":0,"name":"hummingbird","size":3},{"id":1,"name":"<b>owl</b>","size":9}]""");
            File.WriteAllText(Path.Combine(folder, "report.json"), "{}");
            File.WriteAllText(Path.Combine(folder, "assignments.csv"), "path,cluster,name,class,confidence\n");
        });
    }
}
