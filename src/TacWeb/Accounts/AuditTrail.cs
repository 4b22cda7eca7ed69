using TacWeb.Storage.Accounts;

namespace TacWeb.Accounts;

/// <summary>Writes down what the person of this request or circuit does. Without login nothing is written.</summary>
internal sealed class AuditTrail(LoginSettings login, Viewer viewer, AccountStores accounts, TimeProvider time)
{
    /// <summary>Where the request came from; empty in a circuit.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whether this request has written a line already.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Adds a line.</summary>
    /// <param name="what">What was done.</param>
    /// <param name="who">Who did it, where that is not the viewer.</param>
    public void Add(string what, string? who = null)
    {
        if (login.IsOn)
        {
            accounts.Audit.Add(time.GetUtcNow().UtcDateTime, who ?? viewer.Name, what, Address);
            IsWritten = true;
        }
    }
}
