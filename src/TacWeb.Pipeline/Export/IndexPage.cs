using System.Globalization;
using System.Net;
using System.Text;
using TacWeb.Core.Datasets;
using TacWeb.Core.Evaluation;
using TacWeb.Core.Labelling;

namespace TacWeb.Pipeline.Export;

/// <summary>Writes <c>index.html</c>: the result as one self-contained page that opens anywhere, without scripts, in light and dark.</summary>
/// <remarks>It shows no times and no memory, so that equal clusterings give equal pages. Every text of the user or of WordNet is encoded.</remarks>
internal sealed class IndexPage
{
    /// <summary>Above this many clusters a card has fewer pictures, so that the page stays small.</summary>
    private const int ManyClusters = 60;
    private const int OnCover = 6;
    private const int ListedSkipped = 200;
    private const int ThumbnailSide = 128;

    private readonly TextWriter _out;
    private readonly RunContent _run;
    private readonly Func<string, byte[]?> _thumbnail;
    private readonly bool _many;

    private IndexPage(TextWriter writer, RunContent run, Func<string, byte[]?> thumbnail) =>
        (_out, _run, _thumbnail, _many) = (writer, run, thumbnail, run.Naming.Clusters.Count > ManyClusters);

    /// <summary>Writes the page; the stream stays open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="run">What it shows.</param>
    /// <param name="thumbnail">A small WebP of the picture with this content hash, or null.</param>
    public static void Write(Stream stream, RunContent run, Func<string, byte[]?> thumbnail)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        new IndexPage(writer, run, thumbnail).WritePage();
    }

    private void WritePage()
    {
        string name = Encode(_run.Report.Dataset!.Name);
        _out.WriteLine($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{IndexStyle.Policy}">
            <meta name="referrer" content="no-referrer">
            <title>{name} in {_run.Report.K} clusters</title>
            <style>{IndexStyle.Css}</style>
            </head>
            <body>
            <div class="page">
            <header>
            <p class="brand">TacWeb</p>
            <h1>{name}</h1>
            <p class="lead">{Lead()}</p>
            """);
        WriteTiles();
        WriteWarnings();
        _out.WriteLine("</header>\n<main class=\"clusters\" aria-label=\"Clusters\">");
        foreach (NamedCluster cluster in _run.Naming.Clusters)
        {
            WriteCluster(cluster);
        }

        _out.WriteLine("</main>");
        WriteSkipped();
        _out.WriteLine($"<footer>{Footer()}</footer>\n</div>\n</body>\n</html>");
    }

    private string Lead() => $"{Count(_run.Images.Count, "image")} in {Count(_run.Report.K, "cluster")}, found by {Encode(_run.MethodName)} and named from {Number(_run.Report.Vocabulary!.Kept)} of {Number(_run.Report.Vocabulary.Nouns)} words.";

    private string Footer() =>
        $"Method {Encode(_run.Report.Method)}, seed {_run.Report.Seed.ToString(CultureInfo.InvariantCulture)}, encoder {Encode(_run.Report.Encoder!.Key)}, vocabulary {Encode(_run.Report.Vocabulary!.Key)}, version {Encode(_run.Report.Version)}. The same data lies beside this page in assignments.csv, clusters.json and report.json.";

    private void WriteTiles()
    {
        _out.WriteLine("<dl class=\"tiles\">");
        if (_run.Report.Scores is { } scores)
        {
            Tile("Accuracy", Percent(scores.Accuracy), key: true);
            Tile("NMI", Percent(scores.Nmi), key: true);
            Tile("ARI", Percent(scores.Ari), key: true);
            Tile("AMI", Percent(scores.Ami), key: true);
            Tile("Purity", Percent(scores.Purity), key: true);
        }

        Health health = _run.Report.Health;
        Tile("Confidence", Percent(health.MeanConfidence));
        Tile("Silhouette", health.Silhouette.ToString("0.000", CultureInfo.InvariantCulture));
        Tile("Cluster sizes", $"{Number(health.Smallest)}–{Number(health.Largest)}");
        Tile("Balance", Percent(health.NormalizedEntropy));
        if (health.Noise > 0)
        {
            Tile("In no cluster", Percent(health.Noise));
        }

        _out.WriteLine("</dl>");
    }

    private void Tile(string title, string value, bool key = false) =>
        _out.WriteLine($"<div{(key ? " class=\"key\"" : "")}><dt>{title}</dt><dd>{value}</dd></div>");

    private void WriteWarnings()
    {
        if (_run.Report.Warnings.Count > 0)
        {
            _out.WriteLine($"<ul class=\"note\">{string.Concat(_run.Report.Warnings.Select(warning => $"<li>{Encode(warning)}</li>"))}</ul>");
        }
    }

    private void WriteCluster(NamedCluster cluster)
    {
        int covered = Math.Min(OnCover, cluster.Representatives.Count);
        string share = (100.0 * cluster.Size / _run.Images.Count).ToString("0.##", CultureInfo.InvariantCulture);
        _out.WriteLine($"<details class=\"cluster\" id=\"c{cluster.Id.ToString(CultureInfo.InvariantCulture)}\">\n<summary>\n<span class=\"cover\">");
        WritePictures(cluster.Representatives.Take(covered), named: false);
        _out.Write(string.Concat(Enumerable.Repeat("<span class=\"gap\"></span>", OnCover - covered)));
        _out.WriteLine($"""
            </span>
            <span class="text">
            <h2>{Encode(cluster.Name)}</h2>
            <span class="meta">{Count(cluster.Size, "image")} · {Percent(cluster.Confidence)} confident</span>
            <svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="4"/><rect width="{share}" height="4"/></svg>
            <span class="chips">{string.Concat(cluster.Concepts.DistinctBy(concept => concept.Lemma).Take(5).Select(Chip))}</span>
            </span>
            </summary>
            <div class="inside">
            """);
        WriteEvidence(cluster.Concepts);
        WriteStrip("More of the most typical", _many ? [] : [.. cluster.Representatives.Skip(covered)]);
        WriteStrip("Least certain", _many ? [] : cluster.Uncertain);
        _out.WriteLine("</div>\n</details>");
    }

    private static string Chip(ConceptEvidence concept) => $"<span class=\"chip\" title=\"{Encode(concept.Gloss)}\">{Encode(Words(concept.Lemma))}</span>";

    private void WriteEvidence(IReadOnlyList<ConceptEvidence> concepts)
    {
        if (concepts.Count == 0)
        {
            _out.WriteLine("<p>No word stands out for this cluster.</p>");
            return;
        }

        _out.WriteLine("""
            <h3>Why this name</h3>
            <div class="scroll"><table>
            <thead><tr><th scope="col">Concept</th><th scope="col">Meaning</th><th scope="col" class="num">Weight</th><th scope="col" class="num">Coverage</th><th scope="col" class="num">Lift</th></tr></thead>
            <tbody>
            """);
        double largest = concepts.Max(concept => concept.Weight);
        foreach (ConceptEvidence concept in concepts)
        {
            string bar = (largest > 0 ? 100 * concept.Weight / largest : 0).ToString("0.##", CultureInfo.InvariantCulture);
            string path = concept.Hypernyms.Count == 0 ? "" : $"<span class=\"path\">{Encode(string.Join(" › ", concept.Hypernyms.Select(Words)))}</span>";
            string sense = concept.Synset is { } synset ? $"<span class=\"sense\">{Encode(synset)}</span>" : "";
            _out.WriteLine($"""
                <tr><th scope="row">{Encode(Words(concept.Lemma))}{sense}</th><td class="gloss">{Encode(concept.Gloss)}{path}</td><td class="num"><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6"/><rect width="{bar}" height="6"/></svg>{Percent(concept.Weight)}</td><td class="num">{Percent(concept.Coverage)}</td><td class="num">{concept.Lift.ToString("0.0", CultureInfo.InvariantCulture)}×</td></tr>
                """);
        }

        _out.WriteLine("</tbody></table></div>");
    }

    private void WriteStrip(string title, IReadOnlyList<int> rows)
    {
        if (rows.Count > 0)
        {
            _out.WriteLine($"<h3>{title}</h3>\n<div class=\"strip\">");
            WritePictures(rows, named: true);
            _out.WriteLine("</div>");
        }
    }

    private void WritePictures(IEnumerable<int> rows, bool named)
    {
        foreach (int row in rows)
        {
            string path = Encode(_run.Images[row].Path);
            string side = ThumbnailSide.ToString(CultureInfo.InvariantCulture);
            _out.WriteLine(_thumbnail(_run.Hashes[row]) is { } picture
                ? $"<img width=\"{side}\" height=\"{side}\" loading=\"lazy\" decoding=\"async\" alt=\"{(named ? path : "")}\" title=\"{path}\" src=\"data:image/webp;base64,{Convert.ToBase64String(picture)}\">"
                : $"<span class=\"gap\" title=\"{path}\"></span>");
        }
    }

    private void WriteSkipped()
    {
        IReadOnlyList<SkippedFile> skipped = _run.Report.Dataset!.Skipped;
        if (skipped.Count == 0)
        {
            return;
        }

        _out.WriteLine($"<details class=\"more\">\n<summary>{Count(skipped.Count, "file")} left out</summary>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">File</th><th scope=\"col\">Reason</th></tr></thead>\n<tbody>");
        foreach (SkippedFile file in skipped.Take(ListedSkipped))
        {
            _out.WriteLine($"<tr><td>{Encode(file.Path)}</td><td>{Encode(file.Reason)}</td></tr>");
        }

        _out.WriteLine("</tbody></table></div>");
        if (skipped.Count > ListedSkipped)
        {
            _out.WriteLine($"<p>{Number(skipped.Count - ListedSkipped)} more are listed in report.json.</p>");
        }

        _out.WriteLine("</details>");
    }

    private static string Words(string lemma) => lemma.Replace('_', ' ');

    private static string Count(int count, string thing) => $"{Number(count)} {thing}{(count == 1 ? "" : "s")}";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => (100 * fraction).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
