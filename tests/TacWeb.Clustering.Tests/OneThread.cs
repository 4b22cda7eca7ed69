// The engine's random generator belongs to the process, and a product has one compute thread: fits beside each other would not repeat.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
