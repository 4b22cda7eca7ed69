namespace TacWeb.EndToEnd;

/// <summary>All browser tests share one site and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class SiteTests : ICollectionFixture<Site>
{
    public const string Name = "site";
}
