using Microsoft.AspNetCore.Components.Authorization;

namespace TacWeb.Accounts;

/// <summary>Tells the services of a request who sent it, by the same way that Blazor tells those of a circuit.</summary>
internal static class RequestViewer
{
    /// <summary>Goes on.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHostEnvironmentAuthenticationStateProvider provider = (IHostEnvironmentAuthenticationStateProvider)context.RequestServices.GetRequiredService<AuthenticationStateProvider>();
        provider.SetAuthenticationState(Task.FromResult(new AuthenticationState(context.User)));
        context.RequestServices.GetRequiredService<AuditTrail>().Address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        return next(context);
    }
}
