using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.RateLimiting;
using TacWeb.Storage;

namespace TacWeb.Accounts;

/// <summary>Puts the login together out of ASP.NET Core's parts; without login only the services that pages ask for are there.</summary>
internal static class LoginServices
{
    private const string Either = "TacWeb";

    /// <summary>Registers them.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configuration">Rates come from it.</param>
    /// <param name="login">Whether people sign in.</param>
    /// <param name="data">The owned data folder.</param>
    public static void Add(IServiceCollection services, IConfiguration configuration, LoginSettings login, DataFolder data)
    {
        services.AddSingleton(login).AddSingleton(data.Accounts).AddSingleton(configuration.GetSection("RateLimits").Get<RequestRates>() ?? new RequestRates());
        services.AddSingleton<RequestLimits>().AddScoped<Viewer>().AddScoped<AuditTrail>();
        if (!login.IsOn)
        {
            // Keys live as long as the process: nobody signs in, and nothing is written outside the data folder.
            services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
            return;
        }

        services.AddDataProtection().SetApplicationName("TacWeb").PersistKeysToFileSystem(PrivateFiles.Folder(Path.Combine(data.Root, "keys")));
        services.AddSingleton<Passwords>().AddSingleton<SignIn>();
        services.AddSingleton(provider => new FirstStart(data.Accounts.Users, login, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<CircuitHandler, CircuitGate>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, scheme => scheme.ForwardDefaultSelector = context => BearerTokens.Carries(context.Request) ? BearerTokens.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => Configure(cookie, login))
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.Name, null);
        services.AddAuthorization(LoginPolicies.Configure);
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>((options, limits) => limits.Configure(options));
        services.AddRateLimiter(_ => { });
        services.AddCascadingAuthenticationState();
    }

    private static void Configure(CookieAuthenticationOptions options, LoginSettings login)
    {
        options.Cookie.Name = "tacweb";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // behind a proxy that ends TLS the request counts as https
        options.ExpireTimeSpan = login.Session;
        options.SlidingExpiration = false;
        options.LoginPath = LoginPaths.Login;
        options.ReturnUrlParameter = LoginPaths.Return;
        options.Events.OnValidatePrincipal = cookie => cookie.HttpContext.RequestServices.GetRequiredService<SignIn>().CheckAsync(cookie);
        options.Events.OnRedirectToLogin = ChallengeAsync;
        options.Events.OnRedirectToAccessDenied = denied =>
        {
            denied.Response.StatusCode = StatusCodes.Status404NotFound; // what is not for somebody is not there
            return Task.CompletedTask;
        };
    }

    private static Task ChallengeAsync(RedirectContext<CookieAuthenticationOptions> challenge)
    {
        HttpRequest request = challenge.Request;
        if (HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && !request.Path.StartsWithSegments("/openapi") && !request.Path.StartsWithSegments("/_blazor"))
        {
            challenge.Response.Redirect(challenge.RedirectUri);
            return Task.CompletedTask;
        }

        return Results.Problem("Sign in first; scripts send a token: Authorization: Bearer …", statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(challenge.HttpContext);
    }
}
