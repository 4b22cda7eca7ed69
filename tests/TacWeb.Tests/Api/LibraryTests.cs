namespace TacWeb.Tests.Api;

/// <summary>Tests over HTTP share one library.</summary>
[CollectionDefinition(Name)]
public sealed class LibraryTests : ICollectionFixture<Library>
{
    public const string Name = "library";
}
