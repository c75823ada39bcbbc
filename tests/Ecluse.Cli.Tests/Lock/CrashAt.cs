using System.Reflection;

namespace Ecluse.Cli.Lock;

/// <summary>A crash, as the code under test cannot know it: no error of ours.</summary>
internal sealed class CrashException : Exception;

/// <summary>Counts the calls through it and crashes at one, before or after its effect; later calls crash too.</summary>
internal sealed class CrashPoint(int call, bool after)
{
    private int calls;

    /// <summary>Whether the point was reached.</summary>
    public bool Reached => calls >= call;

    public T On<T>(T inner)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, CrashAt>();
        ((CrashAt)(object)proxy).Point = this;
        ((CrashAt)(object)proxy).Inner = inner;
        return proxy;
    }

    public object? Through(object inner, MethodInfo method, object?[]? args)
    {
        var now = ++calls;
        if (now > call || (now == call && !after))
        {
            throw new CrashException();
        }

        var result = Call(inner, method, args);
        if (now == call)
        {
            (result as Task)?.GetAwaiter().GetResult();
            throw new CrashException();
        }

        return result;
    }

    public static object? Call(object inner, MethodInfo method, object?[]? args)
    {
        try
        {
            return method.Invoke(inner, args);
        }
        catch (TargetInvocationException error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }
}

/// <summary>Stands before an interface of the lock.</summary>
public class CrashAt : DispatchProxy
{
    internal CrashPoint Point { get; set; } = null!;

    internal object Inner { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        // What a process that died holds is not given back; here it must not keep the next attempt waiting.
        targetMethod!.Name == nameof(IAsyncDisposable.DisposeAsync)
            ? CrashPoint.Call(Inner, targetMethod, args)
            : Point.Through(Inner, targetMethod, args);
}
