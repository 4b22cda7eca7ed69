namespace TacWeb.Accounts;

/// <summary>Marks a page that is there only with login.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AccountPageAttribute : Attribute;
