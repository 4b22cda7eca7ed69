using System.Security.Cryptography;
using System.Text;

namespace TacWeb.Pipeline.Export;

/// <summary>The style sheet of <c>index.html</c>. The page's content security policy admits it by its hash, and nothing else.</summary>
internal static class IndexStyle
{
    /// <summary>What stands between <c>&lt;style&gt;</c> and <c>&lt;/style&gt;</c>.</summary>
    public const string Css = """
        :root{color-scheme:light dark;--back:#f5f6f4;--card:#fff;--ink:#1b2126;--soft:#56606a;--line:#dde1df;--accent:#0b6470;--tint:#e4f0f0;--warn:#7a4a00;--warnback:#fdf3df;--shadow:0 1px 2px #1b212614,0 4px 16px #1b21260d}
        @media (prefers-color-scheme:dark){:root{--back:#111517;--card:#1a2023;--ink:#e9edef;--soft:#a5b0b8;--line:#2d363b;--accent:#7ed3dd;--tint:#1f3338;--warn:#f3c77b;--warnback:#2e2616;--shadow:none}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
        .page{max-width:1760px;margin:0 auto;padding:clamp(1rem,3vw,3rem)}
        h1,h2,h3,p,dl,dd,ul{margin:0;padding:0}
        h1{font-size:clamp(1.75rem,1.2rem + 2.2vw,2.75rem);line-height:1.15;letter-spacing:-.02em;font-weight:650}
        .brand{color:var(--accent);font-weight:650;letter-spacing:.02em;margin-bottom:.75rem}
        .lead{font-size:1.125rem;color:var(--soft);margin-top:.5rem}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.75rem,1fr));gap:.75rem;margin:1.75rem 0 0}
        .tiles div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.75rem 1rem}
        .tiles dt{font-size:.875rem;color:var(--soft)}
        .tiles dd{font-size:1.25rem;white-space:nowrap;font-weight:620;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
        .tiles .key dd{color:var(--accent)}
        .note{background:var(--warnback);color:var(--warn);border-radius:12px;padding:.75rem 1rem;margin-top:1rem;list-style:none}
        .clusters{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:1rem;margin:2rem 0;grid-auto-flow:dense}
        .cluster{background:var(--card);border:1px solid var(--line);border-radius:16px;box-shadow:var(--shadow);overflow:hidden}
        .cluster[open]{grid-column:1/-1}
        summary{cursor:pointer;list-style:none;display:block}
        summary::-webkit-details-marker{display:none}
        summary:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:-3px;border-radius:16px}
        .cover{display:grid;grid-template-columns:repeat(3,1fr);gap:2px;background:var(--line);border-bottom:1px solid var(--line)}
        img,.gap{display:block;width:100%;height:auto;aspect-ratio:1;object-fit:cover;background:var(--tint)}
        .text{display:block;padding:1rem 1.125rem 1.125rem}
        h2{font-size:1.25rem;line-height:1.3;font-weight:640;letter-spacing:-.01em}
        summary:hover h2{color:var(--accent)}
        .meta{display:block;color:var(--soft);font-size:.9375rem;font-variant-numeric:tabular-nums;margin-top:.125rem}
        .share{display:block;width:100%;height:4px;margin:.75rem 0;border-radius:2px}
        .share rect,.bar rect{fill:var(--line)}
        .share rect+rect,.bar rect+rect{fill:var(--accent)}
        .chips{display:flex;flex-wrap:wrap;gap:.375rem}
        .chip{background:var(--tint);color:var(--ink);border-radius:999px;padding:.125rem .625rem;font-size:.875rem}
        .cluster[open] summary{display:grid;grid-template-columns:minmax(0,22rem) minmax(0,1fr);border-bottom:1px solid var(--line)}
        .cluster[open] .cover{border-bottom:0}
        .inside{padding:1.25rem 1.125rem 1.5rem}
        h3{font-size:1rem;font-weight:640;margin:1.5rem 0 .625rem}
        .inside h3:first-child{margin-top:0}
        .strip{display:grid;grid-template-columns:repeat(auto-fill,minmax(5rem,1fr));gap:.375rem}
        .strip img{border-radius:8px}
        .scroll{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9375rem}
        th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line)}
        thead th{border-top:0;color:var(--soft);font-weight:500;font-size:.875rem}
        tbody th{font-weight:600;min-width:9rem}
        .num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .gloss{min-width:16rem}
        .path{display:block;color:var(--soft);font-size:.875rem}
        .sense{color:var(--soft);font-weight:400;font-size:.875rem;display:block}
        .bar{width:5rem;height:6px;border-radius:3px;vertical-align:middle;margin-right:.5rem}
        .more{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:1rem 1.125rem;margin-top:1rem}
        .more summary{font-weight:600}
        footer{color:var(--soft);font-size:.875rem;margin-top:2rem;border-top:1px solid var(--line);padding-top:1rem}
        @media (max-width:48rem){.cluster[open] summary{display:block}.strip{grid-template-columns:repeat(auto-fill,minmax(4rem,1fr))}}
        @media print{.cluster{break-inside:avoid}}
        """;

    /// <summary>The page's policy: pictures from data addresses, this style sheet, nothing else.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; img-src data:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";
}
