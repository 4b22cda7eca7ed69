using Microsoft.AspNetCore.Authorization;

namespace TacWeb.Accounts;

/// <summary>Who may call what. Whatever says nothing else needs somebody who is signed in; what they then see, the stores decide.</summary>
internal static class LoginPolicies
{
    /// <summary>A person at a browser, not a script.</summary>
    public const string Person = "person";

    /// <summary>An admin at a browser.</summary>
    public const string Admin = "admin";

    /// <summary>Sets them.</summary>
    public static void Configure(AuthorizationOptions options)
    {
        AuthorizationPolicy signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        (options.DefaultPolicy, options.FallbackPolicy) = (signedIn, signedIn);
        options.AddPolicy(Person, policy => policy.RequireAuthenticatedUser().RequireClaim(Viewer.SessionClaim));
        options.AddPolicy(Admin, policy => policy.RequireAuthenticatedUser().RequireClaim(Viewer.SessionClaim).RequireAssertion(call =>
            call.Resource is HttpContext http && http.RequestServices.GetRequiredService<Viewer>().IsAdmin));
    }
}
