namespace TacWeb.Tensors;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of the learning rate: call step() once after each epoch.</summary>
        public static class lr_scheduler
        {
            /// <summary>Sets the learning rate of an optimiser by the number of steps taken so far.</summary>
            public abstract class LRScheduler
            {
                private readonly Optimizer _optimizer;
                private readonly double[] _initial;
                private int _epoch;

                internal LRScheduler(Optimizer optimizer, int last_epoch)
                {
                    _optimizer = optimizer ?? throw new ArgumentNullException(nameof(optimizer));
                    _initial = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _epoch = last_epoch + 1;
                }

                /// <summary>Moves to the next learning rate.</summary>
                public virtual void step()
                {
                    _epoch++;
                    Set();
                }

                internal abstract double Rate(double initial, int epoch);

                internal LRScheduler Set()
                {
                    foreach ((ILearningRateController group, double initial) in _optimizer.ParamGroups.Zip(_initial))
                    {
                        group.LearningRate = Rate(initial, _epoch);
                    }

                    return this;
                }
            }

            /// <summary>The first learning rate times gamma for every step_size epochs done.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                => new Schedule(optimizer, last_epoch, (initial, epoch) => initial * Math.Pow(gamma, epoch / step_size)).Set();

            /// <summary>Half a cosine from the first learning rate to eta_min over T_max epochs, without restarts (Loshchilov and Hutter, ICLR 2017).</summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0.0, int last_epoch = -1, bool verbose = false)
                => new Schedule(optimizer, last_epoch, (initial, epoch) => eta_min + ((initial - eta_min) * (1 + Math.Cos(Math.PI * epoch / T_max)) / 2)).Set();

            /// <summary>The first learning rate times a function of the number of epochs done.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                => new Schedule(optimizer, last_epoch, (initial, epoch) => initial * lr_lambda(epoch)).Set();

            private sealed class Schedule(Optimizer optimizer, int last_epoch, Func<double, int, double> rate) : LRScheduler(optimizer, last_epoch)
            {
                internal override double Rate(double initial, int epoch) => rate(initial, epoch);
            }
        }
    }
}
