using Ecluse.Gate;

SqliteInside.Use();
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await GateProgram.RunAsync(args, Console.Out, Console.Error, TimeProvider.System, stop.Token);
