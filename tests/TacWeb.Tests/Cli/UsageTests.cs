namespace TacWeb.Tests.Cli;

public sealed class UsageTests
{
    public static TheoryData<string, string> Verbs => new()
    {
        { "", "tacweb cluster" }, { "serve", "tacweb serve" }, { "cluster", "tacweb cluster" }, { "embed", "tacweb embed" }, { "fit", "tacweb fit" }, { "score", "tacweb score" },
        { "methods", "tacweb methods" }, { "models", "tacweb models" }, { "models list", "tacweb models list" }, { "models import", "tacweb models import" }, { "models remove", "tacweb models remove" },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_helps_with_an_example(string verb, string example)
    {
        CommandResult result = await Tacweb.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(0, result.Code);
        Assert.Contains("Example", result.Output, StringComparison.Ordinal);
        Assert.Contains($"  {example}", result.Output, StringComparison.Ordinal);
        Assert.Contains("--json", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("clustre", "Unrecognized command or argument 'clustre'")]
    [InlineData("cluster", "--out")]
    [InlineData("cluster --out o", "INPUT|Required argument missing")]
    [InlineData("cluster photos --out", "Required argument missing for option: '--out'")]
    [InlineData("cluster photos --out o --colour blue", "'--colour'")]
    [InlineData("cluster photos --out o --method tacs", "There is no method 'tacs'. Did you mean 'tac'?")]
    [InlineData("cluster photos --out o --method tac,tac", "twice")]
    [InlineData("cluster photos --out o --k 0", "--k is a whole number from 1 on, or auto, not '0'")]
    [InlineData("cluster photos --out o --k ten", "not 'ten'")]
    [InlineData("cluster photos --out o --seed 1.5", "1.5")]
    [InlineData("cluster photos --out o --seeds 0", "--seeds")]
    [InlineData("cluster photos --out o --set epochs", "--set needs name=value, not 'epochs'")]
    [InlineData("cluster photos --out o --set epochs=0", "epochs")]
    [InlineData("cluster photos --out o --set epoch=5", "There is no option 'epoch'")]
    [InlineData("cluster photos --out o --method kmeans,tac --set epoch=5", "There is no option 'epoch'")]
    [InlineData("cluster photos --out o --set epochs=5 --set epochs=6", "twice")]
    [InlineData("cluster photos --out o --set retrievalTemperature=0", "retrievalTemperature")]
    [InlineData("cluster photos --out o --data=", "--data")]
    [InlineData("embed photos", "--out")]
    [InlineData("fit --images x.npy --out c.npy", "--method")]
    [InlineData("fit --method tac --images x.npy --out c.npy", "'tac' needs --concepts or --counterparts")]
    [InlineData("fit --method tac --images x.npy --concepts t.npy --counterparts u.npy --out c.npy", "exclude each other")]
    [InlineData("fit --method kmeans --out c.npy", "either --images or --pixels")]
    [InlineData("fit --method kmeans --images x.npy --pixels p.npy --out c.npy", "either --images or --pixels")]
    [InlineData("fit --method kmeans --pixels p.npy --out c.npy", "'kmeans' does not use --pixels")]
    [InlineData("fit --method kmeans --images x.npy --views weak:v.npy --out c.npy", "does not use --views")]
    [InlineData("fit --method kmeans --images x.npy --views v.npy --out c.npy", "--views is weak:FILE")]
    [InlineData("fit --method kmeans --images x.npy --classes c.npy --out c.npy", "does not use --classes")]
    [InlineData("score --labels y.npy", "--clusters")]
    [InlineData("models", "Required command was not provided")]
    [InlineData("serve --urls ftp://127.0.0.1", "is not an address")]
    [InlineData("serve --urls ftp://0.0.0.0:5080", "is not an address such as")]
    [InlineData("--login --proxies gateway", "is not a network address such as")]
    public async Task A_mistake_is_one_line_and_exit_code_2(string commandLine, string reason)
    {
        CommandResult result = await Tacweb.RunAsync(commandLine.Split(' '));
        Assert.Equal(2, result.Code);
        Assert.Contains(reason.Split('|'), part => result.Reason.Contains(part, StringComparison.Ordinal));
        Assert.Empty(result.Output);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Verbose_shows_where_a_failure_came_from()
    {
        CommandResult quiet = await Tacweb.RunAsync("score", "--labels", "missing.npy", "--clusters", "missing.npy");
        CommandResult verbose = await Tacweb.RunAsync("score", "--labels", "missing.npy", "--clusters", "missing.npy", "--verbose");
        Assert.Equal((1, "missing.npy does not exist."), (quiet.Code, quiet.Reason));
        Assert.Equal(1, verbose.Code);
        Assert.Contains("   at TacWeb.", verbose.Error, StringComparison.Ordinal);
    }
}
