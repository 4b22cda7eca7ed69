using System.Numerics;
using TacWeb.Tensors.Memory;

namespace TacWeb.Tensors.Kernels;

/// <summary>The k best elements of each row: a threshold lets through few candidates, which are cut back whenever their room is full.</summary>
/// <remarks>Ties by the smaller position; NaN counts as larger than everything, as in PyTorch.</remarks>
internal static unsafe class TopK
{
    [ThreadStatic]
    private static Candidates? t_candidates;

    public static void Select(float* x, float* values, long* positions, long rows, int count, int k, bool largest)
    {
        if (k == 0)
        {
            return;
        }

        ThreadTeam.For(rows, Math.Max(1, (1 << 14) / Math.Max(count, 1)), (from, to) =>
        {
            Candidates candidates = t_candidates ??= new Candidates();
            for (long row = from; row < to; row++)
            {
                candidates.Select(x + (row * count), count, k, largest);
                candidates.Write(x + (row * count), values + (row * k), positions + (row * k), k);
            }
        });
    }

    /// <summary>The best so far of one row, as keys whose order is: better value first, then smaller position.</summary>
    private sealed class Candidates
    {
        private ulong[] _keys = [];
        private int _count;

        public void Select(float* x, int count, int k, bool largest)
        {
            int room = Math.Min(count, (2 * k) + 64);
            if (_keys.Length < room)
            {
                _keys = new ulong[room];
            }

            _count = 0;
            int i = Fill(x, 0, Math.Min(room, count), largest);
            if (i < count)
            {
                Shrink(k);
                Sift(x, i, count, k, room, largest);
            }

            Shrink(k);
            Array.Sort(_keys, 0, k);
        }

        public void Write(float* x, float* values, long* positions, int k)
        {
            for (int i = 0; i < k; i++)
            {
                positions[i] = (uint)_keys[i];
                values[i] = x[(uint)_keys[i]];
            }
        }

        private int Fill(float* x, int from, int to, bool largest)
        {
            for (int i = from; i < to; i++)
            {
                _keys[_count++] = Key(x[i], i, largest);
            }

            return to;
        }

        private void Sift(float* x, int i, int count, int k, int room, bool largest)
        {
            int width = Vector<float>.Count;
            float worst = x[(uint)Worst(k)];
            for (; i + width <= count; i += width)
            {
                Vector<float> value = Vector.Load(x + i);

                // NaN must come through: the negation of the opposite comparison.
                Vector<int> not = largest ? Vector.LessThanOrEqual(value, new Vector<float>(worst)) : Vector.GreaterThanOrEqual(value, new Vector<float>(worst));
                if (Vector.EqualsAll(not, new Vector<int>(-1)))
                {
                    continue;
                }

                if (_count + width > room)
                {
                    Shrink(k);
                    worst = x[(uint)Worst(k)];
                }

                for (int lane = 0; lane < width; lane++)
                {
                    if (not[lane] == 0)
                    {
                        _keys[_count++] = Key(x[i + lane], i + lane, largest);
                    }
                }
            }

            if (_count + width > room)
            {
                Shrink(k);
            }

            Fill(x, i, count, largest);
        }

        private ulong Worst(int k)
        {
            ulong worst = 0;
            for (int i = 0; i < k; i++)
            {
                worst = Math.Max(worst, _keys[i]);
            }

            return worst;
        }

        /// <summary>Moves the k smallest keys to the front (Hoare's quickselect) and forgets the rest.</summary>
        private void Shrink(int k)
        {
            int low = 0, high = _count - 1;
            _count = Math.Min(_count, k);
            while (low < high)
            {
                ulong pivot = _keys[(low + high) / 2];
                int i = low, j = high;
                while (i <= j)
                {
                    while (_keys[i] < pivot)
                    {
                        i++;
                    }

                    while (_keys[j] > pivot)
                    {
                        j--;
                    }

                    if (i <= j)
                    {
                        (_keys[i], _keys[j]) = (_keys[j], _keys[i]);
                        i++;
                        j--;
                    }
                }

                (low, high) = k - 1 <= j ? (low, j) : k - 1 >= i ? (i, high) : (0, 0);
            }
        }

        private static ulong Key(float value, int position, bool largest)
        {
            uint bits = BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value + 0f);
            uint nan = float.IsNaN(value) ? 0xFFFFFFFF : 0;
            uint ascending = nan != 0 ? nan : (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
            return ((ulong)(largest ? ~ascending : ascending) << 32) | (uint)position;
        }
    }
}
