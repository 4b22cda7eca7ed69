using static TacWeb.Tensors.torch;

namespace TacWeb.Tensors.Tests.Linalg;

public sealed class LinalgTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(150)]
    public void Cholesky_times_its_transpose_is_the_matrix(int n)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = PositiveDefinite(n), l = linalg.cholesky(a);
        Assert.True(l.mm(l.t()).allclose(a, 1e-5, 1e-5));
        for (int i = 0; i < n; i++)
        {
            Assert.True(n - i - 1 == 0 || l[i][(i + 1)..].abs().max().item<float>() == 0);
        }
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_has_no_Cholesky_factor()
        => Assert.Throws<InvalidOperationException>(() => linalg.cholesky(tensor([1f, 2, 2, 1], [2, 2])));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_triangular_solution_gives_back_the_right_side(bool upper, bool left)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor lower = linalg.cholesky(PositiveDefinite(40)), a = upper ? lower.t() : lower;
        Tensor b = left ? randn(40, 30) : randn(30, 40);

        // What stands in the other triangle is not read.
        Tensor other = linalg.cholesky(PositiveDefinite(40)) * 7, junk = (upper ? other : other.t()) * (eye(40) - 1);
        Tensor x = linalg.solve_triangular(a + junk, b, upper, left);
        Assert.True((left ? a.mm(x) : x.mm(a)).allclose(b, 1e-4, 1e-4));
    }

    [Fact]
    public void Slogdet_of_known_matrices()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor sign, Tensor logarithm) = linalg.slogdet(tensor([1f, 2, 3, 4, 0, 1, 1, 0, 2, 0, 0, 3, 1, 2, 2, 4], [4, 2, 2]));
        Assert.Equal([-1f, -1, 1, 0], sign.data<float>().ToArray());
        Assert.Equal([(float)Math.Log(2), 0, (float)Math.Log(6), float.NegativeInfinity], logarithm.data<float>().ToArray());
    }

    [Fact]
    public void Inverse_times_matrix_is_the_identity()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(4);
        Tensor a = randn(3, 20, 20) + (eye(20) * 3);
        Assert.True(linalg.inv(a).bmm(a).allclose(eye(20).expand(3, 20, 20), 1e-4, 1e-4));
        Assert.Throws<InvalidOperationException>(() => linalg.inv(ones(2, 2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(301)]
    public void Eigenvectors_are_orthonormal_and_give_the_matrix_back(int n)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(n);
        Tensor half = randn(n, n), a = half + half.t();
        (Tensor values, Tensor vectors) = linalg.eigh(a);
        Assert.True(vectors.t().mm(vectors).allclose(eye(n), 0, 2e-6));
        Assert.True((vectors * values).mm(vectors.t()).allclose(a, 1e-4, 1e-4));
        Assert.Equal(values.data<float>().ToArray().Order(), values.data<float>().ToArray());
    }

    [Fact]
    public void Eigh_reads_the_triangle_it_is_told_to_read()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor([2f, 9, 1, 2], [2, 2]), b = tensor([2f, 1, 9, 2], [2, 2]);
        Assert.Equal([1f, 3], linalg.eigh(a).Item1.data<float>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-6f);
        Assert.Equal([1f, 3], linalg.eigh(b, 'U').Item1.data<float>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-6f);
    }

    [Fact]
    public void Equal_eigenvalues_and_zeros_have_a_full_basis()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor u = ones(30, 1), a = u.mm(u.t());
        (Tensor values, Tensor vectors) = linalg.eigh(a);
        Assert.Equal(30, values[29].item<float>(), 1e-4f);
        Assert.InRange(values[..29].abs().max().item<float>(), 0, 1e-5f);
        Assert.True(vectors.t().mm(vectors).allclose(eye(30), 0, 2e-6));
        Assert.Equal(0, linalg.eigh(zeros(5, 5)).Item1.abs().max().item<float>());
    }

    [Theory]
    [InlineData(40, 9)]
    [InlineData(9, 9)]
    [InlineData(5, 9)]
    public void QR_has_orthonormal_columns_and_gives_the_matrix_back(int rows, int columns)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(5);
        Tensor a = randn(rows, columns);
        (Tensor q, Tensor r) = linalg.qr(a);
        Assert.Equal([rows, Math.Min(rows, columns)], q.shape);
        Assert.True(q.mm(r).allclose(a, 1e-5, 1e-5));
        Assert.True(q.t().mm(q).allclose(eye(Math.Min(rows, columns)), 0, 2e-6));
        Assert.Equal(0, Enumerable.Range(1, Math.Min(rows, columns) - 1).Max(i => r[i][..i].abs().max().item<float>()));
    }

    [Fact]
    public void What_has_no_gradient_says_so()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = eye(3).requires_grad_();
        Assert.Throws<NotSupportedException>(() => linalg.eigh(a));
        Assert.Throws<NotSupportedException>(() => linalg.qr(a));
        Assert.Equal(1, linalg.eigh(a.detach()).Item1[0].item<float>());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    public void Distances_are_those_of_the_differences(int n)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(6);
        Tensor x = randn(n, 5), y = randn(30, 5), differences = x.unsqueeze(1) - y.unsqueeze(0);
        Assert.True(cdist(x, y).allclose(differences.pow(2).sum(2).sqrt(), 1e-3, 1e-3));
        Assert.True(cdist(x, y, 1).allclose(differences.abs().sum(2), 1e-4, 1e-4));
    }

    private static Tensor PositiveDefinite(int n)
    {
        manual_seed(n);
        Tensor half = randn(n, n);
        return (half.mm(half.t()) / n) + eye(n);
    }
}
