using System.Collections.Immutable;
using System.Text;

namespace TacWeb.Core.WordNet;

/// <summary>Parses <c>data.noun</c>: one synset a line, <c>offset lex_file n words (word lex_id)… pointers (symbol offset pos source/target)… | gloss</c>.</summary>
/// <remarks>Source: WordNet's manual page wndb(5WN). Lines that begin with a space are the licence.</remarks>
internal sealed class DataFile
{
    private readonly LineReader _lines;
    private readonly List<Synset> _synsets = new(82_115);
    private readonly Dictionary<int, Synset> _byOffset = new(82_115);
    private readonly List<Link> _links = new(170_000);
    private readonly Dictionary<Synset, int> _lineOf = new(82_115);
    private readonly string _name;

    private DataFile(Stream stream, string name) => (_lines, _name) = (new LineReader(stream, name), name);

    /// <summary>All synsets in file order.</summary>
    public IReadOnlyList<Synset> Synsets => _synsets;

    /// <summary>The synsets by offset.</summary>
    public IReadOnlyDictionary<int, Synset> ByOffset => _byOffset;

    /// <summary>Parses the stream; synsets have all but their ids.</summary>
    /// <exception cref="TacWebException">A line that cannot be read, by number.</exception>
    public static DataFile Read(Stream stream, string name)
    {
        DataFile file = new(stream, name);
        while (file._lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!line.IsEmpty && line[0] != ' ')
            {
                file.ReadSynset(line);
            }
        }

        if (file._synsets.Count == 0)
        {
            throw new TacWebException($"{name} holds no synsets.");
        }

        file.ResolveLinks();
        file.MeasureDepths();
        return file;
    }

    /// <summary>An error about a synset, at its line.</summary>
    public TacWebException Error(Synset synset, string reason) => new($"{_name}, line {_lineOf[synset]}: {reason}");

    private void ReadSynset(ReadOnlySpan<byte> line)
    {
        int bar = line.IndexOf(" | "u8);
        if (bar < 0)
        {
            throw _lines.Error("has no gloss (' | ').");
        }

        FieldReader fields = new(line[..bar], _lines);
        int offset = fields.Number("the offset");
        fields.Skip(1, "the lexicographer file");
        if (!fields.Next("the synset type").SequenceEqual("n"u8))
        {
            throw _lines.Error("is no noun.");
        }

        Synset synset = new(_synsets.Count, offset, ReadLemmas(ref fields), GlossWithoutExamples(line[(bar + 3)..]));
        if (!_byOffset.TryAdd(offset, synset))
        {
            throw _lines.Error($"offset {offset:D8} occurs twice.");
        }

        _synsets.Add(synset);
        _lineOf.Add(synset, _lines.Number);
        ReadPointers(ref fields, synset);
    }

    private ImmutableArray<string> ReadLemmas(ref FieldReader fields)
    {
        int count = fields.Number("the number of words", 'x');
        if (count == 0)
        {
            throw _lines.Error("has no words.");
        }

        ImmutableArray<string>.Builder lemmas = ImmutableArray.CreateBuilder<string>(count);
        for (int i = 0; i < count; i++)
        {
            lemmas.Add(fields.Text("a word"));
            fields.Skip(1, "a word's lex_id");
        }

        return lemmas.MoveToImmutable();
    }

    private void ReadPointers(ref FieldReader fields, Synset synset)
    {
        int count = fields.Number("the number of pointers");
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> symbol = fields.Next("a pointer");
            bool up = symbol[0] == '@', down = symbol[0] == '~';
            if (up || down)
            {
                _links.Add(new Link(synset, fields.Number("a pointer's offset"), up));
                fields.Skip(2, "a pointer's end");
            }
            else
            {
                fields.Skip(3, "a pointer's end");
            }
        }
    }

    private static string GlossWithoutExamples(ReadOnlySpan<byte> gloss)
    {
        int quote = gloss.IndexOf((byte)'"');
        return Encoding.UTF8.GetString((quote < 0 ? gloss : gloss[..quote]).TrimEnd("; "u8).TrimStart((byte)' '));
    }

    private void ResolveLinks()
    {
        List<Synset> up = [], down = [];
        for (int i = 0; i < _links.Count; i++)
        {
            Link link = _links[i];
            Synset target = _byOffset.TryGetValue(link.Target, out Synset? found)
                ? found
                : throw Error(link.Source, $"points to offset {link.Target:D8}, which is no synset.");
            (link.Up ? up : down).Add(target);
            if (i + 1 == _links.Count || _links[i + 1].Source != link.Source)
            {
                (link.Source.Hypernyms, link.Source.Hyponyms) = ([.. up], [.. down]);
                up.Clear();
                down.Clear();
            }
        }
    }

    private void MeasureDepths()
    {
        bool[] known = new bool[_synsets.Count];
        Stack<Synset> path = new();
        foreach (Synset synset in _synsets)
        {
            Synset at = synset;
            while (!known[at.Index] && at.Hypernyms.Length > 0)
            {
                path.Push(at);
                at = path.Count <= _synsets.Count ? at.Hypernyms[0] : throw Error(synset, "its hypernyms run in a circle.");
            }

            known[at.Index] = true;
            for (int depth = at.Depth; path.TryPop(out Synset? below);)
            {
                (below.Depth, known[below.Index]) = (++depth, true);
            }
        }
    }

    private readonly record struct Link(Synset Source, int Target, bool Up);
}
