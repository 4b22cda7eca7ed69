using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace TacWeb.Tests.Components;

/// <summary>bUnit is compiled against AngleSharp.Diffing 1.0.0.0 and the loader refuses the older 0.17.0.0 by itself; the members that bUnit calls are the same, so it is handed the older one.</summary>
internal static class DiffingResolver
{
#pragma warning disable CA2255 // a test assembly is an application here: nothing else runs before its first test
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Install() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
