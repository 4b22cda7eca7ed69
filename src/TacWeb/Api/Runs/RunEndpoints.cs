using System.Runtime.InteropServices;
using TacWeb.Clustering;
using TacWeb.Components.Runs;
using TacWeb.Components.Shared;
using TacWeb.Encoders.Models;
using TacWeb.Storage;

namespace TacWeb.Api.Runs;

/// <summary>Reading runs: list, one, the images of a cluster; and what is registered: methods, encoders.</summary>
internal static class RunEndpoints
{
    /// <summary>Maps them.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        RouteGroupBuilder runs = app.MapGroup("/api/runs").WithTags("runs");
        runs.MapGet("", (int? dataset, RunStore store) => (dataset is { } id ? store.OfDataset(id) : store.List()).Select(View)).WithSummary("Finished runs, newest first");
        runs.MapGet("{id:int}", (int id, RunShelf shelf) => shelf.Find(id) is { } details ? Results.Ok(View(details, shelf)) : Missing(id)).ProducesProblem(404).WithSummary("One run with its clusters' names");
        runs.MapGet("{id:int}/clusters/{cluster:int}/rows", Rows).ProducesProblem(404)
            .WithSummary("Rows of a cluster's images as little-endian int32: order typical, uncertain or outliers; with a concept its images come first");
        app.MapGet("/api/methods", (Words words) => ClusteringMethods.All.Select(method => Method(method, words))).WithTags("registered").WithSummary("The registered methods");
        app.MapGet("/api/models", (ModelCatalogue models) => models.List().Select(model => new { model.Info.Key, model.Info.Name, model.Info.Dimension, model.Info.Sha256, model.Manifest.Licence }))
            .WithTags("registered").WithSummary("The registered encoders");
    }

    private static IResult Rows(int id, int cluster, string? order, string? concept, RunShelf shelf)
    {
        if (shelf.Find(id) is not { } run || cluster < 0 || cluster >= run.Clusters.Count)
        {
            return Results.Problem($"There is no cluster {cluster} of a run {id}.", statusCode: StatusCodes.Status404NotFound);
        }

        IReadOnlyList<int> images = run.Ordered(cluster, Enum.TryParse(order, ignoreCase: true, out ImageOrder known) ? known : ImageOrder.Typical);
        if (run.NounOf(cluster, concept) is { } noun)
        {
            images = [.. images.Where(image => run.Carries(image, noun)), .. images.Where(image => !run.Carries(image, noun))];
        }

        int[] rows = [.. images.Select(run.RowOf)];
        return Results.Bytes(MemoryMarshal.AsBytes<int>(rows).ToArray(), "application/octet-stream");
    }

    private static object View(StoredRun run) => new
    {
        run.Id,
        run.DatasetId,
        run.Dataset,
        run.Method,
        run.Encoder,
        run.Vocabulary,
        run.Images,
        Clusters = run.ClusterCount,
        run.Seed,
        run.Scores,
        run.StartedUtc,
        run.Duration.TotalSeconds,
    };

    private static object View(RunDetails details, RunShelf shelf) => new
    {
        Run = View(details.Run),
        details.Report.Health,
        details.Report.Options,
        details.Report.Warnings,
        Clusters = shelf.Clusters(details).Select(cluster => new { cluster.Id, Name = cluster.Title, Found = cluster.Name, cluster.Size, cluster.Confidence }),
    };

    private static object Method(ClusteringMethod method, Words words) => new
    {
        method.Key,
        method.Name,
        Family = method.Family.ToString(),
        Priors = words.Priors(method.Facts.Priors),
        method.Facts.Fidelity,
        method.Facts.Complexity,
        method.Facts.CannotAssign,
        method.Idea,
        method.Differences,
        Paper = new { method.Source.Title, method.Source.Venue, method.Source.Year, method.Source.Address },
        Options = method.Options.Select(option => new { option.Name, option.Title, option.Description, option.Optional, Default = Words.Value(option.Default), option.Minimum, option.Maximum }),
    };

    private static IResult Missing(int id) => Results.Problem($"There is no run {id}.", statusCode: StatusCodes.Status404NotFound);
}
