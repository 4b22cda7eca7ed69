using System.Reflection;
using System.Text.RegularExpressions;
using TacWeb.Testing;

namespace TacWeb.Clustering.Tests;

public partial class ArchitectureTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] PublicTypes = typeof(IClusterer).Assembly.GetExportedTypes();

    [Fact]
    public void No_tensor_is_in_a_public_signature()
    {
        string engine = typeof(Tensor).Assembly.GetName().Name!;
        Assert.All(PublicTypes, type => Assert.All(Signature(type), used => Assert.NotEqual(engine, used.Assembly.GetName().Name)));
    }

    [Fact]
    public void No_clusterer_is_disposable() =>
        Assert.DoesNotContain(typeof(IClusterer).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IClusterer))), type => type.IsAssignableTo(typeof(IDisposable)));

    [Fact]
    public void Every_clusterer_has_a_card_in_the_list()
    {
        Type[] clusterers = [.. PublicTypes.Where(type => type.IsClass && type.IsAssignableTo(typeof(IClusterer)))];
        Assert.Equal(clusterers.Length, ClusteringMethods.All.Count);
        Assert.All(clusterers, type => Assert.Contains(type.GetProperty("Method", BindingFlags.Static | BindingFlags.Public)!.GetValue(null), ClusteringMethods.All));
    }

    [Fact]
    public void Source_files_name_no_engine_and_no_banned_call()
    {
        string[] files = Directory.GetFiles(Repository.PathOf("src", "TacWeb.Clustering"), "*.cs", SearchOption.AllDirectories);
        Assert.All(files.Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)), file =>
            Assert.False(Banned().IsMatch(File.ReadAllText(file)), file));
    }

    private static IEnumerable<Type> Signature(Type type) => type.GetMethods(Declared).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
        .Concat(type.GetConstructors(Declared).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)))
        .Concat(type.GetFields(Declared).Select(field => field.FieldType))
        .Append(type.BaseType ?? typeof(object))
        .SelectMany(Inside);

    private static IEnumerable<Type> Inside(Type type) =>
        type.HasElementType ? Inside(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Inside).Append(type) : [type];

    [GeneratedRegex(@"using (static )?(TacWeb\.Tensors|TorchSharp)|DateTime\.(Utc)?Now|Random\.Shared|Thread\.Sleep|#region|from_array|\basync\b|\bawait\b|new Random\(\)")]
    private static partial Regex Banned();
}
