namespace TacWeb.Tests.Api;

/// <summary>One site for all tests that need a real run.</summary>
[CollectionDefinition(Name)]
public sealed class ClusteredTests : ICollectionFixture<ClusteredSite>
{
    public const string Name = "clustered site";
}
