using TacWeb.Core.Numerics;

namespace TacWeb.Clustering.Centroids;

/// <summary>The rows of one or two matrices side by side, [x] or [x; u], as blocks of tensors. The pair is never joined: z·c = x·c_x + u·c_u.</summary>
/// <remarks>For one thread. Blocks are kept as tensors while all rows take at most 1 GiB, else copied anew at each pass.</remarks>
internal sealed class RowBlocks : IDisposable
{
    private const long KeptNumbers = 1L << 28;
    private readonly Vectors[] _parts;
    private readonly Tensor[]?[] _kept;
    private readonly bool _keep;

    public RowBlocks(IReadOnlyList<Vectors> parts, int blockRows)
    {
        _parts = [.. parts];
        Count = parts[0].Count;
        Dimension = parts.Sum(part => part.Dimension);
        BlockRows = Math.Min(blockRows, Count);
        _keep = (long)Count * Dimension <= KeptNumbers;
        _kept = new Tensor[]?[(Count + BlockRows - 1) / BlockRows];
    }

    public int Count { get; }

    /// <summary>Sum of the parts' dimensions.</summary>
    public int Dimension { get; }

    public int BlockRows { get; }

    public int BlockCount => _kept.Length;

    public IReadOnlyList<Vectors> Parts => _parts;

    public int Start(int block) => block * BlockRows;

    public int Rows(int block) => Math.Min(BlockRows, Count - Start(block));

    /// <summary>Similarities [rows of the block, columns] to centres that <see cref="Centres"/> prepared.</summary>
    public Tensor Products(int block, Tensor[] centres)
    {
        Tensor[] rows = Block(block);
        Tensor products = torch.mm(rows[0], centres[0]);
        for (int part = 1; part < rows.Length; part++)
        {
            products = products.add_(torch.mm(rows[part], centres[part]));
        }

        return products;
    }

    /// <summary>Centres [count, Dimension] cut into one tensor [part's d, count] each.</summary>
    public Tensor[] Centres(ReadOnlySpan<float> values)
    {
        int count = values.Length / Dimension;
        Tensor[] centres = new Tensor[_parts.Length];
        int offset = 0;
        for (int part = 0; part < _parts.Length; part++)
        {
            int dimension = _parts[part].Dimension;
            float[] cut = new float[count * dimension];
            for (int row = 0; row < count; row++)
            {
                values.Slice((row * Dimension) + offset, dimension).CopyTo(cut.AsSpan(row * dimension));
            }

            centres[part] = TensorBridge.Matrix(cut, count, dimension).t();
            offset += dimension;
        }

        return centres;
    }

    /// <summary>One joined row, copied to <paramref name="target"/>.</summary>
    public void CopyRow(int row, Span<float> target)
    {
        foreach (Vectors part in _parts)
        {
            part[row].CopyTo(target);
            target = target[part.Dimension..];
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _kept.Where(block => block is not null).SelectMany(block => block!))
        {
            tensor.Dispose();
        }
    }

    private Tensor[] Block(int block)
    {
        if (_kept[block] is { } kept)
        {
            return kept;
        }

        Tensor[] rows = [.. _parts.Select(part => TensorBridge.Block(part, Start(block), Rows(block)))];
        if (_keep)
        {
            _kept[block] = [.. rows.Select(tensor => tensor.DetachFromDisposeScope())];
        }

        return rows;
    }
}
