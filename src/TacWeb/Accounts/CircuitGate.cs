using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace TacWeb.Accounts;

/// <summary>Lets nothing into the circuit of a person whose session has ended; the page goes to the login instead.</summary>
internal sealed class CircuitGate(LoginSettings login, Viewer viewer, NavigationManager navigation) : CircuitHandler
{
    /// <inheritdoc/>
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => context =>
    {
        if (!login.IsOn || viewer.User is not null)
        {
            return next(context);
        }

        navigation.NavigateTo(LoginPaths.Login[1..], forceLoad: true);
        return Task.CompletedTask;
    };
}
