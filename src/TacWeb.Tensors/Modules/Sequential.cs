using static TacWeb.Tensors.torch;
using static TacWeb.Tensors.torch.nn;

namespace TacWeb.Tensors.Modules
{
    /// <summary>Modules one after the other. Disposes them, and the values between them.</summary>
    public class Sequential : Module<Tensor, Tensor>
    {
        private readonly List<Module<Tensor, Tensor>> _steps = [];

        internal Sequential(IEnumerable<(string Name, Module<Tensor, Tensor> Module)> modules)
            : base(nameof(Sequential))
        {
            foreach ((string name, Module<Tensor, Tensor> module) in modules)
            {
                register_module(name, module);
                _steps.Add(module);
            }
        }

        /// <summary>Each module's result is the next one's input.</summary>
        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor result = input;
            foreach (Module<Tensor, Tensor> step in _steps)
            {
                result = step.call(result);
            }

            return ReferenceEquals(result, input) ? input.alias().MoveToOuterDisposeScope() : scope.MoveToOuter(result);
        }
    }
}

namespace TacWeb.Tensors
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules one after the other, by name.</summary>
            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <summary>Modules one after the other, by name.</summary>
            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);

            /// <summary>Modules one after the other, named by their positions.</summary>
            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules)
                => new(modules.Select((module, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), module)));

            /// <summary>Modules one after the other, named by their positions.</summary>
            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => Sequential(modules.ToArray());
        }
    }
}
