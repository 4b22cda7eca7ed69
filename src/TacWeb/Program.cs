return 0;

/// <summary>The entry point; public so that tests can host the app.</summary>
public partial class Program;
