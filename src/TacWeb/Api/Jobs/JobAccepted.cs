namespace TacWeb.Api.Jobs;

/// <summary>The answer to a request that became a job.</summary>
/// <param name="Job">Its number: <c>/api/jobs/{job}</c> tells how it goes.</param>
internal sealed record JobAccepted(int Job);
