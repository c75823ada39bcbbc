using Ecluse.Cli;

NativeHeap.OneForAllThreads();
return await CommandLine.RunAsync(args, Terminal.OfProcess(), TimeProvider.System);
