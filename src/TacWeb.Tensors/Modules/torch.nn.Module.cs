using System.Reflection;
using TacWeb.Tensors.Modules;

namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: parameters, buffers and inner modules by name. Registered tensors leave the dispose scopes and live as long as the module.</summary>
        public class Module : IDisposable
        {
            private readonly List<(string Name, Module Module)> _modules = [];
            private readonly List<(string Name, Parameter Parameter)> _parameters = [];
            private readonly List<(string Name, Tensor Buffer)> _buffers = [];
            private readonly string _name;

            /// <summary>A module with a name for messages.</summary>
            protected Module(string name) => _name = name;

            /// <summary>True while training: batch normalisation and dropout behave differently then.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>The name given at construction.</summary>
            public virtual string GetName() => _name;

            /// <summary>The parameters in the order of registration.</summary>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            /// <summary>The parameters with their dotted names.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                foreach ((string name, Parameter parameter) in _parameters)
                {
                    yield return (name, parameter);
                }

                foreach ((string name, Module module) in recurse ? _modules : [])
                {
                    foreach ((string inner, Parameter parameter) in module.named_parameters())
                    {
                        yield return ($"{name}.{inner}", parameter);
                    }
                }
            }

            /// <summary>The buffers in the order of registration.</summary>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(entry => entry.buffer);

            /// <summary>The buffers with their dotted names.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true)
            {
                foreach ((string name, Tensor buffer) in _buffers)
                {
                    yield return (name, buffer);
                }

                foreach ((string name, Module module) in recurse ? _modules : [])
                {
                    foreach ((string inner, Tensor buffer) in module.named_buffers())
                    {
                        yield return ($"{name}.{inner}", buffer);
                    }
                }
            }

            /// <summary>The inner modules one level down.</summary>
            public virtual IEnumerable<Module> children() => _modules.Select(entry => entry.Module);

            /// <summary>The inner modules one level down, with their names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Select(entry => (entry.Name, entry.Module));

            /// <summary>Every tensor of the module by its dotted name.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string start = string.IsNullOrEmpty(prefix) ? string.Empty : prefix + ".";
                foreach ((string name, Parameter parameter) in named_parameters())
                {
                    destination[start + name] = parameter;
                }

                foreach ((string name, Tensor buffer) in named_buffers())
                {
                    destination[start + name] = buffer;
                }

                return destination;
            }

            /// <summary>Copies tensors by name into the module's.</summary>
            /// <exception cref="InvalidOperationException">Strict, and a name is missing or unknown.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                List<string> missing = [.. own.Keys.Where(key => !source.ContainsKey(key) && skip?.Contains(key) != true)];
                List<string> unexpected = [.. source.Keys.Where(key => !own.ContainsKey(key) && skip?.Contains(key) != true)];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException($"The state does not fit: missing {string.Join(", ", missing)}; unknown {string.Join(", ", unexpected)}.");
                }

                using IDisposable mode = no_grad();
                foreach ((string name, Tensor target) in own.Where(entry => source.ContainsKey(entry.Key) && skip?.Contains(entry.Key) != true))
                {
                    target.copy_(source[name]);
                }

                return (missing, unexpected);
            }

            /// <summary>Switches this module and the inner ones to training or evaluation.</summary>
            public virtual void train(bool on = true)
            {
                training = on;
                foreach (Module module in children())
                {
                    module.train(on);
                }
            }

            /// <summary>Switches this module and the inner ones to evaluation.</summary>
            public virtual void eval() => train(false);

            /// <summary>Clears the gradients of all parameters.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    optim.Optimizer.Clear(parameter, set_to_none);
                }
            }

            /// <summary>Calls an action on every inner module and on this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module module in children())
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>Adds an inner module.</summary>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                _modules.Add((Free(name), submodule));
            }

            /// <summary>Adds a parameter, which leaves its dispose scope.</summary>
            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                param.DetachFromDisposeScope();
                _parameters.Add((Free(name), param));
            }

            /// <summary>Adds a tensor that is kept but not learnt; it leaves its dispose scope.</summary>
            public virtual void register_buffer(string name, Tensor buffer, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(buffer);
                buffer.DetachFromDisposeScope();
                _buffers.Add((Free(name), buffer));
            }

            /// <summary>Disposes the parameters, the buffers and the inner modules.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Registers the fields that hold parameters, tensors and modules, by the names of the fields, in the order of their declaration.</summary>
            protected virtual void RegisterComponents()
            {
                foreach (FieldInfo field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    if (Known(field.Name))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(field.Name, module); break;
                        case Parameter parameter: register_parameter(field.Name, parameter); break;
                        case Tensor tensor: register_buffer(field.Name, tensor); break;
                    }
                }
            }

            /// <summary>Disposes the parameters, the buffers and the inner modules.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                {
                    return;
                }

                foreach ((_, Parameter parameter) in _parameters)
                {
                    parameter.Dispose();
                }

                foreach ((_, Tensor buffer) in _buffers)
                {
                    buffer.Dispose();
                }

                foreach (Module module in children())
                {
                    module.Dispose();
                }
            }

            private bool Known(string name) => _modules.Any(e => e.Name == name) || _parameters.Any(e => e.Name == name) || _buffers.Any(e => e.Name == name);

            private string Free(string name) => Known(name) ? throw new ArgumentException($"The name '{name}' is already taken in {_name}.", nameof(name)) : name;
        }

        /// <summary>A module that turns one value into another.</summary>
        public interface IModule<in T, out TResult>
        {
            /// <summary>The module's result for an input.</summary>
            TResult call(T input1);
        }

        /// <summary>A module that turns one value into another; derive from it and override <see cref="forward"/>.</summary>
        public abstract class Module<T, TResult> : Module, IModule<T, TResult>
        {
            /// <summary>A module with a name for messages.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The module's result for an input.</summary>
            public abstract TResult forward(T input);

            /// <summary>The module's result for an input.</summary>
            public TResult call(T input1) => forward(input1);
        }
    }
}
