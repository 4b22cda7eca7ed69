// Grad mode and dispose scopes are per thread, but the common random source and the number of threads are global.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
