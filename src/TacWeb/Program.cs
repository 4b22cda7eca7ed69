using TacWeb.Cli;

using StopSignal stop = new(Console.Error);
return await CommandLine.RunAsync(args, Console.Out, Console.Error, stop.Token);

/// <summary>The entry point; public so that tests can host the app.</summary>
public partial class Program;
