// dotnet run -c Release --project tests/TacWeb.Benchmarks -- NAME …: each benchmark is one line here.
Dictionary<string, Func<string[], Task<int>>> benchmarks = new()
{
};

if (args is [string name, .. string[] rest] && benchmarks.TryGetValue(name, out Func<string[], Task<int>>? run))
{
    return await run(rest);
}

Console.Error.WriteLine($"Name one of: {string.Join(", ", benchmarks.Keys)}");
return 2;
