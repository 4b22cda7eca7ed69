namespace TacWeb.Encoders.Onnx;

/// <summary>Options of one or several runs; setting <see cref="Terminate"/> from another thread stops them.</summary>
internal sealed unsafe class RunOptions : IDisposable
{
    private bool terminate;

    public RunOptions()
    {
        nint created;
        OrtApi.Check(((delegate* unmanaged<nint*, nint>)OrtApi.Slot(OrtFunction.CreateRunOptions))(&created));
        Handle = new OrtHandle(created, OrtFunction.ReleaseRunOptions);
    }

    public OrtHandle Handle { get; }

    /// <summary>While true, runs with these options end with an <see cref="OnnxRuntimeException"/> after the operator they are at.</summary>
    public bool Terminate
    {
        get => terminate;
        set
        {
            var function = value ? OrtFunction.RunOptionsSetTerminate : OrtFunction.RunOptionsUnsetTerminate;
            OrtApi.Check(((delegate* unmanaged<nint, nint>)OrtApi.Slot(function))(Handle.DangerousGetHandle()));
            terminate = value;
        }
    }

    public void Dispose() => Handle.Dispose();
}
