using System.Reflection;

namespace TacWeb.Tensors.Tests;

public sealed class PublicSurfaceTests
{
    /// <summary>Members that TorchSharp 0.105 has, one "Type.member" a line; add a name only after looking it up there.</summary>
    private static readonly string[] s_allowed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "TorchSharpNames.txt"));

    [Fact]
    public void Only_names_that_TorchSharp_has_are_public() => Assert.Empty(Names().Except(s_allowed));

    [Fact]
    public void The_list_names_nothing_that_does_not_exist_here() => Assert.Empty(s_allowed.Except(Names()));

    [Fact]
    public void Everything_public_lies_in_a_namespace_of_TorchSharp()
        => Assert.Empty(Types().Select(type => type.Namespace).Except(["TacWeb.Tensors", "TacWeb.Tensors.Modules", "TacWeb.Tensors.Utils"]));

    private static Type[] Types() => typeof(torch).Assembly.GetExportedTypes();

    private static IEnumerable<string> Names() => Types().SelectMany(type => Members(type).Append(Name(type))).Distinct();

    private static IEnumerable<string> Members(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(member => member is MethodBase { IsSpecialName: false } and (MethodBase { IsPublic: true } or MethodBase { IsFamily: true })
            || (member is PropertyInfo property && property.GetAccessors(true).Any(accessor => accessor.IsPublic || accessor.IsFamily))
            || member is FieldInfo { IsPublic: true, IsSpecialName: false })
        .Where(member => member.Name is not ("ToString" or "GetEnumerator"))
        .Select(member => $"{Name(type)}.{member.Name}");

    private static string Name(Type type) => (type.FullName ?? type.Name).Replace("TacWeb.Tensors.", string.Empty, StringComparison.Ordinal).Replace('+', '.').Split('`')[0];
}
