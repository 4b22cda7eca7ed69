using System.Buffers.Text;
using System.Text;

namespace TacWeb.Core.WordNet;

/// <summary>The fields of a line, parted by single spaces.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> line, LineReader source)
{
    private ReadOnlySpan<byte> _rest = line;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>The next field.</summary>
    /// <exception cref="TacWebException">The line has ended.</exception>
    public ReadOnlySpan<byte> Next(string what)
    {
        if (_rest.IsEmpty)
        {
            throw source.Error($"ends where {what} should be.");
        }

        int space = _rest.IndexOf((byte)' ');
        ReadOnlySpan<byte> field = space < 0 ? _rest : _rest[..space];
        _rest = space < 0 ? default : _rest[(space + 1)..];
        return field.IsEmpty ? throw source.Error($"{what} is missing.") : field;
    }

    /// <summary>The next field as text.</summary>
    public string Text(string what) => Encoding.UTF8.GetString(Next(what));

    /// <summary>The next field as a number, decimal or (<paramref name="format"/> <c>x</c>) hexadecimal.</summary>
    /// <exception cref="TacWebException">It is none.</exception>
    public int Number(string what, char format = 'd')
    {
        ReadOnlySpan<byte> field = Next(what);
        return Utf8Parser.TryParse(field, out int number, out int used, format) && used == field.Length && number >= 0
            ? number
            : throw source.Error($"{what} is no number: '{Encoding.UTF8.GetString(field)}'.");
    }

    /// <summary>Leaves fields out.</summary>
    public void Skip(int fields, string what)
    {
        for (int i = 0; i < fields; i++)
        {
            Next(what);
        }
    }
}
