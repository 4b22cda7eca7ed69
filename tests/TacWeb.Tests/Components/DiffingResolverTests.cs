using System.Reflection;
using System.Runtime.CompilerServices;
using AngleSharp.Diffing;

namespace TacWeb.Tests.Components;

public sealed class DiffingResolverTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // A member that AngleSharp no longer has fails here and not in a rare comparison.
    [Fact]
    public void Every_method_of_the_older_comparer_links_but_one()
    {
        int count = 0;
        List<string> broken = [];
        foreach (Type type in typeof(HtmlDiffer).Assembly.GetTypes().Where(type => !type.ContainsGenericParameters))
        {
            foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).Where(method => !method.IsAbstract && !method.ContainsGenericParameters && method.GetMethodBody() is not null))
            {
                try
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                    count++;
                }
                catch (Exception error) when (error is MissingMemberException or TypeLoadException or FileNotFoundException or FileLoadException)
                {
                    broken.Add($"{type.Name}.{method.Name}");
                }
            }
        }

        // only diff:match="selector" needs this one
        Assert.Equal("CssSelectorElementMatcher.TryGetTestNode", Assert.Single(broken));
        Assert.True(count > 100, $"only {count} methods were found");
    }
}
