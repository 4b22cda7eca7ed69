namespace TacWeb.Core.Evaluation;

/// <summary>The assignment problem, by shortest augmenting paths with dual prices.</summary>
/// <remarks>
/// O(r²·c) for r rows and c columns with r ≤ c (the matrix is turned where needed). Ties go to a free column, then to the lower one, so results repeat.
/// Source: R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38 (1987);
/// without its initial reductions.
/// </remarks>
public static class Hungarian
{
    /// <summary>One-to-one assignment of rows to columns with the largest sum.</summary>
    /// <param name="values">[rows, columns], row-major, finite.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns; may be smaller or larger than rows.</param>
    /// <returns>The column of each row; −1 for rows left over where there are more rows than columns.</returns>
    /// <exception cref="ArgumentException">The values are no matrix of that shape, or one is not finite.</exception>
    public static int[] Maximize(ReadOnlySpan<double> values, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} values are no [{rows}, {columns}] matrix.", nameof(values));
        }

        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException("A value is not finite.", nameof(values));
            }
        }

        if (rows <= columns)
        {
            return Assign(values, rows, columns);
        }

        int[] rowOf = Assign(Transpose(values, rows, columns), columns, rows), columnOf = new int[rows];
        Array.Fill(columnOf, -1);
        for (int column = 0; column < columns; column++)
        {
            columnOf[rowOf[column]] = column;
        }

        return columnOf;
    }

    /// <summary>Adds one row after the other, each along the cheapest path of reassignments; rows ≤ columns.</summary>
    private static int[] Assign(ReadOnlySpan<double> values, int rows, int columns)
    {
        double[] rowPrice = new double[rows], columnPrice = new double[columns], distance = new double[columns];
        int[] rowOf = new int[columns], columnOf = new int[rows], from = new int[columns], open = new int[columns];
        Array.Fill(rowOf, -1);
        Array.Fill(columnOf, -1);
        for (int start = 0; start < rows; start++)
        {
            Array.Fill(distance, double.PositiveInfinity);
            for (int column = 0; column < columns; column++)
            {
                open[column] = column;
            }

            int row = start, end = -1, closed = 0;   // open[..closed] are the columns of the shortest-path tree
            double reached = 0;
            while (end < 0)
            {
                int nearest = closed;
                double least = double.PositiveInfinity, offset = reached - rowPrice[row];
                ReadOnlySpan<double> own = values.Slice(row * columns, columns);
                for (int i = closed; i < columns; i++)
                {
                    int column = open[i];
                    double along = offset - own[column] - columnPrice[column];
                    if (along < distance[column])
                    {
                        (distance[column], from[column]) = (along, row);
                    }

                    double found = distance[column];
                    if (found < least || (found == least && Precedes(column, open[nearest], rowOf)))
                    {
                        (least, nearest) = (found, i);
                    }
                }

                reached = least;
                int next = open[nearest];
                (open[nearest], open[closed]) = (open[closed], next);
                closed++;
                if (rowOf[next] < 0)
                {
                    end = next;
                }
                else
                {
                    row = rowOf[next];
                }
            }

            rowPrice[start] += reached;
            for (int i = 0; i < closed; i++)
            {
                int column = open[i];
                if (column != end)
                {
                    columnPrice[column] += distance[column] - reached;
                    rowPrice[rowOf[column]] += reached - distance[column];
                }
            }

            for (int column = end; ;)
            {
                int owner = from[column];
                rowOf[column] = owner;
                (column, columnOf[owner]) = (columnOf[owner], column);
                if (owner == start)
                {
                    break;
                }
            }
        }

        return columnOf;
    }

    /// <summary>Among equally near columns a free one ends the search at once.</summary>
    private static bool Precedes(int column, int other, int[] rowOf) =>
        rowOf[column] < 0 == rowOf[other] < 0 ? column < other : rowOf[column] < 0;

    private static double[] Transpose(ReadOnlySpan<double> values, int rows, int columns)
    {
        double[] turned = new double[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return turned;
    }
}
