using System.Runtime.InteropServices;

namespace TacWeb.Cli;

/// <summary>Turns Ctrl+C and a polite kill into a cancelled token, and ends the process itself when the work does not stop in time.</summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.7);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TextWriter _error;
    private Timer? _timer;

    public StopSignal(TextWriter error)
    {
        _error = error;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _timer?.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            End();
            return;
        }

        _timer = new Timer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    // Whatever was being written lies in a temporary file or folder; the same command can simply be run again.
    private void End()
    {
        _error.WriteLine("stopped");
        _error.Flush();
        Environment.Exit(ExitCode.Failed);
    }
}
